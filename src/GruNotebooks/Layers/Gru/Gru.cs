using System.Numerics;
using GruNotebooks.Cells;

namespace GruNotebooks.Layers;

/// <summary>Gated recurrent unit over whole batches of sequences; the update gate z keeps.</summary>
/// <remarks><code>
/// z  = σ(Wz·x + bz + Uz·h + bUz)              (1)  update gate                           (H)
/// r  = σ(Wr·x + br + Ur·h + bUr)              (2)  reset gate                            (H)
/// h~ = tanh(Wh·x + bh + Uh·(r ⊙ h) + bUh)     (3a) candidate, ResetBefore                (H)
/// h~ = tanh(Wh·x + bh + r ⊙ (Uh·h + bUh))     (3b) candidate, ResetAfter                 (H)
/// h' = z ⊙ h + (1 − z) ⊙ h~                   (4)  new state: z = 1 keeps the past       (H)
/// </code>Cho et al. 2014 (arXiv:1406.1078v3), equations 5 to 8; (3b) as in PyTorch and cuDNN. bU* are absent with one bias a gate.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Gru<T> : RecurrentLayer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>I inputs, H units; every parameter uniform on ±1/√H.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public Gru(int inputSize, int hiddenSize, ulong seed, GruVariant variant = GruVariant.ResetBefore, BiasScheme bias = BiasScheme.OnePerGate)
        : base(CellKind.Gru, inputSize, hiddenSize, bias, seed) => Variant = variant;

    private static readonly CellProducts AfterPlan = new(4, [2, 1, 0], [new RecurrentProduct(1, [1, 0, 2])], SecondBias: 3);
    private static readonly CellProducts BeforePlan = new(4, [2, 1, 0], [new RecurrentProduct(1, [1, 0]), new RecurrentProduct(0, [2], OperandBlock: 3)]);

    private static GruGates<T> Gates { get; } = GruGates<T>.Create();

    /// <summary>Where the reset gate acts.</summary>
    public GruVariant Variant { get; }

    /// <inheritdoc/>
    public override CellOptions Options => new() { Bias = Bias, Variant = Variant };

    /// <inheritdoc/>
    public override GruTape<T> Forward(Sequence<T> x, State<T>? initial = null, int[]? lengths = null, Tape<T>? reuse = null, bool record = true) =>
        (GruTape<T>)ForwardPass<T>.ReadSequences(this, x, initial, lengths, reuse, record);

    internal override GruTape<T> NewTape(int steps, int batch, bool record) => new(this, steps, batch, record);

    /// <summary>
    /// Blocks h~ r z and a fourth. ResetAfter: the fourth is Uh·h + bUh, and one product fills r z and it.
    /// ResetBefore: the fourth is r ⊙ h, the operand of a second product.
    /// </summary>
    internal override CellProducts Plan => Variant == GruVariant.ResetAfter ? AfterPlan : BeforePlan;

    internal override void ForwardStep(ForwardPass<T> pass, RecurrentTape<T> tape, int t, int from, int to)
    {
        var (gates, h, hNext) = (tape.GateRows(t, from), tape.HiddenRows(t, from), tape.HiddenRows(t + 1, from));
        var (units, rows) = (tape.Padded, to - from);
        pass.AddRecurrentProduct(0, t, from, to);                   // (2), (1): r, z += U h; (3b): hn += U h
        if (Variant == GruVariant.ResetAfter)
        {
            Gates.After(gates, h, hNext, units, rows);              // (2), (1), (3b), (4)
            return;
        }

        Gates.Before(gates, h, units, rows);                        // (2), (1), r ⊙ h
        pass.AddRecurrentProduct(1, t, from, to);                   // (3a): h~ += U (r ⊙ h)
        Gates.Blend(gates, h, hNext, units, rows);                  // (3a), (4)
    }

    internal override void BackwardStep(BackwardPass<T> pass, RecurrentTape<T> tape, int t, int from, int to)
    {
        var (gates, h, dh, d) = (tape.GateRows(t, from), tape.HiddenRows(t, from), pass.StateGradients(from), pass.GateGradients(t, from));
        var (units, rows) = (tape.Padded, to - from);
        if (Variant == GruVariant.ResetAfter)
        {
            Gates.AfterBackward(gates, h, dh, d, units, rows);      // ∂(4), ∂(3b), ∂(2), ∂(1)
        }
        else
        {
            Gates.BlendBackward(gates, h, dh, d, units, rows);      // ∂(4), ∂(3a) through tanh, ∂(1)
            pass.BackpropagateProduct(1, t, from, to);              // ∂(3a)/∂(r ⊙ h) = Uᵀ ∂h~
            Gates.BeforeBackward(gates, h, pass.OperandGradients(from), dh, d, units, rows);   // ∂(3a)/∂r, ∂(2)
        }

        pass.BackpropagateProduct(0, t, from, to);                  // ∂(2), ∂(1), ∂(3b): ∂h += Uᵀ (∂r, ∂z, ∂hn)
    }
}

/// <summary>The record of a pass of a <see cref="Gru{T}"/>: every gate at every step.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class GruTape<T> : RecurrentTape<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal GruTape(Gru<T> layer, int steps, int batch, bool record) : base(layer, steps, batch, record) { }

    /// <summary>h̃: what the state would become if nothing were kept, [T, B, H].</summary>
    public GateView<T> Candidate => View(0);

    /// <summary>r: near 0 the candidate forgets the past, [T, B, H].</summary>
    public GateView<T> ResetGate => View(1);

    /// <summary>z: near 1 the state is kept, near 0 the candidate takes its place, [T, B, H].</summary>
    public GateView<T> UpdateGate => View(2);
}
