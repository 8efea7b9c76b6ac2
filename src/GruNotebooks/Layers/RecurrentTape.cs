using System.Numerics;

namespace GruNotebooks.Layers;

/// <summary>The record of one pass of a single recurrent layer.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class RecurrentTape<T> : Tape<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected RecurrentTape(int steps, int batch, int hiddenSize, int columns, bool hasCell)
    {
        Output = new Sequence<T>(steps, batch, hiddenSize);
        Final = new State<T>(1, batch, hiddenSize, hasCell);
        Hidden = new T[(steps + 1) * batch * hiddenSize];
        Cell = hasCell ? new T[Hidden.Length] : [];
        Gates = new T[steps * batch * columns * hiddenSize];
        Lengths = new int[batch];
        Columns = columns;
    }

    /// <inheritdoc/>
    public override Sequence<T> Input => Read ?? throw new InvalidOperationException("The tape holds no forward pass.");

    /// <inheritdoc/>
    public override Sequence<T> Output { get; }

    /// <inheritdoc/>
    public override State<T> Final { get; }

    internal Sequence<T>? Read { get; set; }

    /// <summary>Steps each sequence really has, [B].</summary>
    internal int[] Lengths { get; }

    /// <summary>h before the first step and after each, [T + 1, B, H].</summary>
    internal T[] Hidden { get; }

    /// <summary>c before the first step and after each, [T + 1, B, H]; empty without a cell state.</summary>
    internal T[] Cell { get; }

    /// <summary>What the gates came to, [T, B, columns, H].</summary>
    internal T[] Gates { get; }

    internal int Columns { get; }

    internal int Batch => Output.Batch;

    internal int HiddenSize => Output.Features;

    /// <summary>h after step <paramref name="t"/> − 1, that is before step <paramref name="t"/>.</summary>
    internal Span<T> HiddenBefore(int t, int b) => Hidden.AsSpan(((t * Batch) + b) * HiddenSize, HiddenSize);

    internal Span<T> CellBefore(int t, int b) => Cell.AsSpan(((t * Batch) + b) * HiddenSize, HiddenSize);

    internal Span<T> GateRow(int t, int b) => Gates.AsSpan(((t * Batch) + b) * Columns * HiddenSize, Columns * HiddenSize);

    internal bool Suits(int steps, int batch, int hiddenSize) => Output.Steps == steps && Batch == batch && HiddenSize == hiddenSize;

    private protected static ArgumentException Foreign(Tape<T> tape) =>
        new($"The tape ({tape.GetType().Name}, output {tape.Output}) was not recorded by this layer.", nameof(tape));

    private protected GateView<T> View(int column) =>
        new(Gates, column * HiddenSize, Columns * HiddenSize, Output.Steps, Batch, HiddenSize);
}
