using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>Brings the inputs of the next piece nearer while the last step of this one is multiplied, since a piece begins with its inputs.</summary>
internal sealed unsafe class NextInputs<T> : IAlongside<T> where T : unmanaged
{
    private T* inputs;
    private nint count;
    private Panels<T> panels = null!;
    private int tiles, rounds;
    private bool turn;

    /// <summary>Sets what is fetched, and the product meanwhile: its panels, the tiles of each, the rounds of a tile, and whether the last panel comes first.</summary>
    public NextInputs<T> During(Panels<T> panels, int tiles, int rounds, bool turn, T* inputs, nint count)
    {
        (this.panels, this.tiles, this.rounds, this.turn, this.count) = (panels, tiles, rounds, turn, count);
        this.inputs = inputs;
        return this;
    }

    void IAlongside<T>.Before(int panel) { }

    T* IAlongside<T>.Ahead(int panel, int tile)
    {
        // Counted back from the last tile, so that not many panels are left to drive the inputs out again.
        var back = ((turn ? panel + 1 : panels.Count - panel) * tiles) - 1 - tile;
        var offset = (nint)back * rounds * IAlongside<T>.EachRound;
        return offset < count ? inputs + offset : null;
    }
}
