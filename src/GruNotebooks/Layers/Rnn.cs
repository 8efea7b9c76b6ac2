using System.Numerics;

namespace GruNotebooks.Layers;

/// <summary>The plain recurrent network over whole batches of sequences: h' = φ(W x + U h + b), φ = tanh or max(0, ·).</summary>
/// <remarks>Elman 1990, equation of the hidden units; relu: Le et al. 2015 (arXiv:1504.00941).</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Rnn<T> : RecurrentLayer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>I inputs, H units; every parameter uniform on ±1/√H.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public Rnn(int inputSize, int hiddenSize, ulong seed, RnnActivation activation = RnnActivation.Tanh, BiasScheme bias = BiasScheme.OnePerGate)
        : base(inputSize, hiddenSize, "h", bias, seed) => Activation = activation;

    /// <summary>The squashing function φ.</summary>
    public RnnActivation Activation { get; }

    /// <inheritdoc/>
    public override RnnTape<T> Forward(Sequence<T> x, State<T>? initial = null, int[]? lengths = null, Tape<T>? reuse = null)
    {
        Inputs.CheckForward(this, x, initial, lengths);
        return Run(RnnTape<T>.For(this, x, reuse), x, initial, lengths);
    }

    private protected override RecurrentTape<T> Owned(Tape<T> tape) => RnnTape<T>.Of(this, tape);

    private protected override void ForwardRow(RecurrentTape<T> tape, int t, int b)
    {
        var x = tape.Input.Row(t, b);
        var h = tape.HiddenBefore(t, b);
        var next = tape.HiddenBefore(t + 1, b);
        for (var j = 0; j < HiddenSize; j++)
        {
            var a = PreActivation(j, x, h);
            next[j] = Activation == RnnActivation.Tanh ? Plain.Tanh(a) : T.Max(a, T.Zero);
        }
    }

    private protected override void BackwardRow(RecurrentTape<T> tape, int t, int b, Span<T> dh, Span<T> dc, Span<T> dx, T[][] sums)
    {
        var x = tape.Input.Row(t, b);
        var hPrev = tape.HiddenBefore(t, b);
        var h = tape.HiddenBefore(t + 1, b);
        var da = new T[HiddenSize];
        for (var j = 0; j < HiddenSize; j++)
            da[j] = Activation == RnnActivation.Tanh ? dh[j] * (T.One - (h[j] * h[j])) : h[j] > T.Zero ? dh[j] : T.Zero;
        dh.Clear();
        Spread(da, da, x, hPrev, dx, dh, sums, 0);
    }
}

/// <summary>The record of a pass of an <see cref="Rnn{T}"/>.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class RnnTape<T> : RecurrentTape<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private RnnTape(int steps, int batch, int hiddenSize) : base(steps, batch, hiddenSize, 1, hasCell: false) { }

    internal static RnnTape<T> For(Rnn<T> layer, Sequence<T> x, Tape<T>? reuse) =>
        reuse is RnnTape<T> old && old.Suits(x.Steps, x.Batch, layer.HiddenSize) ? old : new RnnTape<T>(x.Steps, x.Batch, layer.HiddenSize);

    internal static RnnTape<T> Of(Rnn<T> layer, Tape<T> tape) =>
        tape is RnnTape<T> own && own.HiddenSize == layer.HiddenSize ? own : throw Foreign(tape);
}
