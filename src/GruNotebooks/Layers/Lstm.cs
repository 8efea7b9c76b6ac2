using System.Numerics;

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
        : base(inputSize, hiddenSize, "ifgo", bias, seed)
    {
        Gate("bf").Fill(T.CreateTruncating(forgetBias));
        if (bias == BiasScheme.TwoPerGate) Gate("bUf").Fill(T.Zero);
    }

    /// <inheritdoc/>
    public override bool HasCellState => true;

    /// <inheritdoc/>
    public override LstmTape<T> Forward(Sequence<T> x, State<T>? initial = null, int[]? lengths = null, Tape<T>? reuse = null)
    {
        Inputs.CheckForward(this, x, initial, lengths);
        return Run(LstmTape<T>.For(this, x, reuse), x, initial, lengths);
    }

    private protected override RecurrentTape<T> Owned(Tape<T> tape) => LstmTape<T>.Of(this, tape);

    private protected override void ForwardRow(RecurrentTape<T> tape, int t, int b)
    {
        var H = HiddenSize;
        var x = tape.Input.Row(t, b);
        var hPrev = tape.HiddenBefore(t, b);
        var h = tape.HiddenBefore(t + 1, b);
        var cPrev = tape.CellBefore(t, b);
        var c = tape.CellBefore(t + 1, b);
        var gates = tape.GateRow(t, b);
        for (var j = 0; j < H; j++)
        {
            var i = gates[j] = Plain.Sigmoid(PreActivation(j, x, hPrev));
            var f = gates[H + j] = Plain.Sigmoid(PreActivation(H + j, x, hPrev));
            var g = gates[(2 * H) + j] = Plain.Tanh(PreActivation((2 * H) + j, x, hPrev));
            var o = gates[(3 * H) + j] = Plain.Sigmoid(PreActivation((3 * H) + j, x, hPrev));
            c[j] = T.FusedMultiplyAdd(f, cPrev[j], i * g);
            h[j] = o * Plain.Tanh(c[j]);
        }
    }

    private protected override void BackwardRow(RecurrentTape<T> tape, int t, int b, Span<T> dh, Span<T> dc, Span<T> dx, T[][] sums)
    {
        var H = HiddenSize;
        var cPrev = tape.CellBefore(t, b);
        var c = tape.CellBefore(t + 1, b);
        var gates = tape.GateRow(t, b);
        var da = new T[4 * H];
        for (var j = 0; j < H; j++)
        {
            var i = gates[j];
            var f = gates[H + j];
            var g = gates[(2 * H) + j];
            var o = gates[(3 * H) + j];
            var tanhC = Plain.Tanh(c[j]);
            var dcj = T.FusedMultiplyAdd(dh[j] * o, T.One - (tanhC * tanhC), dc[j]);
            da[j] = dcj * g * (i * (T.One - i));
            da[H + j] = dcj * cPrev[j] * (f * (T.One - f));
            da[(2 * H) + j] = dcj * i * (T.One - (g * g));
            da[(3 * H) + j] = dh[j] * tanhC * (o * (T.One - o));
            dc[j] = dcj * f;
        }

        dh.Clear();
        Spread(da, da, tape.Input.Row(t, b), tape.HiddenBefore(t, b), dx, dh, sums, 0);
    }
}

/// <summary>The record of a pass of an <see cref="Lstm{T}"/>: every gate at every step.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class LstmTape<T> : RecurrentTape<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private LstmTape(int steps, int batch, int hiddenSize) : base(steps, batch, hiddenSize, 4, hasCell: true) { }

    /// <summary>i: how much of the candidate is written, [T, B, H].</summary>
    public GateView<T> InputGate => View(0);

    /// <summary>f: how much of the cell state is kept, [T, B, H].</summary>
    public GateView<T> ForgetGate => View(1);

    /// <summary>g: what could be written, [T, B, H].</summary>
    public GateView<T> Candidate => View(2);

    /// <summary>o: how much of the cell state is shown, [T, B, H].</summary>
    public GateView<T> OutputGate => View(3);

    /// <summary>c after each step, [T, B, H]; past its end a sequence keeps its cell state.</summary>
    public GateView<T> CellState => new(Cell, Batch * HiddenSize, HiddenSize, Output.Steps, Batch, HiddenSize);

    internal static LstmTape<T> For(Lstm<T> layer, Sequence<T> x, Tape<T>? reuse) =>
        reuse is LstmTape<T> old && old.Suits(x.Steps, x.Batch, layer.HiddenSize) ? old : new LstmTape<T>(x.Steps, x.Batch, layer.HiddenSize);

    internal static LstmTape<T> Of(Lstm<T> layer, Tape<T> tape) =>
        tape is LstmTape<T> own && own.HiddenSize == layer.HiddenSize ? own : throw Foreign(tape);
}
