using System.Numerics;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>Some gates' rows of a parameter [G·H, depth] as the columns of panels, gate by gate, each gate padded to whole cache lines.</summary>
internal sealed unsafe class PackedGateColumns<T>(Parameter<T> parameter, int[] gates, int hiddenSize) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly MatrixProducts<T> products = MatrixProducts<T>.Best;
    private readonly int depth = parameter.Shape[1], padded = AlignedBuffer<T>.Padded(hiddenSize);

    public PackedMatrix<T> Panels { get; } = new();

    public int Columns { get; } = gates.Length * AlignedBuffer<T>.Padded(hiddenSize);

    public void Shape(int widestPanel) => Panels.Shape(depth, Columns, products.VectorLength, widestPanel);

    /// <summary>Packs columns from … to − 1, whole vectors.</summary>
    public void Pack(int from, int to)
    {
        fixed (T* source = parameter.Value)
        {
            for (var column = from; column < to; column += products.VectorLength)
            {
                var units = Math.Min(products.VectorLength, hiddenSize - (column % padded));
                products.PackTransposed(Panels, column, source + Row(column), depth, units, products.VectorLength);
            }
        }
    }

    /// <summary>Where the numbers of a panel's first column lie before they are packed: an address to prefetch, not to read.</summary>
    public T* Source(int panel)
    {
        fixed (T* source = parameter.Value) return source + Row(Panels.First(panel));
    }

    /// <summary>The offset of the parameter's row that a column holds.</summary>
    private nint Row(int column)
    {
        var (block, unit) = Math.DivRem(column, padded);
        return (nint)((gates[block] * hiddenSize) + unit) * depth;
    }
}
