using System.Runtime.CompilerServices;

namespace GruNotebooks.Numerics;

/// <summary>Moves matrices into panels.</summary>
internal static unsafe class Packing<T, V, S> where T : unmanaged where V : unmanaged where S : struct, ISimd<T, V>
{
    /// <summary>to[k · toRow + j] = from[j · fromRow + k] for j &lt; columns, and 0 from there to the end of the vector.</summary>
    /// <remarks>Where the matrix comes from <paramref name="far"/>, beyond the second cache, the squares that follow are asked for.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(T* from, nint fromRow, int columns, int depth, T* to, nint toRow, bool far)
    {
        var k = 0;
        if (columns == S.Count)
        {
            // Room for a square on whole cache lines.
            var bytes = stackalloc byte[(S.Count * sizeof(V)) + 64];
            var square = (T*)(((nuint)bytes + 63) / 64 * 64);
            for (; k <= depth - S.Count; k += S.Count)
            {
                // After a row's last line follow the first lines of the next columns, whose turn comes then.
                var soon = k + (8 * AlignedBuffer<T>.LineLength);
                if (far) Expect(from + (soon < depth ? soon : soon - depth + (S.Count * fromRow)), fromRow, to + ((k + (2 * S.Count)) * toRow), toRow);
                Turn(from + k, fromRow, square, to + (k * toRow), toRow);
            }
        }

        for (; k < depth; k++)
        {
            var row = to + (k * toRow);
            for (var j = 0; j < columns; j++) row[j] = from[(j * fromRow) + k];
            for (var j = columns; j < S.Count; j++) row[j] = default;
        }
    }

    /// <summary>A line of each row of a square to read, and of one to write: more streams than a processor foresees by itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Expect(T* from, nint fromRow, T* to, nint toRow)
    {
        Prefetch.Tile(from, fromRow, S.Count, 1);
        Prefetch.Tile(to, toRow, S.Count, 1);
    }

    /// <summary>Transposes a square of n × n numbers, n to a vector, in log₂ n rounds of zips.</summary>
    /// <remarks>
    /// A round zips vector i with vector i + n/2 into vectors 2i and 2i + 1; after log₂ n of them each vector holds one element of every
    /// row. Two rounds at a time need only four vectors, which stay in registers.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(T* from, nint fromRow, T* square, T* to, nint toRow)
    {
        switch (S.Count)
        {
            case 16:
                TwoRounds(from, fromRow, square, S.Count);
                TwoRounds(square, S.Count, to, toRow);
                break;
            case 8:
                TwoRounds(from, fromRow, square, S.Count);
                OneRound(square, S.Count, to, toRow);
                break;
            case 4:
                TwoRounds(from, fromRow, to, toRow);
                break;
            default:
                OneRound(from, fromRow, to, toRow);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OneRound(T* from, nint fromRow, T* to, nint toRow)
    {
        for (var i = 0; i < S.Count / 2; i++)
        {
            V a = S.Load(from + (i * fromRow)), b = S.Load(from + ((i + (S.Count / 2)) * fromRow));
            S.Store(to + (2 * i * toRow), S.ZipLow(a, b));
            S.Store(to + (((2 * i) + 1) * toRow), S.ZipHigh(a, b));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwoRounds(T* from, nint fromRow, T* to, nint toRow)
    {
        var quarter = S.Count / 4 * fromRow;
        for (var i = 0; i < S.Count / 4; i++, from += fromRow, to += 4 * toRow)
        {
            V a = S.Load(from), b = S.Load(from + quarter), c = S.Load(from + (2 * quarter)), d = S.Load(from + (3 * quarter));
            V ac = S.ZipLow(a, c), ca = S.ZipHigh(a, c), bd = S.ZipLow(b, d), db = S.ZipHigh(b, d);
            S.Store(to, S.ZipLow(ac, bd));
            S.Store(to + toRow, S.ZipHigh(ac, bd));
            S.Store(to + (2 * toRow), S.ZipLow(ca, db));
            S.Store(to + (3 * toRow), S.ZipHigh(ca, db));
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
}
