using System.Numerics;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop;

/// <summary>One weight array as another framework names, shapes and orders it: a window on the parameters of a layer, not a copy.</summary>
/// <remarks>Reading gives the layer's numbers in the framework's order, writing changes the layer; the same places hold the gradients.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class FrameworkArray<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Func<int, (Parameter<T> Parameter, int Index)?> placeOf;

    internal FrameworkArray(string name, int[] shape, Func<int, (Parameter<T> Parameter, int Index)?> placeOf) =>
        (Name, Shape, this.placeOf) = (name, shape, placeOf);

    /// <summary>The framework's name for it: weight_ih_l0, recurrent_kernel …</summary>
    public string Name { get; }

    /// <summary>Sizes, outermost first.</summary>
    public int[] Shape { get; }

    /// <summary>How many numbers it holds.</summary>
    public int Count => Shape.Aggregate(1, (product, size) => product * size);

    /// <summary>The numbers, row-major; zero where the layer has no such number (a second bias that it does without).</summary>
    public T[] Values => Read(parameter => parameter.Value);

    /// <summary>∂loss/∂ of the numbers, row-major.</summary>
    public T[] Gradients => Read(parameter => parameter.Gradient);

    /// <summary>Writes all numbers, row-major, into the layer.</summary>
    /// <exception cref="ArgumentException">The count is wrong, or a number other than zero has no place in the layer.</exception>
    public void Write(ReadOnlySpan<T> values)
    {
        if (values.Length != Count)
            throw new ArgumentException($"{this} needs {Count} numbers, got {values.Length}.", nameof(values));
        for (var k = 0; k < values.Length; k++)
        {
            if (placeOf(k) is var (parameter, index)) parameter.Value[index] = values[k];
            else if (values[k] != T.Zero)
                throw new ArgumentException($"{this} has {values[k]} at number {k}, where the layer has none: give it two biases a gate.", nameof(values));
        }
    }

    /// <summary>Name and shape.</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape)}]";

    private T[] Read(Func<Parameter<T>, T[]> of)
    {
        var values = new T[Count];
        for (var k = 0; k < values.Length; k++)
            if (placeOf(k) is var (parameter, index)) values[k] = of(parameter)[index];
        return values;
    }
}
