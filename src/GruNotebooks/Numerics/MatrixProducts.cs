namespace GruNotebooks.Numerics;

/// <summary>The matrix products of the layers, for the vectors of this machine. One virtual call per product, none inside.</summary>
internal abstract unsafe class MatrixProducts<T> where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    /// <summary>For the widest vectors that this machine has.</summary>
    public static MatrixProducts<T> Best { get; } = OfWidth(SimdWidth.Bits);

    public abstract int VectorLength { get; }

    /// <summary>Vectors across a register tile.</summary>
    public const int TileVectors = 3;

    /// <summary>Rows of a register tile.</summary>
    public abstract int TileRows { get; }

    /// <summary>Vectors across a panel that is read by one row at a time.</summary>
    public const int RowVectors = 12;

    public static MatrixProducts<T> OfWidth(int bits) => bits switch
    {
        512 => new MatrixProducts<T, System.Runtime.Intrinsics.Vector512<T>, Simd512<T>>(),
        256 => new MatrixProducts<T, System.Runtime.Intrinsics.Vector256<T>, Simd256<T>>(),
        _ => new MatrixProducts<T, System.Runtime.Intrinsics.Vector128<T>, Simd128<T>>(),
    };

    /// <summary>
    /// C = S + A B + A' B' for <paramref name="blocks"/> blocks of <paramref name="rows"/> rows, each sum one chain over rising k, first of A B. The
    /// rows of an operand lie <see cref="Operand{T}.Row"/> apart, its blocks <see cref="Operand{T}.Block"/>. B and B' are cut alike.
    /// </summary>
    /// <remarks>
    /// <paramref name="reversePanels"/> takes the panels from the last to the first. A product that is repeated with the same B reverses every other time:
    /// the panels read last are still in the cache then, where a walk always in one direction would find each just evicted.
    /// <paramref name="prefetch"/> prepares later work during the product, and does not change its result.
    /// </remarks>
    public abstract void Multiply(
        in ProductTerm<T> first, in ProductTerm<T> then, in Operand<T> start, in Operand<T> c, int rows, int blocks = 1, bool reversePanels = false, IProductPrefetch<T>? prefetch = null);

    /// <summary>C = S + A B.</summary>
    public void Multiply(
        in Operand<T> a, PackedMatrix<T> b, in Operand<T> start, in Operand<T> c, int rows, int blocks = 1, bool reversePanels = false, IProductPrefetch<T>? prefetch = null) =>
        Multiply(new ProductTerm<T>(a, b), default, start, c, rows, blocks, reversePanels, prefetch);

    /// <summary>One row of C = S + a B, by panels up to <see cref="RowVectors"/> wide.</summary>
    public abstract void MultiplyRow(T* a, PackedMatrix<T> b, T* start, T* c, bool reversePanels = false);

    /// <summary>B(k, column + j) = source[j · sourceRow + k] for j &lt; columns, 0 from there to padded: some columns of a transposed matrix.</summary>
    public abstract void PackTransposed(PackedMatrix<T> to, int column, T* source, nint sourceRow, int columns, int padded);

    /// <summary>B(row + k, j) = source[k · sourceRow + j] for j &lt; columns, 0 from there to the panels' last column; sourceRow may be negative.</summary>
    public abstract void PackRows(PackedMatrix<T> to, int row, T* source, nint sourceRow, int rows, int columns);

    /// <summary>
    /// A tile of rows of a sum of outer products: sums(m, ·) = start + Σ over rows, the last first, of d(row, m) v(row, ·) for m below
    /// <see cref="TileRows"/>; start is 0 if <paramref name="first"/>, else sums. v is packed with its last row first.
    /// </summary>
    public abstract void OuterProducts(T* d, nint dRow, int rows, PackedMatrix<T> v, T* sums, nint sumsRow, bool first);

    /// <summary>sums(m) = start(m) + Σ over rows, the last first, of d(row, m).</summary>
    public abstract void SumRows(T* d, nint dRow, int rows, int firstColumn, int endColumn, T* sums, bool first);

    /// <summary>y += x, elementwise.</summary>
    public abstract void Add(T* x, T* y, int count);

    /// <summary>y += x, elementwise.</summary>
    public void Add(ReadOnlySpan<T> x, Span<T> y)
    {
        fixed (T* from = x, to = y) Add(from, to, x.Length);
    }

    /// <summary>y += x, and a copy of y, elementwise.</summary>
    public abstract void Add(T* x, T* y, T* copy, int count);
}

/// <summary>Rows in memory: a first element, the distance of rows, and the distance of blocks of rows.</summary>
internal readonly unsafe struct Operand<T>(T* pointer, nint row, nint block = 0) where T : unmanaged
{
    public readonly T* Pointer = pointer;
    public readonly nint Row = row;
    public readonly nint Block = block;
}

/// <summary>One product A B of a sum of products; by default there is none.</summary>
internal readonly unsafe struct ProductTerm<T>(in Operand<T> a, PackedMatrix<T> b) where T : unmanaged
{
    private readonly Operand<T> a = a;

    public readonly PackedMatrix<T>? B = b;

    /// <summary>What the tile that begins at a row of a block takes of A, and of panel <paramref name="panel"/> of B.</summary>
    public Factors<T> Tile(int panel, nint block, nint row) =>
        B is null ? default : new Factors<T>(a.Pointer + (block * a.Block) + (row * a.Row), a.Row, 1, B.Panel(panel), B.Step(panel), B.Depth);
}

/// <summary>What a register tile multiplies: A(r, k) is a[r · aRow + k · aStep], row k of B begins at b[k · bStep].</summary>
internal readonly unsafe struct Factors<T>(T* a, nint aRow, nint aStep, T* b, nint bStep, nint depth) where T : unmanaged
{
    public readonly T* A = a, B = b;
    public readonly nint ARow = aRow, AStep = aStep, BStep = bStep, Depth = depth;
}

/// <summary>Rows of numbers in memory, a fixed distance apart.</summary>
internal readonly unsafe struct Rows<T>(T* pointer, int distance) where T : unmanaged
{
    /// <summary>From the beginning of a row to that of the next, in numbers.</summary>
    public readonly int Distance = distance;

    public T* this[int row] => pointer + ((nint)row * Distance);
}
