using System.Numerics;
using GruNotebooks.Cells;
using GruNotebooks.Layers;

namespace GruNotebooks.Measuring;

/// <summary>The number of parameters of a recurrent layer, from its equations.</summary>
/// <remarks>Every gate has W [H, I], U [H, H] and one or two biases [H]; an RNN has one gate, a GRU three blocks (z, r, h), an LSTM four (i, f, g, o).</remarks>
public static class ParameterFormula
{
    /// <summary>G: 1 for an RNN, 3 for a GRU, 4 for an LSTM.</summary>
    public static int Blocks(CellKind kind) => kind.Blocks;

    /// <summary>G (H I + H² + H), or G (H I + H² + 2H) with two biases a gate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public static long Count(CellKind kind, int inputSize, int hiddenSize, BiasScheme bias = BiasScheme.OnePerGate) =>
        kind.ParameterCount(inputSize, hiddenSize, bias);

    /// <summary>A stack of <paramref name="layers"/> equal layers: the first reads I numbers, each other one the H of the layer below.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public static long Stack(CellKind kind, int inputSize, int hiddenSize, int layers, BiasScheme bias = BiasScheme.OnePerGate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(layers);
        return Count(kind, inputSize, hiddenSize, bias) + ((layers - 1) * Count(kind, hiddenSize, hiddenSize, bias));
    }

    /// <summary>The largest H whose count does not exceed <paramref name="budget"/>: what a fair comparison at equal size needs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not even H = 1 fits.</exception>
    public static int HiddenSizeFor(CellKind kind, int inputSize, long budget, BiasScheme bias = BiasScheme.OnePerGate)
    {
        if (Count(kind, inputSize, 1, bias) > budget)
            throw new ArgumentOutOfRangeException(nameof(budget), budget, $"One unit with {inputSize} inputs has {Count(kind, inputSize, 1, bias)} parameters.");
        var (fits, tooLarge) = (1, 2);
        while (Count(kind, inputSize, tooLarge, bias) <= budget) (fits, tooLarge) = (tooLarge, checked(tooLarge * 2));
        while (tooLarge - fits > 1)
        {
            var middle = fits + ((tooLarge - fits) / 2);
            if (Count(kind, inputSize, middle, bias) <= budget) fits = middle; else tooLarge = middle;
        }
        return fits;
    }

    /// <summary>What one step of one sequence multiplies and adds: G H (I + H) products of the matrices and the few of the blend.</summary>
    /// <remarks>Element by element an RNN has none, a GRU 3H (r ⊙ h and the two of the blend), an LSTM 3H (f ⊙ c, i ⊙ g, o ⊙ tanh c).
    /// Activations are not counted. A backward step has twice the products: one set for the inputs, one for the weights.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public static long MultiplyAdds(CellKind kind, int inputSize, int hiddenSize) =>
        kind.ProductsPerStep(inputSize, hiddenSize) + ((long)kind.ElementwisePerUnit * hiddenSize);
}

/// <summary>One array of a layer, as a row of a table.</summary>
/// <param name="Name">W, U, b …</param>
/// <param name="Shape">Its sizes, <c>15 × 4</c>.</param>
/// <param name="Count">How many numbers it holds.</param>
public sealed record ParameterRow(string Name, string Shape, long Count)
{
    /// <summary>Every array of a layer and a last row with their total, counted from the arrays themselves.</summary>
    public static IReadOnlyList<ParameterRow> Of<T>(SequenceLayer<T> layer) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rows = layer.Parameters.Select(parameter => new ParameterRow(parameter.Name, string.Join(" × ", parameter.Shape), parameter.Value.LongLength)).ToList();
        return [.. rows, new("all", "", rows.Sum(row => row.Count))];
    }
}
