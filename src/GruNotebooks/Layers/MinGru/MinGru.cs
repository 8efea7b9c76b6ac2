using System.Numerics;
using GruNotebooks.Cells;

namespace GruNotebooks.Layers;

/// <summary>minGRU over whole batches of sequences: gate and candidate see the input alone, so a step has no product with the state.</summary>
/// <remarks><code>
/// z  = σ(Wz·x + bz)                     (1)  update gate                       (H)
/// h~ = Wh·x + bh                        (2)  candidate, without tanh           (H)
/// h' = z ⊙ h + (1 − z) ⊙ h~             (3a) new state: z = 1 keeps the past   (H)
/// h' = (2·z − 1) ⊙ h + (1 − z) ⊙ h~     (3b) Signed: z = 0 turns the past over (H)
/// </code>Feng et al. 2024 (arXiv:2410.01201). Here z keeps, as in every other layer; the paper and its code have the other sign,
/// h' = (1 − z) ⊙ h + z ⊙ h~: theirs is this layer with the rows of z in W and b negated. There is no U, and one bias a gate.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class MinGru<T> : RecurrentLayer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>I inputs, H units; every parameter uniform on ±1/√H.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public MinGru(int inputSize, int hiddenSize, ulong seed, MinGruVariant keep = MinGruVariant.Positive)
        : base(CellKind.MinGru, inputSize, hiddenSize, BiasScheme.OnePerGate, seed)
    {
        Keep = keep;
        Gates = MinGruGates<T>.Create(keep);
        scans = new(() => new MinGruScan<T>(this));
    }

    /// <summary>Which of (3a) and (3b) makes the new state.</summary>
    public MinGruVariant Keep { get; }

    /// <inheritdoc/>
    public override CellOptions Options => new() { Keep = Keep };

    private readonly ScratchPool<MinGruScan<T>> scans;

    internal MinGruGates<T> Gates { get; }

    /// <inheritdoc/>
    public override MinGruTape<T> Forward(Sequence<T> x, State<T>? initial = null, int[]? lengths = null, Tape<T>? reuse = null, bool record = true) =>
        (MinGruTape<T>)ForwardPass<T>.ReadSequences(this, x, initial, lengths, reuse, record);

    /// <summary>The same states by a parallel scan over time instead of a loop: one product for all steps, then steps composed in chunks (Feng et al. 2024).</summary>
    /// <remarks>
    /// Threads share the time, where <see cref="Forward"/> shares the batch: it pays for few long sequences on many cores. Sums are formed in another order,
    /// so the results may differ from those of <see cref="Forward"/> in their last bits; they do not depend on threads or vector width. Nothing is recorded
    /// for a backward pass, and all sequences have all steps.
    /// </remarks>
    /// <param name="x">Inputs, [T, B, I].</param>
    /// <param name="initial">The state before the first step; zeros if null.</param>
    /// <param name="reuse">A result of an earlier call to overwrite; nothing is allocated when the shape is the same, unless it is <paramref name="x"/>.</param>
    /// <returns>h after every step, [T, B, H].</returns>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    public Sequence<T> Scan(Sequence<T> x, State<T>? initial = null, Sequence<T>? reuse = null)
    {
        InputChecks.CheckForward(this, x, initial, null);
        InputChecks.CheckWeights(Parameters);
        var states = reuse is not null && reuse.Steps == x.Steps && reuse.Batch == x.Batch && reuse.Features == HiddenSize && !ReferenceEquals(reuse.Data, x.Data)
            ? reuse : new Sequence<T>(x.Steps, x.Batch, HiddenSize);
        var scan = scans.Rent();
        scan.Run(x, initial, states);
        scans.Return(scan);
        return states;
    }

    internal override MinGruTape<T> NewTape(int steps, int batch, bool record) => new(this, steps, batch, record);

    /// <summary>Blocks h~ and z, and no product within a step.</summary>
    internal override CellProducts Plan { get; } = new(2, [1, 0], []);

    internal override void ForwardStep(ForwardPass<T> pass, RecurrentTape<T> tape, int t, int from, int to) =>
        Gates.Forward(tape.GateRows(t, from), tape.HiddenRows(t, from), tape.HiddenRows(t + 1, from), tape.Padded, to - from);       // (1), (2), (3a) or (3b)

    internal override void BackwardStep(BackwardPass<T> pass, RecurrentTape<T> tape, int t, int from, int to) =>
        Gates.Backward(tape.GateRows(t, from), tape.HiddenRows(t, from), pass.StateGradients(from), pass.GateGradients(t, from), tape.Padded, to - from);   // ∂(3a) or ∂(3b), ∂(2), ∂(1)
}

/// <summary>The record of a pass of a <see cref="MinGru{T}"/>: gate and candidate at every step.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class MinGruTape<T> : RecurrentTape<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal MinGruTape(MinGru<T> layer, int steps, int batch, bool record) : base(layer, steps, batch, record) { }

    /// <summary>h̃: what the state would become if nothing were kept, [T, B, H].</summary>
    public GateView<T> Candidate => View(0);

    /// <summary>z: near 1 the state is kept, near 0 the candidate takes its place, [T, B, H].</summary>
    public GateView<T> UpdateGate => View(1);
}
