using System.Numerics;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop;

/// <summary>A layer of ours made from the weights of another framework.</summary>
/// <typeparam name="T">The precision.</typeparam>
internal static class FrameworkNetwork<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The layer with these weights, and the windows on them under the framework's names.</summary>
    /// <exception cref="InvalidDataException">A weight has a wrong shape or an unknown name, or one is missing.</exception>
    public static (SequenceLayer<T> Layer, IReadOnlyList<FrameworkArray<T>> Arrays) Create(
        FrameworkHeader header, IReadOnlyDictionary<string, ReferenceTensor> weights)
    {
        var layer = header.CreateLayer<T>();
        var arrays = header.IsKeras ? KerasLayout.Of(layer) : PyTorchLayout.Of(layer);
        var names = arrays.Select(array => array.Name).ToHashSet();
        if (weights.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
            throw new InvalidDataException($"weights.{unknown} is unknown; there are {string.Join(", ", names)}");
        foreach (var array in arrays)
        {
            if (!weights.TryGetValue(array.Name, out var weight))
                throw new InvalidDataException($"weights.{array.Name} is missing");
            if (!weight.Shape.SequenceEqual(array.Shape))
                throw new InvalidDataException($"weights.{array.Name} is {weight.ShapeText}, the sizes of the header ask for [{string.Join(", ", array.Shape)}]");
            array.Write([.. weight.Values.Select(T.CreateChecked)]);
        }
        return (layer, arrays);
    }
}
