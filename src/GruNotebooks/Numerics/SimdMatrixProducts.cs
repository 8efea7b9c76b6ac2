using System.Runtime.CompilerServices;

namespace GruNotebooks.Numerics;

/// <summary><see cref="MatrixProducts{T}"/> for one vector width.</summary>
internal sealed unsafe class MatrixProducts<T, V, S> : MatrixProducts<T>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> where V : unmanaged where S : struct, ISimd<T, V>
{
    /// <summary>From this many columns on, the sums of all gates outgrow the L2 cache.</summary>
    private static readonly int WideSums = 2048 / sizeof(T);

    private readonly AlignedBuffer<T> zeros = new(3 * 64);

    public override int VectorLength => S.Count;

    public override int TileRows => S.TileRows;

    public override void Multiply(
        in ProductTerm<T> first, in ProductTerm<T> then, in Operand<T> start, in Operand<T> c, int rows, int blocks = 1, bool reversePanels = false, IProductPrefetch<T>? prefetch = null)
    {
        var b = first.B!;
        for (var i = 0; i < b.Count; i++)
        {
            var p = reversePanels ? b.Count - 1 - i : i;
            prefetch?.BeforePanel(p);
            var (column, vectors, tile) = (b.First(p), b.Width(p) / S.Count, 0);
            for (nint block = 0; block < blocks; block++)
            {
                for (var row = 0; row < rows; row += S.TileRows)
                {
                    Tile(Math.Min(S.TileRows, rows - row), vectors, first.Tile(p, block, row), then.Tile(p, block, row), prefetch is null ? null : prefetch.AddressFor(p, tile++),
                        start.Pointer + (block * start.Block) + (row * start.Row) + column, start.Row,
                        c.Pointer + (block * c.Block) + (row * c.Row) + column, c.Row);
                }
            }
        }
    }

    public override void MultiplyRow(T* a, PackedMatrix<T> b, T* start, T* c, bool reversePanels = false)
    {
        for (var i = 0; i < b.Count; i++)
        {
            var p = reversePanels ? b.Count - 1 - i : i;
            Row(b.Width(p) / S.Count, a, b.Depth, b.Panel(p), b.Step(p), start + b.First(p), c + b.First(p));
        }
    }

    public override void PackTransposed(PackedMatrix<T> to, int column, T* source, nint sourceRow, int columns, int padded)
    {
        for (var j = 0; j < padded; j += S.Count)
        {
            var p = to.PanelOf(column + j);
            Packing<T, V, S>.Transpose(
                source + (j * sourceRow), sourceRow, Math.Clamp(columns - j, 0, S.Count), to.Depth, to.Panel(p) + (column + j - to.First(p)), to.Width(p), to.ExceedsCache);
        }
    }

    public override void PackRows(PackedMatrix<T> to, int row, T* source, nint sourceRow, int rows, int columns)
    {
        for (var p = 0; p < to.Count; p++)
        {
            var (first, width) = (to.First(p), to.Width(p));
            Packing<T, V, S>.Copy(source + first, sourceRow, rows, Math.Clamp(columns - first, 0, width), width, to.Panel(p) + ((nint)row * width), width);
        }
    }

    public override void OuterProducts(T* d, nint dRow, int rows, PackedMatrix<T> v, T* sums, nint sumsRow, bool first)
    {
        // The tile's columns of d are few enough to stay in the first cache while the panels of v stream past.
        var last = d + ((rows - 1) * dRow);
        for (var p = 0; p < v.Count; p++)
        {
            var to = sums + v.First(p);
            // The sums of large weights lie beyond the caches: those of the next tile are prefetched while this one is computed.
            if (sumsRow >= WideSums)
            {
                var next = p + 1 < v.Count ? sums + v.First(p + 1) : sums + (S.TileRows * sumsRow);
                Prefetch.Tile(next, sumsRow, S.TileRows, v.Width(p + 1 < v.Count ? p + 1 : 0));
            }

            var factors = new Factors<T>(last, 1, -dRow, v.Panel(p), v.Step(p), rows);
            Tile(S.TileRows, v.Width(p) / S.Count, factors, default, null, first ? zeros.Pointer : to, first ? 0 : sumsRow, to, sumsRow);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void SumRows(T* d, nint dRow, int rows, int firstColumn, int endColumn, T* sums, bool first)
    {
        for (var m = firstColumn; m < endColumn; m += S.Count)
        {
            var sum = first ? S.Zero : S.Load(sums + m);
            var from = d + ((rows - 1) * dRow) + m;
            for (var row = 0; row < rows; row++, from -= dRow) sum = S.Add(sum, S.Load(from));
            S.Store(sums + m, sum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(T* x, T* y, int count)
    {
        var j = 0;
        for (; j <= count - S.Count; j += S.Count) S.Store(y + j, S.Add(S.Load(y + j), S.Load(x + j)));
        for (; j < count; j++) y[j] += x[j];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(T* x, T* y, T* copy, int count)
    {
        var j = 0;
        for (; j <= count - S.Count; j += S.Count)
        {
            var sum = S.Add(S.Load(y + j), S.Load(x + j));
            S.Store(y + j, sum);
            S.Store(copy + j, sum);
        }

        for (; j < count; j++) copy[j] = y[j] += x[j];
    }

    private static void Tile(int rows, int vectors, in Factors<T> first, in Factors<T> then, T* ahead, T* start, nint startRow, T* c, nint cRow)
    {
        switch (rows)
        {
            case 8: Tile<Eight>(vectors, first, then, ahead, start, startRow, c, cRow); break;
            case 7: Tile<Seven>(vectors, first, then, ahead, start, startRow, c, cRow); break;
            case 6: Tile<Six>(vectors, first, then, ahead, start, startRow, c, cRow); break;
            case 5: Tile<Five>(vectors, first, then, ahead, start, startRow, c, cRow); break;
            case 4: Tile<Four>(vectors, first, then, ahead, start, startRow, c, cRow); break;
            case 3: Tile<Three>(vectors, first, then, ahead, start, startRow, c, cRow); break;
            case 2: Tile<Two>(vectors, first, then, ahead, start, startRow, c, cRow); break;
            default: Tile<One>(vectors, first, then, ahead, start, startRow, c, cRow); break;
        }
    }

    private static void Tile<R>(int vectors, in Factors<T> first, in Factors<T> then, T* ahead, T* start, nint startRow, T* c, nint cRow) where R : struct, ISize
    {
        if (ahead == null) Tile<R, Zero>(vectors, first, then, ahead, start, startRow, c, cRow);
        else Tile<R, One>(vectors, first, then, ahead, start, startRow, c, cRow);
    }

    private static void Tile<R, A>(int vectors, in Factors<T> first, in Factors<T> then, T* ahead, T* start, nint startRow, T* c, nint cRow)
        where R : struct, ISize where A : struct, ISize
    {
        switch (vectors)
        {
            case 3: RegisterTile<T, V, S, R, Three, A>.Multiply(first, then, ahead, start, startRow, c, cRow); break;
            case 2: RegisterTile<T, V, S, R, Two, A>.Multiply(first, then, ahead, start, startRow, c, cRow); break;
            default: RegisterTile<T, V, S, R, One, A>.Multiply(first, then, ahead, start, startRow, c, cRow); break;
        }
    }

    private static void Row(int vectors, T* a, nint depth, T* b, nint bStep, T* start, T* c)
    {
        switch (vectors)
        {
            case 12: RegisterRow<T, V, S, Twelve>.Multiply(a, depth, b, bStep, start, c); break;
            case 11: RegisterRow<T, V, S, Eleven>.Multiply(a, depth, b, bStep, start, c); break;
            case 10: RegisterRow<T, V, S, Ten>.Multiply(a, depth, b, bStep, start, c); break;
            case 9: RegisterRow<T, V, S, Nine>.Multiply(a, depth, b, bStep, start, c); break;
            case 8: RegisterRow<T, V, S, Eight>.Multiply(a, depth, b, bStep, start, c); break;
            case 7: RegisterRow<T, V, S, Seven>.Multiply(a, depth, b, bStep, start, c); break;
            case 6: RegisterRow<T, V, S, Six>.Multiply(a, depth, b, bStep, start, c); break;
            case 5: RegisterRow<T, V, S, Five>.Multiply(a, depth, b, bStep, start, c); break;
            case 4: RegisterRow<T, V, S, Four>.Multiply(a, depth, b, bStep, start, c); break;
            case 3: RegisterRow<T, V, S, Three>.Multiply(a, depth, b, bStep, start, c); break;
            case 2: RegisterRow<T, V, S, Two>.Multiply(a, depth, b, bStep, start, c); break;
            default: RegisterRow<T, V, S, One>.Multiply(a, depth, b, bStep, start, c); break;
        }
    }
}
