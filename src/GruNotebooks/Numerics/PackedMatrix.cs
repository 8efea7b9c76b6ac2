namespace GruNotebooks.Numerics;

/// <summary>
/// A matrix B [depth, columns] cut into panels a few vectors wide, each stored row after row: a register tile reads memory strictly
/// in order, with no address arithmetic and no partly used cache lines.
/// </summary>
internal sealed unsafe class PackedMatrix<T> where T : unmanaged
{
    private readonly AlignedBuffer<T> buffer = new();
    private int panelVectors;
    private int[] firsts = [0, 0];
    private T* view;
    private nint viewRow;

    /// <summary>Rows of the matrix: the k of a product.</summary>
    public int Depth { get; private set; }

    /// <summary>Columns, padded to whole cache lines.</summary>
    public int Columns { get; private set; }

    public int Count { get; private set; }

    public long Bytes => (long)Depth * Columns * sizeof(T);

    /// <summary>Whether the matrix, and what it is packed from, are too large for the L2 cache.</summary>
    public bool ExceedsCache => Bytes >= 1 << 20;

    /// <summary>Sets the shape; the numbers are written by <see cref="MatrixProducts{T}"/>.</summary>
    public void Shape(int depth, int columns, int vectorLength, int widestPanel)
    {
        buffer.Reserve((long)depth * columns);
        view = null;
        Cut(depth, columns, vectorLength, widestPanel);
    }

    /// <summary>Uses a matrix in place, row k at <paramref name="first"/> + k · <paramref name="row"/>: for one so small that packing costs more than it saves.</summary>
    public void View(T* first, nint row, int depth, int columns, int vectorLength, int widestPanel)
    {
        view = first;
        viewRow = row;
        Cut(depth, columns, vectorLength, widestPanel);
    }

    private void Cut(int depth, int columns, int vectorLength, int widestPanel)
    {
        Depth = depth;
        if (columns == Columns && widestPanel == panelVectors) return;
        (Columns, panelVectors) = (columns, widestPanel);
        var vectors = columns / vectorLength;
        Count = (vectors + widestPanel - 1) / widestPanel;
        firsts = new int[Count + 1];
        // Panels of nearly equal width: 4 vectors make 2 + 2, since a panel of one vector is slow.
        for (var p = 0; p <= Count; p++) firsts[p] = (int)((long)vectors * p / Count * vectorLength);
    }

    /// <summary>The first column of panel <paramref name="p"/>; of the panel after the last, <see cref="Columns"/>.</summary>
    public int First(int p) => firsts[p];

    public int Width(int p) => firsts[p + 1] - firsts[p];

    /// <summary>Where panel <paramref name="p"/> begins; its row k is Width numbers at k · <see cref="Step"/>.</summary>
    public T* Panel(int p) => view != null ? view + firsts[p] : buffer.Pointer + ((nint)firsts[p] * Depth);

    /// <summary>From a row of panel <paramref name="p"/> to the next: its width where it was packed.</summary>
    public nint Step(int p) => view != null ? viewRow : Width(p);

    /// <summary>The panel that holds a column.</summary>
    public int PanelOf(int column)
    {
        var p = Count * column / Columns;
        while (firsts[p + 1] <= column) p++;
        while (firsts[p] > column) p--;
        return p;
    }
}
