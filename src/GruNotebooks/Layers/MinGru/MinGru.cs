using System.Numerics;
using GruNotebooks.Cells;

namespace GruNotebooks.Layers;

/// <summary>minGRU over whole batches of sequences: gate and candidate see the input alone, so a step has no product with the state.</summary>
/// <remarks><code>
/// z  = σ(Wz·x + bz)              (1) update gate                       (H)
/// h~ = Wh·x + bh                 (2) candidate, without tanh           (H)
/// h' = z ⊙ h + (1 − z) ⊙ h~      (3) new state: z = 1 keeps the past   (H)
/// </code>Feng et al. 2024 (arXiv:2410.01201). Here z keeps, as in every other layer; the paper and its code have the other sign,
/// h' = (1 − z) ⊙ h + z ⊙ h~: theirs is this layer with the rows of z in W and b negated. There is no U, and one bias a gate.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class MinGru<T> : RecurrentLayer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>I inputs, H units; every parameter uniform on ±1/√H.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public MinGru(int inputSize, int hiddenSize, ulong seed) : base(CellKind.MinGru, inputSize, hiddenSize, BiasScheme.OnePerGate, seed) { }

    private static MinGruGates<T> Gates { get; } = MinGruGates<T>.Create();

    /// <inheritdoc/>
    public override MinGruTape<T> Forward(Sequence<T> x, State<T>? initial = null, int[]? lengths = null, Tape<T>? reuse = null, bool record = true)
    {
        Inputs.CheckForward(this, x, initial, lengths);
        return Run(MinGruTape<T>.For(this, x, reuse, record), x, initial, lengths);
    }

    private protected override RecurrentTape<T> Owned(Tape<T> tape) => MinGruTape<T>.Of(this, tape);

    /// <summary>Blocks h~ and z, and no product within a step.</summary>
    internal override CellPlan Plan { get; } = new(2, [1, 0], []);

    internal override void ForwardStep(ForwardPass<T> pass, RecurrentTape<T> tape, int t, int from, int to) =>
        Gates.Forward(tape.GateRows(t, from), tape.HiddenRows(t, from), tape.HiddenRows(t + 1, from), tape.Padded, to - from);       // (1), (2), (3)

    internal override void BackwardStep(BackwardPass<T> pass, RecurrentTape<T> tape, int t, int from, int to) =>
        Gates.Backward(tape.GateRows(t, from), tape.HiddenRows(t, from), pass.StateGradients(from), pass.GateGradients(t, from), tape.Padded, to - from);   // ∂(3), ∂(2), ∂(1)
}

/// <summary>The record of a pass of a <see cref="MinGru{T}"/>: gate and candidate at every step.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class MinGruTape<T> : RecurrentTape<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private MinGruTape(int steps, int batch, int hiddenSize, bool record) : base(steps, batch, hiddenSize, 2, hasCell: false, record) { }

    /// <summary>h̃: what the state would become if nothing were kept, [T, B, H].</summary>
    public GateView<T> Candidate => View(0);

    /// <summary>z: near 1 the state is kept, near 0 the candidate takes its place, [T, B, H].</summary>
    public GateView<T> UpdateGate => View(1);

    internal static MinGruTape<T> For(MinGru<T> layer, Sequence<T> x, Tape<T>? reuse, bool record) =>
        reuse is MinGruTape<T> old && old.Suits(x.Steps, x.Batch, layer.HiddenSize, record) ? old : new MinGruTape<T>(x.Steps, x.Batch, layer.HiddenSize, record);

    internal static MinGruTape<T> Of(MinGru<T> layer, Tape<T> tape) =>
        tape is MinGruTape<T> own && own.HiddenSize == layer.HiddenSize ? own : throw Foreign(tape);
}
