using System.Numerics;
using GruNotebooks.Cells;

namespace GruNotebooks.Layers;

/// <summary>Long short-term memory over whole batches of sequences.</summary>
/// <remarks><code>
/// i  = σ(Wi·x + bi + Ui·h + bUi)       (1) input gate: what to write          (H)
/// f  = σ(Wf·x + bf + Uf·h + bUf)       (2) forget gate: what to keep          (H)
/// g  = tanh(Wg·x + bg + Ug·h + bUg)    (3) candidate                          (H)
/// o  = σ(Wo·x + bo + Uo·h + bUo)       (4) output gate: what to show          (H)
/// c' = f ⊙ c + i ⊙ g                   (5) cell state: the memory itself      (H)
/// h' = o ⊙ tanh(c')                    (6) hidden state: what others see      (H)
/// </code>Hochreiter and Schmidhuber 1997 with the forget gate of Gers et al. 2000. bU* are absent with one bias a gate.</remarks>
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
    public override LstmTape<T> Forward(Sequence<T> x, State<T>? initial = null, int[]? lengths = null, Tape<T>? reuse = null, bool record = true) =>
        (LstmTape<T>)ForwardPass<T>.ReadSequences(this, x, initial, lengths, reuse, record);

    internal override LstmTape<T> NewTape(int steps, int batch, bool record) => new(this, steps, batch, record);

    /// <summary>Blocks i f g o as the parameters, and tanh c beside them for the backward pass.</summary>
    internal override CellProducts Plan { get; } = new(5, [0, 1, 2, 3], [new RecurrentProduct(0, [0, 1, 2, 3])]);

    internal override void ForwardStep(ForwardPass<T> pass, RecurrentTape<T> tape, int t, int from, int to)
    {
        pass.AddRecurrentProduct(0, t, from, to);                                           // (1) to (4): i, f, g, o += U h
        Gates.Forward(tape.GateRows(t, from), tape.CellRows(t, from), tape.CellRows(t + 1, from), tape.HiddenRows(t + 1, from), tape.Padded, to - from);   // (1) to (6)
    }

    internal override void BackwardStep(BackwardPass<T> pass, RecurrentTape<T> tape, int t, int from, int to)
    {
        Gates.Backward(
            tape.GateRows(t, from), tape.CellRows(t, from), pass.StateGradients(from), pass.CellGradients(from), pass.GateGradients(t, from), tape.Padded, to - from);   // ∂(6) to ∂(1)
        pass.BackpropagateProduct(0, t, from, to);                                          // ∂(4) to ∂(1): ∂h = Uᵀ (∂i, ∂f, ∂g, ∂o)
    }
}

/// <summary>The record of a pass of an <see cref="Lstm{T}"/>: every gate at every step.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class LstmTape<T> : RecurrentTape<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal LstmTape(Lstm<T> layer, int steps, int batch, bool record) : base(layer, steps, batch, record) { }

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
}
