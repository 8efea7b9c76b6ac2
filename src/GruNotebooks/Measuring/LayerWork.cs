using System.Numerics;
using GruNotebooks.Layers;
using GruNotebooks.Numerics;

namespace GruNotebooks.Measuring;

/// <summary>The work that is timed: one pass, or one training step, of a layer over random numbers. It allocates nothing after its first call.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class LayerWork<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SequenceLayer<T> layer;
    private readonly Sequence<T> x, ones;
    private Tape<T>? tape, outputs;
    private InputGradients<T>? gradients;

    /// <summary>A layer with <paramref name="batch"/> sequences of <paramref name="steps"/> steps to read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public LayerWork(SequenceLayer<T> layer, int steps, int batch)
    {
        this.layer = layer;
        var random = new SeededRandom(2);
        (x, ones) = (new Sequence<T>(steps, batch, layer.InputSize), new Sequence<T>(steps, batch, layer.OutputSize));
        foreach (ref var value in x.Data.AsSpan()) value = T.CreateTruncating(random.NextNormal());
        Array.Fill(ones.Data, T.One);
    }

    /// <summary>One forward pass that keeps outputs only, as for predictions.</summary>
    public void Forward() => outputs = layer.Forward(x, reuse: outputs, record: false);

    /// <summary>Forward, then backward to inputs, initial state and every parameter; the loss is the sum of all outputs.</summary>
    public void Train()
    {
        tape = layer.Forward(x, reuse: tape);
        layer.ZeroGradients();
        gradients = layer.Backward(tape!, ones, reuse: gradients);
    }

    /// <summary>Floating-point operations of the matrix products of one forward pass of one layer: two for each weight, step and sequence.</summary>
    /// <remarks>A training step has three times as many: one set forward, one to the inputs, one to the weights.</remarks>
    public double ForwardOperations => 2.0 * x.Steps * x.Batch * layer.Parameters.Where(parameter => parameter.Shape.Length == 2).Sum(parameter => (double)parameter.Count);
}
