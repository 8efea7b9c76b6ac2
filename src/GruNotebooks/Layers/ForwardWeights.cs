using System.Numerics;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>The weights of a layer as panels for the forward pass: W, and U for each product of a step.</summary>
/// <remarks>
/// They are packed anew in every pass, since training has changed them. Several threads pack a share each, and then wait for each other.
/// One thread alone packs weights that lie beyond the caches alongside its first product with W: the next panels' numbers come nearer
/// while this one is multiplied, where packing everything first would wait for them.
/// </remarks>
internal sealed unsafe class ForwardWeights<T>(RecurrentLayer<T> layer) : IAlongside<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly GateColumns<T> w = new(layer.W, layer.Plan.InputGates, layer.HiddenSize);
    private readonly GateColumns<T>[] u = [.. layer.Plan.Recurrent.Select(product => new GateColumns<T>(layer.U, product.Gates, layer.HiddenSize))];

    public Panels<T> W => w.Panels;

    /// <summary>U for one of the plan's products.</summary>
    public Panels<T> U(int which) => u[which].Panels;

    public void Shape(bool oneRow)
    {
        w.Shape(Products<T>.TileVectors);
        foreach (var columns in u) columns.Shape(oneRow ? Products<T>.RowVectors : Products<T>.TileVectors);
    }

    /// <summary>All of them, in bytes.</summary>
    public long Bytes
    {
        get
        {
            var bytes = W.Bytes;
            foreach (var columns in u) bytes += columns.Panels.Bytes;
            return bytes;
        }
    }

    /// <summary>Whether packing has to wait for memory.</summary>
    public bool Far => W.Far;

    /// <summary>Packs one share of some; of one, everything.</summary>
    public void PackShare(int part, int parts)
    {
        PackShare(w, part, parts);
        foreach (var columns in u) PackShare(columns, part, parts);
    }

    /// <summary>Packs a panel of W, and a share of those of U.</summary>
    void IAlongside<T>.Before(int panel)
    {
        PackPanels(w, panel, panel + 1);
        foreach (var columns in u) PackPanels(columns, Packed(columns, panel), Packed(columns, panel + 1));
    }

    /// <summary>The first tiles ask for the next panel of W, two lines for each row of theirs; the tiles that follow for the next of U.</summary>
    T* IAlongside<T>.Ahead(int panel, int tile)
    {
        var (which, pair) = Math.DivRem(tile, W.LinePairs(panel));
        if (panel + 1 == W.Count || which > u.Length) return null;
        var next = which == 0 ? w.Source(panel + 1) : u[which - 1].Source(Packed(u[which - 1], panel + 1));
        return next + (2 * pair * AlignedBuffer<T>.LineLength);
    }

    /// <summary>How many panels of U are packed before panel <paramref name="panel"/> of W.</summary>
    private int Packed(GateColumns<T> columns, int panel) => columns.Panels.Count * panel / W.Count;

    private static void PackPanels(GateColumns<T> columns, int from, int to) => columns.Pack(columns.Panels.First(from), columns.Panels.First(to));

    private static void PackShare(GateColumns<T> columns, int part, int parts)
    {
        var (from, to) = RecurrentPass<T>.Share(columns.Columns, AlignedBuffer<T>.LineLength, part, parts);
        columns.Pack(from, to);
    }
}
