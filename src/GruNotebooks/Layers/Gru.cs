using System.Numerics;

namespace GruNotebooks.Layers;

/// <summary>Gated recurrent unit over whole batches of sequences; the update gate z keeps.</summary>
/// <remarks><code>
/// z  = σ(Wz x + Uz h + bz)              update gate
/// r  = σ(Wr x + Ur h + br)              reset gate
/// h~ = tanh(Wh x + Uh (r ⊙ h) + bh)     candidate, ResetBefore
/// h~ = tanh(Wh x + bh + r ⊙ (Uh h + b')) candidate, ResetAfter; b' is bU of the candidate, absent with one bias a gate
/// h' = z ⊙ h + (1 − z) ⊙ h~
/// </code>Cho et al. 2014 (arXiv:1406.1078v3), equations 5 to 8; ResetAfter as in PyTorch and cuDNN.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Gru<T> : RecurrentLayer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>I inputs, H units; every parameter uniform on ±1/√H.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public Gru(int inputSize, int hiddenSize, ulong seed, GruVariant variant = GruVariant.ResetBefore, BiasScheme bias = BiasScheme.OnePerGate)
        : base(inputSize, hiddenSize, "zrh", bias, seed) => Variant = variant;

    /// <summary>Where the reset gate acts.</summary>
    public GruVariant Variant { get; }

    /// <inheritdoc/>
    public override GruTape<T> Forward(Sequence<T> x, State<T>? initial = null, int[]? lengths = null, Tape<T>? reuse = null)
    {
        Inputs.CheckForward(this, x, initial, lengths);
        return Run(GruTape<T>.For(this, x, reuse), x, initial, lengths);
    }

    private protected override RecurrentTape<T> Owned(Tape<T> tape) => GruTape<T>.Of(this, tape);

    private protected override void ForwardRow(RecurrentTape<T> tape, int t, int b)
    {
        var H = HiddenSize;
        var x = tape.Input.Row(t, b);
        var hPrev = tape.HiddenBefore(t, b);
        var h = tape.HiddenBefore(t + 1, b);
        var gates = tape.GateRow(t, b);
        var n = gates[..H];
        var r = gates.Slice(H, H);
        var z = gates.Slice(2 * H, H);
        var extra = gates[(3 * H)..];
        for (var j = 0; j < H; j++)
        {
            z[j] = Plain.Sigmoid(PreActivation(j, x, hPrev));
            r[j] = Plain.Sigmoid(PreActivation(H + j, x, hPrev));
            if (Variant == GruVariant.ResetBefore) extra[j] = r[j] * hPrev[j];
        }

        for (var j = 0; j < H; j++)
        {
            var row = (2 * H) + j;
            if (Variant == GruVariant.ResetBefore)
            {
                n[j] = Plain.Tanh(PreActivation(row, x, extra));
            }
            else
            {
                extra[j] = Plain.Dot(U.Value, row, hPrev, BU is null ? T.Zero : BU.Value[row]);
                n[j] = Plain.Tanh(T.FusedMultiplyAdd(r[j], extra[j], Plain.Dot(W.Value, row, x, B.Value[row])));
            }

            h[j] = T.FusedMultiplyAdd(z[j], hPrev[j] - n[j], n[j]);
        }
    }

    private protected override void BackwardRow(RecurrentTape<T> tape, int t, int b, Span<T> dh, Span<T> dc, Span<T> dx, T[][] sums)
    {
        var H = HiddenSize;
        var x = tape.Input.Row(t, b);
        var hPrev = tape.HiddenBefore(t, b);
        var gates = tape.GateRow(t, b);
        var n = gates[..H];
        var r = gates.Slice(H, H);
        var z = gates.Slice(2 * H, H);
        var extra = gates[(3 * H)..];
        var (dzr, dn, dU, dhPrev) = (new T[2 * H], new T[H], new T[H], new T[H]);
        for (var j = 0; j < H; j++)
        {
            dn[j] = dh[j] * (T.One - z[j]) * (T.One - (n[j] * n[j]));
            dzr[j] = dh[j] * (hPrev[j] - n[j]) * (z[j] * (T.One - z[j]));
            dhPrev[j] = dh[j] * z[j];
            dU[j] = Variant == GruVariant.ResetAfter ? dn[j] * r[j] : dn[j];
        }

        if (Variant == GruVariant.ResetBefore)
        {
            var drh = new T[H];
            Spread(dn, dU, x, extra, dx, drh, sums, 2);
            for (var j = 0; j < H; j++)
            {
                dzr[H + j] = drh[j] * hPrev[j] * (r[j] * (T.One - r[j]));
                dhPrev[j] = T.FusedMultiplyAdd(drh[j], r[j], dhPrev[j]);
            }
        }
        else
        {
            Spread(dn, dU, x, hPrev, dx, dhPrev, sums, 2);
            for (var j = 0; j < H; j++) dzr[H + j] = dn[j] * extra[j] * (r[j] * (T.One - r[j]));
        }

        Spread(dzr, dzr, x, hPrev, dx, dhPrev, sums, 0);
        dhPrev.CopyTo(dh);
    }
}

/// <summary>The record of a pass of a <see cref="Gru{T}"/>: every gate at every step.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class GruTape<T> : RecurrentTape<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private GruTape(GruVariant variant, int steps, int batch, int hiddenSize) : base(steps, batch, hiddenSize, 4, hasCell: false) => Variant = variant;

    /// <summary>h̃: what the state would become if nothing were kept, [T, B, H].</summary>
    public GateView<T> Candidate => View(0);

    /// <summary>r: near 0 the candidate forgets the past, [T, B, H].</summary>
    public GateView<T> ResetGate => View(1);

    /// <summary>z: near 1 the state is kept, near 0 the candidate takes its place, [T, B, H].</summary>
    public GateView<T> UpdateGate => View(2);

    internal GruVariant Variant { get; }

    internal static GruTape<T> For(Gru<T> layer, Sequence<T> x, Tape<T>? reuse) =>
        reuse is GruTape<T> old && old.Variant == layer.Variant && old.Suits(x.Steps, x.Batch, layer.HiddenSize)
            ? old : new GruTape<T>(layer.Variant, x.Steps, x.Batch, layer.HiddenSize);

    internal static GruTape<T> Of(Gru<T> layer, Tape<T> tape) =>
        tape is GruTape<T> own && own.Variant == layer.Variant && own.HiddenSize == layer.HiddenSize ? own : throw Foreign(tape);
}
