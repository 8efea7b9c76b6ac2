using System.Numerics;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>The weights of a layer as panels for the forward pass: W, and U for each product of a step.</summary>
/// <remarks>
/// They are packed anew in every pass, since training has changed them. Several threads pack a share each, and then wait for each other.
/// One thread alone packs weights that exceed the cache during their first product.
/// </remarks>
internal sealed unsafe class ForwardWeights<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly PackedGateColumns<T> w;
    private readonly PackedGateColumns<T>[] u;
    private readonly JustInTimePacking<T> packW, packAll;
    private readonly JustInTimePacking<T>[] packU;

    public ForwardWeights(RecurrentLayer<T> layer)
    {
        w = new(layer.W, layer.Plan.InputGates, layer.HiddenSize);
        u = [.. layer.Plan.Recurrent.Select(product => new PackedGateColumns<T>(layer.U!, product.Gates, layer.HiddenSize))];
        packW = new(w);
        packU = [.. u.Select(columns => new JustInTimePacking<T>(columns))];
        packAll = new([w, .. u]);
    }

    public PackedMatrix<T> W => w.Panels;

    /// <summary>U for one of the plan's products.</summary>
    public PackedMatrix<T> U(int which) => u[which].Panels;

    public void Shape(bool oneRow)
    {
        w.Shape(MatrixProducts<T>.TileVectors);
        foreach (var columns in u) columns.Shape(oneRow ? MatrixProducts<T>.RowVectors : MatrixProducts<T>.TileVectors);
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
    public bool ExceedCache => W.ExceedsCache;

    /// <summary>Packs one share of some; of one, everything.</summary>
    public void PackShare(int part, int parts)
    {
        PackShare(w, part, parts);
        foreach (var columns in u) PackShare(columns, part, parts);
    }

    /// <summary>What packs W during the first product with it, whose tiles have so many rounds.</summary>
    public IProductPrefetch<T> PackingW(int rounds) => packW.During(rounds);

    /// <summary>What packs U for one of the plan's products during the first such product.</summary>
    public IProductPrefetch<T> PackingU(int which, int rounds) => packU[which].During(rounds);

    /// <summary>What packs all weights during the first product with W.</summary>
    public IProductPrefetch<T> PackingAll(int rounds) => packAll.During(rounds);

    private static void PackShare(PackedGateColumns<T> columns, int part, int parts)
    {
        var (from, to) = RecurrentPass<T>.Share(columns.Columns, AlignedBuffer<T>.LineLength, part, parts);
        columns.Pack(from, to);
    }
}
