namespace GruNotebooks.Interop;

/// <summary>An array with a name, as model files hold it.</summary>
/// <param name="Name">Unique in its file.</param>
/// <param name="Shape">Sizes, outermost first.</param>
/// <param name="Values">The numbers, row-major; those of a file in single precision are exactly representable in it.</param>
public sealed record NamedArray(string Name, int[] Shape, double[] Values)
{
    /// <summary>Name and shape.</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape)}]";
}
