using System.Numerics;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>Packs weights during the first product that takes them: each panel just before it is used, while the numbers of the next one are prefetched.</summary>
/// <remarks>
/// Large weights exceed the caches, and so do the panels that they are packed into. Packing everything first would wait for memory; the arithmetic
/// of one panel takes longer than memory needs for the next.
/// </remarks>
/// <param name="matrices">The panels of the first are those of the product; before each of them, a share of the others is packed.</param>
internal sealed unsafe class JustInTimePacking<T>(params PackedGateColumns<T>[] matrices) : IProductPrefetch<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int rounds;

    /// <summary>Sets how many rounds the product's tiles have.</summary>
    public JustInTimePacking<T> During(int rounds)
    {
        this.rounds = rounds;
        return this;
    }

    void IProductPrefetch<T>.BeforePanel(int panel)
    {
        foreach (var matrix in matrices) matrix.Pack(matrix.Panels.First(Packed(matrix, panel)), matrix.Panels.First(Packed(matrix, panel + 1)));
    }

    /// <summary>The first tiles prefetch the numbers to read, those that follow the places to write them.</summary>
    T* IProductPrefetch<T>.AddressFor(int panel, int tile)
    {
        if (panel + 1 == matrices[0].Panels.Count) return null;
        var ofTile = rounds * IProductPrefetch<T>.NumbersPerRound;
        for (var writing = 0; writing < 2; writing++)
        {
            foreach (var matrix in matrices)
            {
                var (panels, next) = (matrix.Panels, Packed(matrix, panel + 1));
                var tiles = ((panels.Width(next) * panels.Depth) + ofTile - 1) / ofTile;
                if (tile < tiles) return (writing == 0 ? matrix.Source(next) : panels.Panel(next)) + ((nint)tile * ofTile);
                tile -= tiles;
            }
        }

        return null;
    }

    /// <summary>How many panels of a matrix are packed before panel <paramref name="panel"/> of the first.</summary>
    private int Packed(PackedGateColumns<T> matrix, int panel) => matrix.Panels.Count * panel / matrices[0].Panels.Count;
}
