using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>Moves rows between the caller's arrays, which have no padding, and padded ones.</summary>
internal static unsafe class PaddedRow
{
    /// <summary>Copies a row into a padded one; an empty row sets zeros.</summary>
    public static void Set<T>(ReadOnlySpan<T> from, T* to, int count) where T : unmanaged
    {
        if (from.IsEmpty) new Span<T>(to, count).Clear();
        else from.CopyTo(new Span<T>(to, count));
    }

    public static void Get<T>(T* from, Span<T> to) where T : unmanaged => new ReadOnlySpan<T>(from, to.Length).CopyTo(to);

    /// <summary>Copies padded rows of <paramref name="count"/> numbers into rows without padding; at once where there is none.</summary>
    public static void Get<T>(Rows<T> from, int count, Span<T> to) where T : unmanaged
    {
        if (from.Distance == count)
        {
            Get(from[0], to);
            return;
        }

        for (var row = 0; row < to.Length / count; row++) Get(from[row], to.Slice(row * count, count));
    }
}
