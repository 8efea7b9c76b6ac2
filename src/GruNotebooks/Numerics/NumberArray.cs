using System.Globalization;

namespace GruNotebooks.Numerics;

/// <summary>Makes large arrays. A size that no machine or this machine cannot hold is refused in one sentence, not by an overflow.</summary>
internal static class NumberArray
{
    /// <summary>An array of zeros whose length is the product of <paramref name="sizes"/>.</summary>
    /// <param name="what">What it is, as an error names it: "W".</param>
    /// <param name="pinned">Whether the array must never move.</param>
    /// <param name="sizes">Positive sizes.</param>
    /// <exception cref="ArgumentException">It would be larger than an array can be, or than the memory there is.</exception>
    public static unsafe T[] New<T>(string what, bool pinned, params ReadOnlySpan<long> sizes) where T : unmanaged
    {
        var count = Check<T>(what, sizes);
        try
        {
            return GC.AllocateArray<T>(count, pinned);
        }
        catch (OutOfMemoryException failure)
        {
            throw TooLarge(what, (double)count * sizeof(T), sizes, failure);
        }
    }

    /// <summary>The product of <paramref name="sizes"/>, if an array of so many numbers can be made.</summary>
    /// <exception cref="ArgumentException">It would be larger than an array can be, or than the memory there is.</exception>
    public static unsafe int Check<T>(string what, params ReadOnlySpan<long> sizes) where T : unmanaged
    {
        var count = 1.0;
        foreach (var size in sizes) count *= size;
        return count <= Array.MaxLength && count * sizeof(T) <= GC.GetGCMemoryInfo().TotalAvailableMemoryBytes
            ? (int)count : throw TooLarge(what, count * sizeof(T), sizes, null);
    }

    private static ArgumentException TooLarge(string what, double bytes, ReadOnlySpan<long> sizes, Exception? failure) => new(string.Create(CultureInfo.InvariantCulture,
        $"{what} of {string.Join(" × ", sizes.ToArray())} numbers would take {bytes / (1 << 30):G3} GB, more than this machine or one array can hold: choose smaller sizes."), failure);
}
