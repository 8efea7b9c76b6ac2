using System.Numerics;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>One array that training changes, with the gradient of the loss beside it.</summary>
/// <remarks>Backward passes <b>add</b> into <see cref="Gradient"/>; <see cref="ZeroGradient"/> starts anew.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Parameter<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>All zeros, of the given shape: rows and columns of a matrix, or the length of a vector.</summary>
    public Parameter(string name, params int[] shape)
    {
        foreach (var size in shape) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size, nameof(shape));
        (Name, Shape) = (name, shape);
        Value = NumberArray.New<T>(name, pinned: false, [.. shape.Select(size => (long)size)]);
        Gradient = NumberArray.New<T>($"The gradient of {name}", pinned: false, Value.Length);
    }

    /// <summary>The same arrays under a longer name, for what contains the layer.</summary>
    internal Parameter(string name, Parameter<T> shared) => (Name, Shape, Value, Gradient) = (name, shared.Shape, shared.Value, shared.Gradient);

    /// <summary>W (input weights), U (recurrent weights), b (bias) …; a stack puts its layer's number before it (0.W), both directions theirs (forward.W, reverse.W).</summary>
    public string Name { get; }

    /// <summary>Sizes, outermost first.</summary>
    public int[] Shape { get; }

    /// <summary>The numbers, row-major.</summary>
    public T[] Value { get; }

    /// <summary>∂loss/∂value, row-major, summed over all backward passes since it was last zeroed.</summary>
    public T[] Gradient { get; }

    /// <summary>How many numbers there are to learn.</summary>
    public int Count => Value.Length;

    /// <summary>Sets the gradient to zero.</summary>
    public void ZeroGradient() => Array.Clear(Gradient);

    /// <summary>Name and shape.</summary>
    public override string ToString() => $"{Name} [{string.Join(" × ", Shape)}]";
}
