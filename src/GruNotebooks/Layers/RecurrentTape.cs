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
    private int keptSteps, keptStates;
    private T* shown;

    private protected RecurrentTape(int steps, int batch, int hiddenSize, int columns, bool hasCell, bool record)
    {
        Output = record ? new Sequence<T>(steps, batch, hiddenSize)
            : new Sequence<T>(steps, batch, hiddenSize, GC.AllocateArray<T>(checked(steps * batch * hiddenSize), pinned: true));
        Final = new State<T>(1, batch, hiddenSize, hasCell);
        Lengths = new int[batch];
        Padded = AlignedBuffer<T>.Padded(hiddenSize);
        GateRow = AlignedBuffer<T>.OddLines(columns * Padded);
        Recorded = record;
        if (record) Reserve(steps);
    }

    /// <inheritdoc/>
    public override Sequence<T> Input => Read ?? throw new InvalidOperationException("The tape holds no forward pass.");

    /// <inheritdoc/>
    public override Sequence<T> Output { get; }

    /// <inheritdoc/>
    public override State<T> Final { get; }

    /// <summary>Whether every step was kept; else only the latest piece, each piece over the one before.</summary>
    internal bool Recorded { get; }

    internal Sequence<T>? Read { get; set; }

    /// <summary>Steps each sequence really has, [B].</summary>
    internal int[] Lengths { get; }

    /// <summary>Whether every sequence has all steps.</summary>
    internal bool AllWhole { get; set; }

    internal int Steps => Output.Steps;

    internal int Batch => Output.Batch;

    internal int HiddenSize => Output.Features;

    /// <summary>H rounded up to whole cache lines: the distance of the gates, and of the rows of h and c.</summary>
    internal int Padded { get; }

    /// <summary>The distance of the rows of gates.</summary>
    internal int GateRow { get; }

    /// <summary>h before step <paramref name="t"/>, [B, padded H] from sequence <paramref name="b"/> on.</summary>
    internal T* Hidden(int t, int b = 0) => shown != null && t > 0 ? shown + (((nint)((t - 1) * Batch) + b) * HiddenSize)
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

    /// <summary>Whether h after a step is written into the output itself, and nothing is left to copy.</summary>
    internal bool ShowsHidden => shown != null;

    /// <summary>
    /// Before a pass: so many steps are kept at a time, unless all are. With none of them recorded, h needs no place of its own beside the output,
    /// unless rows are padded, or a sequence ends early: then its output is 0, but its state stays.
    /// </summary>
    internal void Keep(int steps)
    {
        if (Recorded) return;
        Reserve(steps);
        shown = AllWhole && HiddenSize == Padded ? (T*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(Output.Data)) : null;
    }

    internal bool Suits(int steps, int batch, int hiddenSize, bool record) => Steps == steps && Batch == batch && HiddenSize == hiddenSize && Recorded == record;

    private protected static ArgumentException Foreign(Tape<T> tape) =>
        new($"The tape ({tape.GetType().Name}, output {tape.Output}) was not recorded by this layer.", nameof(tape));

    private void Reserve(int steps)
    {
        (keptSteps, keptStates) = (steps, steps + 1);
        hidden.Reserve(checked(keptStates * Batch * Padded));
        if (Final.C is not null) cell.Reserve(hidden.Length);
        gates.Reserve(checked(keptSteps * Batch * GateRow));
    }

    private AlignedBuffer<T> All(AlignedBuffer<T> steps) => Recorded ? steps
        : throw new InvalidOperationException("The pass was made with record: false, so its gates were not kept: call Forward again without it.");

    private protected GateView<T> View(int column) => new(All(gates).Array, gates.Offset + (column * Padded), GateRow, Steps, Batch, HiddenSize);

    private protected GateView<T> CellView() => new(All(cell).Array, cell.Offset + (Batch * Padded), Padded, Steps, Batch, HiddenSize);
}
