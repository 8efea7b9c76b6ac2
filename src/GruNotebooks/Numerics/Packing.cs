using System.Runtime.CompilerServices;

namespace GruNotebooks.Numerics;

/// <summary>Moves matrices into panels.</summary>
internal static unsafe class Packing<T, V, S> where T : unmanaged where V : unmanaged where S : struct, ISimd<T, V>
{
    /// <summary>Numbers in a block of 128 bits.</summary>
    private static int Block => 16 / sizeof(T);

    /// <summary>to[k · toRow + j] = from[j · fromRow + k] for j &lt; columns, and 0 from there to the end of the vector.</summary>
    /// <remarks>
    /// Where the matrix exceeds the L2 cache, the lines that follow are prefetched: a line of each row to read and of each to write are more streams
    /// than the hardware prefetcher tracks.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(T* from, nint fromRow, int columns, int depth, T* to, nint toRow, bool exceedsCache)
    {
        var k = 0;
        for (; columns == S.Count && k <= depth - Block; k += Block)
        {
            if (exceedsCache && k % AlignedBuffer<T>.LineLength == 0)
            {
                // After a row's last line come the first lines of the next columns, which are transposed next.
                var soon = k + (8 * AlignedBuffer<T>.LineLength);
                Prefetch.Tile(from + (soon < depth ? soon : soon - depth + (S.Count * fromRow)), fromRow, S.Count, 1);
                Prefetch.Tile(to + ((k + (2 * S.Count)) * toRow), toRow, S.Count, 1);
            }

            TransposeBlocks(from + k, fromRow, to + (k * toRow), toRow);
        }

        for (; k < depth; k++)
        {
            var row = to + (k * toRow);
            for (var j = 0; j < columns; j++) row[j] = from[(j * fromRow) + k];
            for (var j = columns; j < S.Count; j++) row[j] = default;
        }
    }

    /// <summary>Transposes as many columns as a block has numbers.</summary>
    /// <remarks>
    /// The vectors a, b, c, d hold in their first blocks the first four rows (doubles: two), in their second blocks the next four, and so on: then every
    /// block is a square to transpose by itself, and zips within blocks are the cheapest way to move numbers.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeBlocks(T* from, nint row, T* to, nint toRow)
    {
        var nextBlock = Block * row;
        V a = S.LoadBlocks(from, nextBlock), b = S.LoadBlocks(from + row, nextBlock);
        if (Block == 2)
        {
            S.Store(to, S.ZipLow(a, b));
            S.Store(to + toRow, S.ZipHigh(a, b));
            return;
        }

        V c = S.LoadBlocks(from + (2 * row), nextBlock), d = S.LoadBlocks(from + (3 * row), nextBlock);
        V ac = S.ZipLow(a, c), ca = S.ZipHigh(a, c), bd = S.ZipLow(b, d), db = S.ZipHigh(b, d);
        S.Store(to, S.ZipLow(ac, bd));
        S.Store(to + toRow, S.ZipHigh(ac, bd));
        S.Store(to + (2 * toRow), S.ZipLow(ca, db));
        S.Store(to + (3 * toRow), S.ZipHigh(ca, db));
    }

    /// <summary>to[k · toRow + j] = from[k · fromRow + j] for j &lt; columns, and 0 from there to padded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(T* from, nint fromRow, int rows, int columns, int padded, T* to, nint toRow)
    {
        var whole = columns - (columns % S.Count);
        for (var k = 0; k < rows; k++, from += fromRow, to += toRow)
        {
            for (var j = 0; j < whole; j += S.Count) S.Store(to + j, S.Load(from + j));
            for (var j = whole; j < padded; j += S.Count) S.Store(to + j, S.Zero);
            for (var j = whole; j < columns; j++) to[j] = from[j];
        }
    }
}
