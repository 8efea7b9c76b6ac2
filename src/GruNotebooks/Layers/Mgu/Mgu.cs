using System.Numerics;
using GruNotebooks.Cells;

namespace GruNotebooks.Layers;

/// <summary>Minimal gated unit over whole batches of sequences: a GRU whose one gate both resets and updates.</summary>
/// <remarks><code>
/// f  = σ(Wf·x + bf + Uf·h + bUf)             (1) forget gate                          (H)
/// h~ = tanh(Wh·x + bh + Uh·(f ⊙ h) + bUh)    (2) candidate                            (H)
/// h' = (1 − f) ⊙ h + f ⊙ h~                  (3) new state: f = 1 takes the candidate (H)
/// </code>Zhou et al. 2016 (arXiv:1603.09420). f has the paper's sign: where it is 0 the past is kept, so it is like 1 − z of a GRU.
/// bU* are absent with one bias a gate.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Mgu<T> : RecurrentLayer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>I inputs, H units; every parameter uniform on ±1/√H.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public Mgu(int inputSize, int hiddenSize, ulong seed, BiasScheme bias = BiasScheme.OnePerGate) : base(CellKind.Mgu, inputSize, hiddenSize, bias, seed) { }

    private static MguGates<T> Gates { get; } = MguGates<T>.Create();

    /// <inheritdoc/>
    public override MguTape<T> Forward(Sequence<T> x, State<T>? initial = null, int[]? lengths = null, Tape<T>? reuse = null, bool record = true) =>
        (MguTape<T>)ForwardPass<T>.ReadSequences(this, x, initial, lengths, reuse, record);

    internal override MguTape<T> NewTape(int steps, int batch, bool record) => new(this, steps, batch, record);

    /// <summary>Blocks h~ and f, and f ⊙ h, the operand of the second product.</summary>
    internal override CellProducts Plan { get; } = new(3, [1, 0], [new RecurrentProduct(1, [0]), new RecurrentProduct(0, [1], OperandBlock: 2)]);

    internal override void ForwardStep(ForwardPass<T> pass, RecurrentTape<T> tape, int t, int from, int to)
    {
        var (gates, h, hNext) = (tape.GateRows(t, from), tape.HiddenRows(t, from), tape.HiddenRows(t + 1, from));
        var (units, rows) = (tape.Padded, to - from);
        pass.AddRecurrentProduct(0, t, from, to);                   // (1): f += U h
        Gates.Forget(gates, h, units, rows);                        // (1), f ⊙ h
        pass.AddRecurrentProduct(1, t, from, to);                   // (2): h~ += U (f ⊙ h)
        Gates.Blend(gates, h, hNext, units, rows);                  // (2), (3)
    }

    internal override void BackwardStep(BackwardPass<T> pass, RecurrentTape<T> tape, int t, int from, int to)
    {
        var (gates, h, dh, d) = (tape.GateRows(t, from), tape.HiddenRows(t, from), pass.StateGradients(from), pass.GateGradients(t, from));
        var (units, rows) = (tape.Padded, to - from);
        Gates.BlendBackward(gates, h, dh, d, units, rows);          // ∂(3), ∂(2) through tanh
        pass.BackpropagateProduct(1, t, from, to);                  // ∂(2)/∂(f ⊙ h) = Uᵀ ∂h~
        Gates.ForgetBackward(gates, h, pass.OperandGradients(from), dh, d, units, rows);
        pass.BackpropagateProduct(0, t, from, to);                  // ∂(1): ∂h += Uᵀ ∂f
    }
}

/// <summary>The record of a pass of an <see cref="Mgu{T}"/>: gate and candidate at every step.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class MguTape<T> : RecurrentTape<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal MguTape(Mgu<T> layer, int steps, int batch, bool record) : base(layer, steps, batch, record) { }

    /// <summary>h̃: what the state would become if nothing were kept, [T, B, H].</summary>
    public GateView<T> Candidate => View(0);

    /// <summary>f: near 0 the state is kept, near 1 the candidate takes its place, [T, B, H].</summary>
    public GateView<T> ForgetGate => View(1);
}
