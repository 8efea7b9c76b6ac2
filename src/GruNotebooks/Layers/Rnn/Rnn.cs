using System.Numerics;
using GruNotebooks.Cells;

namespace GruNotebooks.Layers;

/// <summary>The plain recurrent network over whole batches of sequences: h' = φ(W x + U h + b), φ = tanh or max(0, ·).</summary>
/// <remarks>Elman 1990, equation of the hidden units; relu: Le et al. 2015 (arXiv:1504.00941).</remarks>
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
    public override RnnTape<T> Forward(Sequence<T> x, State<T>? initial = null, int[]? lengths = null, Tape<T>? reuse = null, bool record = true)
    {
        Inputs.CheckForward(this, x, initial, lengths);
        return Run(RnnTape<T>.For(this, x, reuse, record), x, initial, lengths);
    }

    private protected override RecurrentTape<T> Owned(Tape<T> tape) => RnnTape<T>.Of(this, tape);

    internal override CellPlan Plan { get; } = new(1, [0], [new RecurrentProduct(0, [0])]);

    internal override void ForwardStep(ForwardPass<T> pass, RecurrentTape<T> tape, int t, int from, int to)
    {
        pass.Recurrent(0, t, from, to);                                                     // a += U h
        Gates.Forward(tape.GateRows(t, from), tape.HiddenRows(t + 1, from), tape.Padded, to - from, Activation);
    }

    internal override void BackwardStep(BackwardPass<T> pass, RecurrentTape<T> tape, int t, int from, int to)
    {
        Gates.Backward(tape.HiddenRows(t + 1, from), pass.StateGradients(from), pass.GateGradients(t, from), tape.Padded, to - from, Activation);
        pass.Recurrent(0, t, from, to);                                                     // ∂h = Uᵀ ∂a
    }
}

/// <summary>The record of a pass of an <see cref="Rnn{T}"/>.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class RnnTape<T> : RecurrentTape<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private RnnTape(int steps, int batch, int hiddenSize, bool record) : base(steps, batch, hiddenSize, 1, hasCell: false, record) { }

    internal static RnnTape<T> For(Rnn<T> layer, Sequence<T> x, Tape<T>? reuse, bool record) =>
        reuse is RnnTape<T> old && old.Suits(x.Steps, x.Batch, layer.HiddenSize, record) ? old : new RnnTape<T>(x.Steps, x.Batch, layer.HiddenSize, record);

    internal static RnnTape<T> Of(Rnn<T> layer, Tape<T> tape) =>
        tape is RnnTape<T> own && own.HiddenSize == layer.HiddenSize ? own : throw Foreign(tape);
}
