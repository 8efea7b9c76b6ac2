using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>Brings the inputs of the next piece nearer while the last step of this one is multiplied, since a piece begins with its inputs.</summary>
internal sealed unsafe class NextInputs<T> : IAlongside<T> where T : unmanaged
{
    private T* inputs;
    private nint count;
    private Panels<T> panels = null!;
    private int tiles;
    private bool turn;

    /// <summary>Sets what is fetched, and the product meanwhile: its panels, the tiles of each, and whether the last panel comes first.</summary>
    public NextInputs<T> During(Panels<T> panels, int tiles, bool turn, T* inputs, nint count)
    {
        (this.panels, this.tiles, this.turn, this.count) = (panels, tiles, turn, count);
        this.inputs = inputs;
        return this;
    }

    void IAlongside<T>.Before(int panel) { }

    T* IAlongside<T>.Ahead(int panel, int tile)
    {
        // Counted back from the last tile, so that not many panels are left to drive the inputs out again.
        var back = ((turn ? panel + 1 : panels.Count - panel) * tiles) - 1 - tile;
        var (area, pair) = Math.DivRem(back, panels.LinePairs(panel));
        var offset = ((nint)area * panels.Width(panel) * panels.Depth) + (2 * pair * AlignedBuffer<T>.LineLength);
        return offset < count ? inputs + offset : null;
    }
}
