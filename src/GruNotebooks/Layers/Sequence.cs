using System.Numerics;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>A batch of sequences: T steps of B rows of F numbers, contiguous and time-major, [T, B, F].</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Sequence<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>All zeros, of shape [<paramref name="steps"/>, <paramref name="batch"/>, <paramref name="features"/>].</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public Sequence(int steps, int batch, int features)
        : this(steps, batch, features, Zeros(steps, batch, features)) { }

    /// <summary>Wraps (does not copy) <paramref name="data"/>, which must hold steps · batch · features numbers.</summary>
    /// <exception cref="ArgumentException">The length of <paramref name="data"/> does not fit the shape.</exception>
    public Sequence(int steps, int batch, int features, T[] data)
    {
        CheckSizes(steps, batch, features);
        var size = (long)steps * batch * features;
        if (data.Length != size)
            throw new ArgumentException($"A [{steps}, {batch}, {features}] sequence needs {size} numbers, got {data.Length}.", nameof(data));
        (Steps, Batch, Features, Data) = (steps, batch, features, data);
    }

    /// <summary>T, the number of time steps.</summary>
    public int Steps { get; }

    /// <summary>B, the number of sequences side by side.</summary>
    public int Batch { get; }

    /// <summary>F, the numbers a sequence has at each step.</summary>
    public int Features { get; }

    /// <summary>The numbers, [T, B, F].</summary>
    public T[] Data { get; }

    /// <summary>Element <paramref name="f"/> of sequence <paramref name="b"/> at step <paramref name="t"/>.</summary>
    public ref T this[int t, int b, int f]
    {
        get
        {
            if ((uint)t >= (uint)Steps || (uint)b >= (uint)Batch || (uint)f >= (uint)Features)
                throw new ArgumentOutOfRangeException(nameof(t), $"[{t}, {b}, {f}] is outside a [{Steps}, {Batch}, {Features}] sequence.");
            return ref Data[(((t * Batch) + b) * Features) + f];
        }
    }

    /// <summary>Step <paramref name="t"/> of the whole batch, [B, F].</summary>
    public Span<T> Step(int t) => Data.AsSpan(t * Batch * Features, Batch * Features);

    /// <summary>Step <paramref name="t"/> of sequence <paramref name="b"/>, [F].</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside [T, B].</exception>
    public Span<T> Row(int t, int b)
    {
        InputChecks.CheckRow(t, b, Steps, Batch);
        return Data.AsSpan(((t * Batch) + b) * Features, Features);
    }

    /// <summary>The shape in words, as error messages give it.</summary>
    public override string ToString() => $"[{Steps}, {Batch}, {Features}]";

    private static T[] Zeros(int steps, int batch, int features)
    {
        CheckSizes(steps, batch, features);
        return NumberArray.New<T>("A sequence", pinned: false, steps, batch, features);
    }

    private static void CheckSizes(int steps, int batch, int features)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(features);
    }
}
