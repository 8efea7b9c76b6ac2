using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>Prefetches the inputs of the next tile during the last product of this one, since a tile begins with its inputs.</summary>
internal sealed unsafe class NextInputPrefetch<T> : IProductPrefetch<T> where T : unmanaged
{
    private T* inputs;
    private nint count;
    private PackedMatrix<T> panels = null!;
    private int tiles, rounds;
    private bool reversePanels;

    /// <summary>Sets what is prefetched, and the product during which: its panels, the register tiles of each, the rounds of a tile, and whether the last panel comes first.</summary>
    public NextInputPrefetch<T> During(PackedMatrix<T> panels, int tiles, int rounds, bool reversePanels, T* inputs, nint count)
    {
        (this.panels, this.tiles, this.rounds, this.reversePanels, this.count) = (panels, tiles, rounds, reversePanels, count);
        this.inputs = inputs;
        return this;
    }

    void IProductPrefetch<T>.BeforePanel(int panel) { }

    T* IProductPrefetch<T>.AddressFor(int panel, int tile)
    {
        // Counted back from the last tile: few panels then remain that could evict the inputs again.
        var back = ((reversePanels ? panel + 1 : panels.Count - panel) * tiles) - 1 - tile;
        var offset = (nint)back * rounds * IProductPrefetch<T>.NumbersPerRound;
        return offset < count ? inputs + offset : null;
    }
}
