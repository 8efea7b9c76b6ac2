using System.Numerics;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>A layer some of whose outputs are left out while it is trained, others at each step (Srivastava et al. 2014; between recurrent
/// layers as in Zaremba et al. 2014, arXiv:1409.2329, equation 6: never on the way from h to the next h).</summary>
/// <remarks>
/// y = m ⊙ output with m = 0 with probability p and 1 / (1 − p) otherwise, so that the mean of y is the output. Only while
/// <see cref="SequenceLayer{T}.Training"/> is set, which the trainer does for the length of a step; otherwise y is the output itself.
/// Between layers: <c>new Stacked&lt;float&gt;(new Dropout&lt;float&gt;(lower, 0.3, seed), upper)</c>.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Dropout<T> : SequenceLayer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SeededRandom random;
    private readonly Lock drawing = new();
    private bool hasKeptMask;
    private readonly double rate;

    /// <summary>Leaves out a share of what <paramref name="layer"/> gives.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="rate">p, the share that is left out, at least 0 and below 1.</param>
    /// <param name="seed">Decides which; same seed, same masks in the same order.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not a share.</exception>
    public Dropout(SequenceLayer<T> layer, double rate, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (rate is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(rate), rate, "The share that is left out must be at least 0 and below 1.");
        (Layer, this.rate, random) = (layer, rate, new(seed));
    }

    /// <summary>The layer whose outputs are left out.</summary>
    public SequenceLayer<T> Layer { get; }

    /// <summary>p, the share that is left out.</summary>
    public double Rate => rate;

    /// <summary>Passes use the mask of the pass before in place of a new one: for a gradient check, whose passes must be of one function. A checkpoint does not hold that mask.</summary>
    public bool KeepsMask { get; set; }

    /// <inheritdoc/>
    public override int InputSize => Layer.InputSize;

    /// <inheritdoc/>
    public override int HiddenSize => Layer.HiddenSize;

    /// <inheritdoc/>
    public override int OutputSize => Layer.OutputSize;

    /// <inheritdoc/>
    public override int StateLayers => Layer.StateLayers;

    /// <inheritdoc/>
    public override bool HasCellState => Layer.HasCellState;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters => Layer.Parameters;

    /// <inheritdoc/>
    public override int Threads
    {
        get => Layer.Threads;
        set => Layer.Threads = value;
    }

    /// <inheritdoc/>
    public override bool Training
    {
        get;
        set => field = Layer.Training = value;
    }

    private T[]? LatestMask { get; set; }

    /// <inheritdoc/>
    public override DropoutTape<T> Forward(Sequence<T> x, State<T>? initial = null, int[]? lengths = null, Tape<T>? reuse = null, bool record = true)
    {
        var tape = reuse is DropoutTape<T> old && ReferenceEquals(old.Layer, this) && !old.Overwrites(x) ? old : new DropoutTape<T>(this);
        var output = (tape.Inner = Layer.Forward(x, initial, lengths, tape.Inner, record)).Output;
        tape.Keep(lengths, x);
        tape.Mask = Training && rate > 0 ? Mask(output.Data.Length, tape.Mask) : null;
        if (tape.Mask is { } mask)
        {
            var dropped = tape.Room(output);
            for (var k = 0; k < mask.Length; k++) dropped.Data[k] = output.Data[k] * mask[k];
        }

        return tape;
    }

    /// <inheritdoc/>
    public override InputGradients<T> Backward(Tape<T> tape, Sequence<T>? dOutput, State<T>? dFinal = null, int truncate = 0, InputGradients<T>? reuse = null)
    {
        if (tape is not DropoutTape<T> record || !ReferenceEquals(record.Layer, this)) throw new ArgumentException("The tape was not recorded by this layer.", nameof(tape));
        InputChecks.CheckBackward(this, record.Output, record.Lengths, dOutput, dFinal, truncate);
        if (record.Mask is not { } mask || dOutput is null) return Layer.Backward(record.Inner, dOutput, dFinal, truncate, reuse);
        var kept = record.GradientRoom(dOutput);
        for (var k = 0; k < mask.Length; k++) kept.Data[k] = dOutput.Data[k] * mask[k];
        return Layer.Backward(record.Inner, kept, dFinal, truncate, reuse);
    }

    internal override string Description => FormattableString.Invariant($"dropout {rate} ({Layer.Description})");

    internal override void SaveState(BinaryWriter writer)
    {
        random.Save(writer);
        Layer.SaveState(writer);
    }

    internal override void LoadState(BinaryReader reader)
    {
        random.Load(reader);
        Layer.LoadState(reader);
    }

    private T[] Mask(int count, T[]? reuse)
    {
        lock (drawing)
        {
            // A mask that was kept is on several tapes, so none is drawn over.
            hasKeptMask |= KeepsMask;
            if (KeepsMask && LatestMask?.Length == count) return LatestMask;
            var mask = reuse?.Length == count && !hasKeptMask ? reuse : new T[count];
            var scale = T.CreateTruncating(1 / (1 - rate));
            for (var k = 0; k < count; k++) mask[k] = random.NextDouble() < rate ? T.Zero : scale;
            return LatestMask = mask;
        }
    }
}

/// <summary>The record of a pass of a <see cref="Dropout{T}"/>.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class DropoutTape<T> : Tape<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Sequence<T>? dropped, gradient;

    internal DropoutTape(Dropout<T> layer) => Layer = layer;

    /// <summary>The layer that recorded it; no other may use it.</summary>
    internal Dropout<T> Layer { get; }

    /// <summary>What the layer itself recorded, nothing left out.</summary>
    public Tape<T> Inner { get; internal set; } = null!;

    /// <inheritdoc/>
    public override Sequence<T> Input => Inner.Input;

    /// <inheritdoc/>
    public override Sequence<T> Output => Mask is null ? Inner.Output : dropped!;

    /// <inheritdoc/>
    public override State<T> Final => Inner.Final;

    /// <summary>What each output was multiplied with, [T, B, output size]; null where nothing was left out.</summary>
    public T[]? Mask { get; internal set; }

    internal int[] Lengths { get; private set; } = [];

    internal void Keep(int[]? lengths, Sequence<T> x)
    {
        if (Lengths.Length != x.Batch) Lengths = new int[x.Batch];
        for (var b = 0; b < x.Batch; b++) Lengths[b] = lengths?[b] ?? x.Steps;
    }

    internal Sequence<T> Room(Sequence<T> shape) => Fitting(ref dropped, shape);

    internal Sequence<T> GradientRoom(Sequence<T> shape) => Fitting(ref gradient, shape);

    internal override bool Overwrites(Sequence<T> x) => ReferenceEquals(dropped?.Data, x.Data) || (Inner?.Overwrites(x) ?? false);

    private static Sequence<T> Fitting(ref Sequence<T>? room, Sequence<T> shape)
    {
        if (room is null || room.Steps != shape.Steps || room.Batch != shape.Batch || room.Features != shape.Features)
            room = new(shape.Steps, shape.Batch, shape.Features);
        return room;
    }
}
