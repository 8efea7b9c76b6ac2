namespace GruNotebooks.Numerics;

/// <summary>
/// A matrix B [depth, columns] cut into panels of a few vectors' width, each stored row after row: what a register tile reads
/// next always lies next in memory, so it streams through the caches with no address arithmetic and no lost lines.
/// </summary>
internal sealed unsafe class Panels<T> where T : unmanaged
{
    private readonly AlignedBuffer<T> buffer = new();
    private int panelVectors;
    private int[] firsts = [0, 0];
    private T* lent;
    private nint lentRow;

    /// <summary>Rows of the matrix: the k of a product.</summary>
    public int Depth { get; private set; }

    /// <summary>Columns, padded to whole cache lines.</summary>
    public int Columns { get; private set; }

    public int Count { get; private set; }

    public long Bytes => (long)Depth * Columns * sizeof(T);

    /// <summary>Whether the matrix is so large that it, and what it is packed from, come from beyond the second cache.</summary>
    public bool Far => Bytes >= 1 << 20;

    /// <summary>Sets the shape; the numbers are written by <see cref="Products{T}"/>.</summary>
    public void Shape(int depth, int columns, int vectorLength, int widest)
    {
        buffer.Reserve(checked(depth * columns));
        lent = null;
        Cut(depth, columns, vectorLength, widest);
    }

    /// <summary>Takes a matrix as it lies, row k at <paramref name="first"/> + k · <paramref name="row"/>: for one so small that packing costs more than it saves.</summary>
    public void View(T* first, nint row, int depth, int columns, int vectorLength, int widest)
    {
        lent = first;
        lentRow = row;
        Cut(depth, columns, vectorLength, widest);
    }

    private void Cut(int depth, int columns, int vectorLength, int widest)
    {
        Depth = depth;
        if (columns == Columns && widest == panelVectors) return;
        (Columns, panelVectors) = (columns, widest);
        var vectors = columns / vectorLength;
        Count = (vectors + widest - 1) / widest;
        firsts = new int[Count + 1];
        // Panels as equal as can be: 4 vectors make 2 + 2, since a panel of one vector is slow.
        for (var p = 0; p <= Count; p++) firsts[p] = (int)((long)vectors * p / Count * vectorLength);
    }

    /// <summary>The first column of panel <paramref name="p"/>; of the panel after the last, <see cref="Columns"/>.</summary>
    public int First(int p) => firsts[p];

    public int Width(int p) => firsts[p + 1] - firsts[p];

    /// <summary>Where panel <paramref name="p"/> begins; its row k is Width numbers at k · <see cref="Step"/>.</summary>
    public T* Panel(int p) => lent != null ? lent + firsts[p] : buffer.Pointer + ((nint)firsts[p] * Depth);

    /// <summary>From a row of panel <paramref name="p"/> to the next: its width where it was packed.</summary>
    public nint Step(int p) => lent != null ? lentRow : Width(p);

    /// <summary>The panel that holds a column.</summary>
    public int PanelOf(int column)
    {
        var p = Count * column / Columns;
        while (firsts[p + 1] <= column) p++;
        while (firsts[p] > column) p--;
        return p;
    }
}
