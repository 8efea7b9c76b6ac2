using System.Numerics;
using GruNotebooks.Cells;

namespace GruNotebooks.Layers;

/// <summary>Long short-term memory over whole batches of sequences.</summary>
/// <remarks><code>
/// i = σ(Wi x + Ui h + bi)    f = σ(Wf x + Uf h + bf)    o = σ(Wo x + Uo h + bo)
/// g = tanh(Wg x + Ug h + bg)
/// c' = f ⊙ c + i ⊙ g         h' = o ⊙ tanh(c')
/// </code>Hochreiter and Schmidhuber 1997 with the forget gate of Gers et al. 2000; g is the candidate.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Lstm<T> : RecurrentLayer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>I inputs, H units; every parameter uniform on ±1/√H, then the forget gate's bias set to <paramref name="forgetBias"/>.</summary>
    /// <remarks>A forget bias of 1 keeps the past at first (Jozefowicz et al. 2015). With two biases a gate, bU of the forget gate is 0.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public Lstm(int inputSize, int hiddenSize, ulong seed, double forgetBias = 1, BiasScheme bias = BiasScheme.OnePerGate)
        : base(CellKind.Lstm, inputSize, hiddenSize, bias, seed)
    {
        Gate("bf").Fill(T.CreateTruncating(forgetBias));
        if (bias == BiasScheme.TwoPerGate) Gate("bUf").Fill(T.Zero);
    }

    private static LstmGates<T> Gates { get; } = LstmGates<T>.Create();

    /// <inheritdoc/>
    public override LstmTape<T> Forward(Sequence<T> x, State<T>? initial = null, int[]? lengths = null, Tape<T>? reuse = null, bool record = true)
    {
        Inputs.CheckForward(this, x, initial, lengths);
        return Run(LstmTape<T>.For(this, x, reuse, record), x, initial, lengths);
    }

    private protected override RecurrentTape<T> Owned(Tape<T> tape) => LstmTape<T>.Of(this, tape);

    /// <summary>Blocks i f g o as the parameters, and tanh c beside them for the backward pass.</summary>
    internal override CellPlan Plan { get; } = new(5, [0, 1, 2, 3], [new RecurrentProduct(0, [0, 1, 2, 3])]);

    internal override void ForwardStep(ForwardPass<T> pass, RecurrentTape<T> tape, int t, int from, int to)
    {
        pass.Recurrent(0, t, from, to);                                                     // i, f, g, o: += U h
        Gates.Forward(tape.GateRows(t, from), tape.CellRows(t, from), tape.CellRows(t + 1, from), tape.HiddenRows(t + 1, from), tape.Padded, to - from);
    }

    internal override void BackwardStep(BackwardPass<T> pass, RecurrentTape<T> tape, int t, int from, int to)
    {
        Gates.Backward(
            tape.GateRows(t, from), tape.CellRows(t, from), pass.StateGradients(from), pass.CellGradients(from), pass.GateGradients(t, from), tape.Padded, to - from);
        pass.Recurrent(0, t, from, to);                                                     // ∂h = Uᵀ (∂i, ∂f, ∂g, ∂o)
    }
}

/// <summary>The record of a pass of an <see cref="Lstm{T}"/>: every gate at every step.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class LstmTape<T> : RecurrentTape<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private LstmTape(int steps, int batch, int hiddenSize, bool record) : base(steps, batch, hiddenSize, 5, hasCell: true, record) { }

    /// <summary>i: how much of the candidate is written, [T, B, H].</summary>
    public GateView<T> InputGate => View(0);

    /// <summary>f: how much of the cell state is kept, [T, B, H].</summary>
    public GateView<T> ForgetGate => View(1);

    /// <summary>g: what could be written, [T, B, H].</summary>
    public GateView<T> Candidate => View(2);

    /// <summary>o: how much of the cell state is shown, [T, B, H].</summary>
    public GateView<T> OutputGate => View(3);

    /// <summary>c after each step, [T, B, H]; past its end a sequence keeps its cell state.</summary>
    public GateView<T> CellState => CellView();

    internal static LstmTape<T> For(Lstm<T> layer, Sequence<T> x, Tape<T>? reuse, bool record) =>
        reuse is LstmTape<T> old && old.Suits(x.Steps, x.Batch, layer.HiddenSize, record) ? old : new LstmTape<T>(x.Steps, x.Batch, layer.HiddenSize, record);

    internal static LstmTape<T> Of(Lstm<T> layer, Tape<T> tape) =>
        tape is LstmTape<T> own && own.HiddenSize == layer.HiddenSize ? own : throw Foreign(tape);
}
