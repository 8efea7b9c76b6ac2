using System.Numerics;
using GruNotebooks.Display;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop;

/// <summary>A layer of ours made from the weights of another framework.</summary>
/// <typeparam name="T">The precision.</typeparam>
internal static class FrameworkNetwork<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The layer with these weights, and the windows on them under the framework's names.</summary>
    /// <exception cref="InvalidDataException">A weight has a wrong shape or an unknown name, or one is missing.</exception>
    public static (SequenceLayer<T> Layer, IReadOnlyList<FrameworkArray<T>> Arrays) Create(
        FrameworkHeader header, IReadOnlyDictionary<string, NamedArray> weights)
    {
        Check(header, weights);
        var layer = header.CreateLayer<T>();
        var arrays = header.IsKeras ? KerasLayout.Of(layer) : PyTorchLayout.Of(layer);
        foreach (var array in arrays) array.Write(FiniteNumber.Of<T>(weights[array.Name]));
        return (layer, arrays);
    }

    /// <summary>Holds the weights to the sizes of the header, before anything of that size is made.</summary>
    private static void Check(FrameworkHeader header, IReadOnlyDictionary<string, NamedArray> weights)
    {
        // One more than there are weights is enough to find one that is missing, however many layers the header claims.
        var wanted = header.Arrays.Take(weights.Count + 1).ToArray();
        var names = wanted.Select(array => array.Name).ToHashSet();
        if (weights.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
            throw new InvalidDataException($"weights.{FileText.Plain(unknown)} is unknown; there are {string.Join(", ", wanted.Take(8).Select(array => array.Name))}{(wanted.Length > 8 ? " …" : "")}");
        foreach (var (name, shape) in wanted)
        {
            if (!weights.TryGetValue(name, out var weight)) throw new InvalidDataException($"weights.{name} is missing");
            if (!weight.Shape.Select(size => (long)size).SequenceEqual(shape))
                throw new InvalidDataException($"weights.{name} is {weight.ShapeText}, the sizes of the header ask for {FileText.Shape(shape)}");
        }
    }
}
