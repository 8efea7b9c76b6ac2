using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace GruNotebooks.Numerics;

/// <summary>Prefetches numbers that are needed soon, so that they arrive while other work is done.</summary>
/// <remarks>A hint: it changes no result, may point anywhere, and does nothing where .NET has no such instruction.</remarks>
internal static unsafe class Prefetch
{
    private const int RowsAhead = 4;

    /// <summary>A row a few after <paramref name="row"/>, if there is one: the gates that a backward pass reads have long left the caches.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ahead<T>(Rows<T> from, int row, int rows, int count) where T : unmanaged
    {
        if (row + RowsAhead < rows) Row(from[row + RowsAhead], count);
    }

    /// <summary>The line that holds a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Line<T>(T* of) where T : unmanaged
    {
        if (Sse.IsSupported) Sse.Prefetch0(of);
    }

    /// <summary>The lines of <paramref name="count"/> numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Row<T>(T* from, int count) where T : unmanaged
    {
        if (!Sse.IsSupported) return;
        for (var j = 0; j < count; j += AlignedBuffer<T>.LineLength) Sse.Prefetch0(from + j);
    }

    /// <summary>The lines of a tile: <paramref name="rows"/> rows of <paramref name="count"/> numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Tile<T>(T* from, nint row, int rows, int count) where T : unmanaged
    {
        for (var r = 0; r < rows; r++) Row(from + (r * row), count);
    }
}
