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
}
