using System.Runtime.CompilerServices;

namespace GruNotebooks.Numerics;

/// <summary>Moves matrices into panels.</summary>
internal static unsafe class Packing<T, V, S> where T : unmanaged where V : unmanaged where S : struct, ISimd<T, V>
{
    /// <summary>to[k · toRow + j] = from[j · fromRow + k] for j &lt; columns, and 0 from there to the end of the vector.</summary>
    /// <remarks>
    /// A square of n × n numbers is turned by log₂ n rounds of zips: zipping vector i with vector i + n/2 doubles the number of rows
    /// whose elements lie side by side, until each vector holds one element of every row.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(T* from, nint fromRow, int columns, int depth, T* to, nint toRow)
    {
        var k = 0;
        if (columns == S.Count)
        {
            V* square = stackalloc V[S.Count], turned = stackalloc V[S.Count];
            for (; k <= depth - S.Count; k += S.Count)
            {
                for (var j = 0; j < S.Count; j++) square[j] = S.Load(from + (j * fromRow) + k);
                for (var round = 1; round < S.Count; round *= 2)
                {
                    for (var i = 0; i < S.Count / 2; i++)
                    {
                        turned[2 * i] = S.ZipLow(square[i], square[i + (S.Count / 2)]);
                        turned[(2 * i) + 1] = S.ZipHigh(square[i], square[i + (S.Count / 2)]);
                    }

                    var swap = square;
                    square = turned;
                    turned = swap;
                }

                for (var j = 0; j < S.Count; j++) S.Store(to + ((k + j) * toRow), square[j]);
            }
        }

        for (; k < depth; k++)
        {
            var row = to + (k * toRow);
            for (var j = 0; j < columns; j++) row[j] = from[(j * fromRow) + k];
            for (var j = columns; j < S.Count; j++) row[j] = default;
        }
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

    /// <summary>to[k · columns + j] = from[k · fromRow + j]: the few columns of a register tile's A side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyTile(T* from, nint fromRow, int depth, int columns, T* to)
    {
        for (var k = 0; k < depth; k++, from += fromRow, to += columns) Unsafe.CopyBlockUnaligned(to, from, (uint)(columns * sizeof(T)));
    }
}
