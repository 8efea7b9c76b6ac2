using System.Numerics;

namespace GruNotebooks.Layers;

/// <summary>What one gate did: a read-only window, [T, B, H], into the record of a forward pass.</summary>
/// <remarks>Steps past the end of a shorter sequence hold zeros. The window shows the tape, so reusing the tape changes it.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly struct GateView<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] data;
    private readonly int offset, rowStride;

    internal GateView(T[] data, int offset, int rowStride, int steps, int batch, int features)
    {
        (this.data, this.offset, this.rowStride) = (data, offset, rowStride);
        (Steps, Batch, Features) = (steps, batch, features);
    }

    /// <summary>T, the number of time steps.</summary>
    public int Steps { get; }

    /// <summary>B, the number of sequences.</summary>
    public int Batch { get; }

    /// <summary>H, the units of the gate.</summary>
    public int Features { get; }

    /// <summary>Unit <paramref name="j"/> of sequence <paramref name="b"/> at step <paramref name="t"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside [T, B, H].</exception>
    public T this[int t, int b, int j] =>
        (uint)j < (uint)Features ? Row(t, b)[j] : throw new ArgumentOutOfRangeException(nameof(j), $"Unit {j} is outside the {Features} of this gate.");

    /// <summary>All units of sequence <paramref name="b"/> at step <paramref name="t"/>, [H].</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside [T, B].</exception>
    public ReadOnlySpan<T> Row(int t, int b)
    {
        InputChecks.CheckRow(t, b, Steps, Batch);
        return data.AsSpan(offset + (((t * Batch) + b) * rowStride), Features);
    }

    /// <summary>A copy that later passes leave alone.</summary>
    public Sequence<T> ToSequence()
    {
        var copy = new Sequence<T>(Steps, Batch, Features);
        for (var t = 0; t < Steps; t++)
            for (var b = 0; b < Batch; b++) Row(t, b).CopyTo(copy.Row(t, b));
        return copy;
    }
}
