using System.Numerics;
using GruNotebooks.Layers;

namespace GruNotebooks.Measuring;

/// <summary>One array of a layer, as a line of a table.</summary>
/// <param name="Name">W, U, b …</param>
/// <param name="Shape">Its sizes, <c>15 × 4</c>.</param>
/// <param name="Count">How many numbers it holds.</param>
public sealed record ParameterRow(string Name, string Shape, long Count)
{
    /// <summary>Every array of a layer, and a last line for all: counted from the arrays, no formula.</summary>
    public static IReadOnlyList<ParameterRow> Of<T>(SequenceLayer<T> layer) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rows = layer.Parameters.Select(parameter => new ParameterRow(parameter.Name, string.Join(" × ", parameter.Shape), parameter.Value.LongLength)).ToList();
        return [.. rows, new("all", "", rows.Sum(row => row.Count))];
    }
}
