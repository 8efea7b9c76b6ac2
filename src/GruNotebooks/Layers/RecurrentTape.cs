using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>The record of one pass of a single recurrent layer.</summary>
/// <remarks>
/// Inside, each group of H numbers is padded with zeros to whole cache lines (<see cref="Padded"/> numbers), so that every vector lies in
/// one line; a row of gates has an odd number of lines, so that rows do not fall on the same few sets of a cache.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract unsafe class RecurrentTape<T> : Tape<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> hidden = new(), gates = new(), cell = new();
    private Sequence<T>? input;
    private int keptSteps, keptStates;
    private T* outputHidden;

    private protected RecurrentTape(RecurrentLayer<T> layer, int steps, int batch, bool record)
    {
        Layer = layer;
        Output = new Sequence<T>(steps, batch, layer.HiddenSize, NumberArray.New<T>("The output", pinned: !record, steps, batch, layer.HiddenSize));
        Final = layer.ZeroState(batch);
        Lengths = new int[batch];
        Padded = AlignedBuffer<T>.Padded(layer.HiddenSize);
        GateRow = AlignedBuffer<T>.OddLines(layer.Plan.Columns * Padded);
        Recorded = record;
        if (record) Reserve(steps);
    }

    /// <inheritdoc/>
    public override Sequence<T> Input => input ?? throw new InvalidOperationException("The tape holds no forward pass.");

    /// <inheritdoc/>
    public override Sequence<T> Output { get; }

    /// <inheritdoc/>
    public override State<T> Final { get; }

    /// <summary>The layer that recorded it; no other may use it.</summary>
    internal RecurrentLayer<T> Layer { get; }

    /// <summary>Whether every step was kept; else only the latest tile of steps, each tile over the one before.</summary>
    internal bool Recorded { get; }

    /// <summary>Steps each sequence really has, [B].</summary>
    internal int[] Lengths { get; }

    /// <summary>Whether every sequence has all steps.</summary>
    internal bool AllWhole { get; private set; }

    internal int Steps => Output.Steps;

    internal int Batch => Output.Batch;

    internal int HiddenSize => Output.Features;

    /// <summary>H rounded up to whole cache lines: the distance of the gates, and of the rows of h and c.</summary>
    internal int Padded { get; }

    /// <summary>The distance of the rows of gates.</summary>
    internal int GateRow { get; }

    /// <summary>Whether h after a step is written into the output itself, and nothing is left to copy.</summary>
    internal bool OutputHoldsHidden => outputHidden != null;

    /// <summary>h before step <paramref name="t"/>, [B, padded H] from sequence <paramref name="b"/> on.</summary>
    internal T* Hidden(int t, int b = 0) => outputHidden != null && t > 0 ? outputHidden + (((nint)((t - 1) * Batch) + b) * HiddenSize)
        : hidden.Pointer + (((nint)(t % keptStates * Batch) + b) * Padded);

    /// <summary>c before step <paramref name="t"/>, as <see cref="Hidden"/>.</summary>
    internal T* Cell(int t, int b = 0) => cell.Pointer + (((nint)(t % keptStates * Batch) + b) * Padded);

    /// <summary>Column block <paramref name="column"/> of the gates of step <paramref name="t"/>.</summary>
    internal T* Gates(int t, int b = 0, int column = 0) => gates.Pointer + (((nint)(t % keptSteps * Batch) + b) * GateRow) + (column * Padded);

    /// <summary>h of sequence <paramref name="b"/> before step <paramref name="t"/>, [H]; t = T is after the last.</summary>
    internal ReadOnlySpan<T> HiddenBefore(int t, int b) => new(Hidden(t, b), HiddenSize);

    /// <summary>c of sequence <paramref name="b"/> before step <paramref name="t"/>, [H].</summary>
    internal ReadOnlySpan<T> CellBefore(int t, int b) => new(Cell(t, b), HiddenSize);

    internal Rows<T> HiddenRows(int t, int b) => new(Hidden(t, b), Padded);

    internal Rows<T> CellRows(int t, int b) => new(Cell(t, b), Padded);

    internal Rows<T> GateRows(int t, int b) => new(Gates(t, b), GateRow);

    /// <summary>Whether it can take another pass of that layer over inputs of that shape.</summary>
    internal bool Suits(RecurrentLayer<T> layer, Sequence<T> x, bool record) =>
        ReferenceEquals(Layer, layer) && Steps == x.Steps && Batch == x.Batch && Recorded == record && !Overwrites(x);

    /// <summary>Before a pass: what it reads.</summary>
    internal void Begin(Sequence<T> x, int[]? lengths)
    {
        input = x;
        AllWhole = lengths is null;
        for (var b = 0; b < Batch; b++) Lengths[b] = lengths?[b] ?? Steps;
    }

    /// <summary>
    /// Before a pass: so many steps are kept at a time, unless all are. With none of them recorded, h needs no memory beside the output,
    /// unless rows are padded, or a sequence ends early: then its output is 0, but its state stays.
    /// </summary>
    internal void KeepSteps(int steps)
    {
        if (Recorded) return;
        Reserve(steps);
        outputHidden = AllWhole && HiddenSize == Padded ? (T*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(Output.Data)) : null;
    }

    /// <summary>Before the first step: the state that the caller gave, or zeros.</summary>
    internal void SetInitialState(State<T>? initial)
    {
        for (var b = 0; b < Batch; b++)
        {
            PaddedRow.Set(initial is null ? default : initial.H.AsSpan(b * HiddenSize, HiddenSize), Hidden(0, b), HiddenSize);
            if (Final.C is not null) PaddedRow.Set(initial is null ? default : initial.C.AsSpan(b * HiddenSize, HiddenSize), Cell(0, b), HiddenSize);
        }
    }

    /// <summary>Past its end a sequence keeps its state, and its gates are zero.</summary>
    internal void CarryPastEnd(int t, int from, int to)
    {
        for (var b = from; b < to; b++)
        {
            new Span<T>(Gates(t, b), GateRow).Clear();
            new Span<T>(Hidden(t, b), Padded).CopyTo(new Span<T>(Hidden(t + 1, b), Padded));
            if (Final.C is not null) new Span<T>(Cell(t, b), Padded).CopyTo(new Span<T>(Cell(t + 1, b), Padded));
        }
    }

    /// <summary>After the last step: the state for the caller.</summary>
    internal void KeepFinalState()
    {
        for (var b = 0; b < Batch; b++)
        {
            PaddedRow.Get(Hidden(Steps, b), Final.H.AsSpan(b * HiddenSize, HiddenSize));
            if (Final.C is { } c) PaddedRow.Get(Cell(Steps, b), c.AsSpan(b * HiddenSize, HiddenSize));
        }
    }

    private void Reserve(int steps)
    {
        (keptSteps, keptStates) = (steps, steps + 1);
        hidden.Reserve((long)keptStates * Batch * Padded);
        if (Final.C is not null) cell.Reserve((long)keptStates * Batch * Padded);
        gates.Reserve((long)keptSteps * Batch * GateRow);
    }

    private AlignedBuffer<T> All(AlignedBuffer<T> steps) => Recorded ? steps
        : throw new InvalidOperationException("The pass was made with record: false, so its gates were not kept: call Forward again without it.");

    private protected GateView<T> View(int column) => new(All(gates).Array, gates.Offset + (column * Padded), GateRow, Steps, Batch, HiddenSize);

    private protected GateView<T> CellView() => new(All(cell).Array, cell.Offset + (Batch * Padded), Padded, Steps, Batch, HiddenSize);
}
