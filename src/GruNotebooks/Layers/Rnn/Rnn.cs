using System.Numerics;
using GruNotebooks.Cells;

namespace GruNotebooks.Layers;

/// <summary>The plain recurrent network over whole batches of sequences.</summary>
/// <remarks><code>
/// a  = Wh·x + bh + Uh·h + bUh     (1) what is read, and what is remembered   (H)
/// h' = φ(a)                       (2) new state, φ is tanh or relu           (H)
/// </code>Elman 1990, equation of the hidden units; relu: Le et al. 2015 (arXiv:1504.00941). bUh is absent with one bias.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Rnn<T> : RecurrentLayer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>I inputs, H units; every parameter uniform on ±1/√H.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public Rnn(int inputSize, int hiddenSize, ulong seed, RnnActivation activation = RnnActivation.Tanh, BiasScheme bias = BiasScheme.OnePerGate)
        : base(CellKind.Rnn, inputSize, hiddenSize, bias, seed) => Activation = activation;

    private static RnnGates<T> Gates { get; } = RnnGates<T>.Create();

    /// <summary>The squashing function φ.</summary>
    public RnnActivation Activation { get; }

    /// <inheritdoc/>
    public override CellOptions Options => new() { Bias = Bias, Activation = Activation };

    /// <inheritdoc/>
    public override RnnTape<T> Forward(Sequence<T> x, State<T>? initial = null, int[]? lengths = null, Tape<T>? reuse = null, bool record = true) =>
        (RnnTape<T>)ForwardPass<T>.ReadSequences(this, x, initial, lengths, reuse, record);

    /// <summary>relu gives 0 for NaN.</summary>
    internal override bool HidesNaN => Activation == RnnActivation.Relu;

    internal override RnnTape<T> NewTape(int steps, int batch, bool record) => new(this, steps, batch, record);

    internal override CellPlan Plan { get; } = new(1, [0], [new RecurrentProduct(0, [0])]);

    internal override void ForwardStep(ForwardPass<T> pass, RecurrentTape<T> tape, int t, int from, int to)
    {
        pass.AddRecurrentProduct(0, t, from, to);                                           // (1): a += U h
        Gates.Forward(tape.GateRows(t, from), tape.HiddenRows(t + 1, from), tape.Padded, to - from, Activation);   // (2)
    }

    internal override void BackwardStep(BackwardPass<T> pass, RecurrentTape<T> tape, int t, int from, int to)
    {
        Gates.Backward(tape.HiddenRows(t + 1, from), pass.StateGradients(from), pass.GateGradients(t, from), tape.Padded, to - from, Activation);   // ∂(2)
        pass.BackpropagateProduct(0, t, from, to);                                          // ∂(1): ∂h = Uᵀ ∂a
    }
}

/// <summary>The record of a pass of an <see cref="Rnn{T}"/>.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class RnnTape<T> : RecurrentTape<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal RnnTape(Rnn<T> layer, int steps, int batch, bool record) : base(layer, steps, batch, record) { }
}
