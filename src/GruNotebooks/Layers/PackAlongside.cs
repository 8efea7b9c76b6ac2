using System.Numerics;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>Packs weights alongside the first product that takes them: a panel just before it is used, with the next one's numbers on their way meanwhile.</summary>
/// <remarks>
/// Large weights lie beyond the caches, and so do the panels that they go to. Packing everything first would wait for the memory; the arithmetic
/// of a panel takes longer than the memory needs for the next.
/// </remarks>
/// <param name="matrices">The first one's panels are those of the product; of the others a share is packed before each of these.</param>
internal sealed unsafe class PackAlongside<T>(params GateColumns<T>[] matrices) : IAlongside<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int rounds;

    /// <summary>Sets how many rounds the product's tiles have.</summary>
    public PackAlongside<T> During(int rounds)
    {
        this.rounds = rounds;
        return this;
    }

    void IAlongside<T>.Before(int panel)
    {
        foreach (var matrix in matrices) matrix.Pack(matrix.Panels.First(Packed(matrix, panel)), matrix.Panels.First(Packed(matrix, panel + 1)));
    }

    /// <summary>The first tiles ask for the numbers to read, those that follow for the places to write them.</summary>
    T* IAlongside<T>.Ahead(int panel, int tile)
    {
        if (panel + 1 == matrices[0].Panels.Count) return null;
        var ofTile = rounds * IAlongside<T>.EachRound;
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
    private int Packed(GateColumns<T> matrix, int panel) => matrix.Panels.Count * panel / matrices[0].Panels.Count;
}
