using System.Numerics;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop;

/// <summary>The dense layer on top of a network out of its two arrays.</summary>
internal static class DenseHead
{
    /// <exception cref="InvalidDataException">The arrays are not a weight [outputs, inputs] and a bias [outputs].</exception>
    public static Dense<T> Create<T>(NamedArray? weight, NamedArray? bias, int inputs) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (weight?.Shape is not [var outputs, var columns] || columns != inputs || bias?.Shape is not [var count] || count != outputs)
            throw new InvalidDataException($"the head needs a weight [outputs, {inputs}] and a bias [outputs]{(weight is null || bias is null ? "" : $", not {weight.ShapeText} and {bias.ShapeText}")}");
        var dense = new Dense<T>(inputs, outputs, seed: 0);
        FiniteNumber.Of<T>(weight).CopyTo(dense.Parameters[0].Value, 0);
        FiniteNumber.Of<T>(bias).CopyTo(dense.Parameters[1].Value, 0);
        return dense;
    }
}
