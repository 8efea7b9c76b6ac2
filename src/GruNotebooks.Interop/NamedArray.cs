using GruNotebooks.Display;

namespace GruNotebooks.Interop;

/// <summary>An array with a name, as model files hold it.</summary>
/// <param name="Name">Unique in its file.</param>
/// <param name="Shape">Sizes, outermost first; empty for a single number.</param>
/// <param name="Values">The numbers, row-major; those of a file in single precision are exactly representable in it.</param>
public sealed record NamedArray(string Name, int[] Shape, double[] Values)
{
    /// <summary>Name and shape.</summary>
    public override string ToString() => $"{FileText.Plain(Name)} {ShapeText}";

    internal string ShapeText => FileText.Shape(Shape);

    /// <summary>Number k as indices: [2, 0].</summary>
    internal string IndexText(int k)
    {
        var indices = new int[Shape.Length];
        for (var axis = Shape.Length - 1; axis >= 0; axis--) (k, indices[axis]) = Math.DivRem(k, Shape[axis]);
        return indices.Length == 0 ? "" : FileText.Shape(indices);
    }
}
