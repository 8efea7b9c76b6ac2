using GruNotebooks.Gradients;
using GruNotebooks.Layers;

namespace GruNotebooks.Inspection;

/// <summary>Which inputs an output depends on: the gradient of one output with respect to every earlier input.</summary>
/// <remarks>Madsen 2019 ("Visualizing memorization in RNNs", Distill) calls it connectivity.</remarks>
public static class Saliency
{
    /// <summary>‖∂ output / ∂ x_t‖ for every t.</summary>
    /// <param name="layer">Any recurrent layer. Its own gradients are left as they were.</param>
    /// <param name="tape">Its forward pass.</param>
    /// <param name="dOutput">The derivative of the output in question by the layer's outputs, [T, B, output size]; for one that is read
    /// by weights w from step k it is w at step k and zero elsewhere (see <see cref="At"/>).</param>
    /// <param name="sequence">Which sequence of the batch.</param>
    /// <returns>T numbers.</returns>
    public static double[] OfInputs(SequenceLayer<double> layer, Tape<double> tape, Sequence<double> dOutput, int sequence = 0)
    {
        var dx = KeptGradients.Around(layer, () => layer.Backward(tape, dOutput)).Input;
        return [.. Enumerable.Range(0, dx.Steps).Select(t => GradientFlow.Length(dx.Row(t, sequence)))];
    }

    /// <summary>The connectivity of a whole sequence: row k says how much the output after step k depends on each input.</summary>
    /// <param name="layer">Any recurrent layer. Its own gradients are left as they were.</param>
    /// <param name="tape">Its forward pass.</param>
    /// <param name="weights">For each step k, the weights by which the output in question is read, [output size].</param>
    /// <param name="sequence">Which sequence of the batch.</param>
    /// <returns>[T, T]: element (k, t) is ‖∂ y_k / ∂ x_t‖, zero for t after k unless the layer reads both directions.</returns>
    public static double[,] Map(SequenceLayer<double> layer, Tape<double> tape, Func<int, double[]> weights, int sequence = 0)
    {
        var steps = tape.Output.Steps;
        var map = new double[steps, steps];
        for (var k = 0; k < steps; k++)
        {
            var row = OfInputs(layer, tape, At(tape, k, weights(k), sequence), sequence);
            for (var t = 0; t < steps; t++) map[k, t] = row[t];
        }
        return map;
    }

    /// <summary>The gradient of w · h at step <paramref name="step"/>: w there, zero elsewhere, [T, B, output size].</summary>
    /// <exception cref="ArgumentException">There are not as many weights as outputs.</exception>
    public static Sequence<double> At(Tape<double> tape, int step, double[] weights, int sequence = 0)
    {
        var shape = tape.Output;
        if (weights.Length != shape.Features)
            throw new ArgumentException($"{shape.Features} outputs are read by as many weights, got {weights.Length}.", nameof(weights));
        var dOutput = new Sequence<double>(shape.Steps, shape.Batch, shape.Features);
        weights.CopyTo(dOutput.Row(step, sequence));
        return dOutput;
    }
}
