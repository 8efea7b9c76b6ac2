using System.Numerics;
using GruNotebooks.Cells;

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
        : base(CellKind.Gru, inputSize, hiddenSize, bias, seed) => Variant = variant;

    private static readonly CellPlan AfterPlan = new(4, [2, 1, 0], [new RecurrentProduct(1, [1, 0, 2])], SecondBias: 3);
    private static readonly CellPlan BeforePlan = new(4, [2, 1, 0], [new RecurrentProduct(1, [1, 0]), new RecurrentProduct(0, [2], OperandBlock: 3)]);

    private static GruGates<T> Gates { get; } = GruGates<T>.Create();

    /// <summary>Where the reset gate acts.</summary>
    public GruVariant Variant { get; }

    /// <inheritdoc/>
    public override CellOptions Options => new() { Bias = Bias, Variant = Variant };

    /// <inheritdoc/>
    public override GruTape<T> Forward(Sequence<T> x, State<T>? initial = null, int[]? lengths = null, Tape<T>? reuse = null, bool record = true)
    {
        Inputs.CheckForward(this, x, initial, lengths);
        return Run(GruTape<T>.For(this, x, reuse, record), x, initial, lengths);
    }

    private protected override RecurrentTape<T> Owned(Tape<T> tape) => GruTape<T>.Of(this, tape);

    /// <summary>
    /// Blocks h~ r z and a fourth. ResetAfter: the fourth is U h + b' of the candidate, and one product fills r z and it.
    /// ResetBefore: the fourth is r ⊙ h, the operand of a second product.
    /// </summary>
    internal override CellPlan Plan => Variant == GruVariant.ResetAfter ? AfterPlan : BeforePlan;

    internal override void ForwardStep(ForwardPass<T> pass, RecurrentTape<T> tape, int t, int from, int to)
    {
        var (gates, h, hNext) = (tape.GateRows(t, from), tape.HiddenRows(t, from), tape.HiddenRows(t + 1, from));
        var (units, rows) = (tape.Padded, to - from);
        pass.Recurrent(0, t, from, to);                             // r, z (ResetAfter: and hn) += U h
        if (Variant == GruVariant.ResetAfter)
        {
            Gates.After(gates, h, hNext, units, rows);              // σ, σ, h~ = tanh(a + r ⊙ hn), h'
            return;
        }

        Gates.Before(gates, h, units, rows);                        // σ, σ, r ⊙ h
        pass.Recurrent(1, t, from, to);                             // h~ += U (r ⊙ h)
        Gates.Blend(gates, h, hNext, units, rows);                  // h~ = tanh(a), h'
    }

    internal override void BackwardStep(BackwardPass<T> pass, RecurrentTape<T> tape, int t, int from, int to)
    {
        var (gates, h, dh, d) = (tape.GateRows(t, from), tape.HiddenRows(t, from), pass.StateGradients(from), pass.GateGradients(t, from));
        var (units, rows) = (tape.Padded, to - from);
        if (Variant == GruVariant.ResetAfter)
        {
            Gates.AfterBackward(gates, h, dh, d, units, rows);      // ∂h~, ∂r, ∂z, ∂hn; ∂h = z ⊙ ∂h'
        }
        else
        {
            Gates.BlendBackward(gates, h, dh, d, units, rows);      // ∂h~, ∂z; ∂h = z ⊙ ∂h'
            pass.Recurrent(1, t, from, to);                         // ∂(r ⊙ h) = Uᵀ ∂h~
            Gates.BeforeBackward(gates, h, pass.OperandGradients(from), dh, d, units, rows);
        }

        pass.Recurrent(0, t, from, to);                             // ∂h += Uᵀ (∂r, ∂z (ResetAfter: , ∂hn))
    }
}

/// <summary>The record of a pass of a <see cref="Gru{T}"/>: every gate at every step.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class GruTape<T> : RecurrentTape<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private GruTape(GruVariant variant, int steps, int batch, int hiddenSize, bool record) : base(steps, batch, hiddenSize, 4, hasCell: false, record) => Variant = variant;

    /// <summary>h̃: what the state would become if nothing were kept, [T, B, H].</summary>
    public GateView<T> Candidate => View(0);

    /// <summary>r: near 0 the candidate forgets the past, [T, B, H].</summary>
    public GateView<T> ResetGate => View(1);

    /// <summary>z: near 1 the state is kept, near 0 the candidate takes its place, [T, B, H].</summary>
    public GateView<T> UpdateGate => View(2);

    internal GruVariant Variant { get; }

    internal static GruTape<T> For(Gru<T> layer, Sequence<T> x, Tape<T>? reuse, bool record) =>
        reuse is GruTape<T> old && old.Variant == layer.Variant && old.Suits(x.Steps, x.Batch, layer.HiddenSize, record)
            ? old : new GruTape<T>(layer.Variant, x.Steps, x.Batch, layer.HiddenSize, record);

    internal static GruTape<T> Of(Gru<T> layer, Tape<T> tape) =>
        tape is GruTape<T> own && own.Variant == layer.Variant && own.HiddenSize == layer.HiddenSize ? own : throw Foreign(tape);
}
