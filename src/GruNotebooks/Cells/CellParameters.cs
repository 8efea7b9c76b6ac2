using GruNotebooks.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Cells;

/// <summary>The arrays of a cell, one set for each gate: W (H × I), U (H × H), b (H) and bU (H). The gradients have the same form.</summary>
/// <remarks>With <see cref="BiasScheme.OnePerGate"/> bU stays zero, is not trained and is not counted.</remarks>
public abstract class CellParameters
{
    private readonly string[] gates;

    private protected readonly Matrix<double>[] W;
    private protected readonly Matrix<double>[] U;
    private protected readonly Vector<double>[] b;
    private protected readonly Vector<double>[] bU;

    private protected CellParameters(string[] gates, int inputSize, int hiddenSize, BiasScheme bias)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hiddenSize);
        (this.gates, InputSize, HiddenSize, Bias) = (gates, inputSize, hiddenSize, bias);
        W = [.. gates.Select(_ => Matrix<double>.Build.Dense(hiddenSize, inputSize))];
        U = [.. gates.Select(_ => Matrix<double>.Build.Dense(hiddenSize, hiddenSize))];
        b = [.. gates.Select(_ => Vector<double>.Build.Dense(hiddenSize))];
        bU = [.. gates.Select(_ => Vector<double>.Build.Dense(hiddenSize))];
    }

    /// <summary>I, the numbers read at each step.</summary>
    public int InputSize { get; }

    /// <summary>H, the units.</summary>
    public int HiddenSize { get; }

    /// <summary>One bias for each gate, or two.</summary>
    public BiasScheme Bias { get; }

    /// <summary>The letters of the gates, in the order of a layer's rows.</summary>
    public IReadOnlyList<string> Gates => gates;

    /// <summary>Every array that training changes, all W first, then all U, all b and all bU, gate after gate.</summary>
    public IReadOnlyList<CellTensor> Tensors =>
    [
        .. gates.Select((gate, k) => new CellTensor("W" + gate, W[k])),
        .. gates.Select((gate, k) => new CellTensor("U" + gate, U[k])),
        .. gates.Select((gate, k) => new CellTensor("b" + gate, b[k])),
        .. Bias == BiasScheme.TwoPerGate ? gates.Select((gate, k) => new CellTensor("bU" + gate, bU[k])) : [],
    ];

    /// <summary>How many numbers training changes.</summary>
    public int Count => Tensors.Sum(tensor => tensor.Count);

    /// <summary>The array called <paramref name="name"/>: Wz, Uz, bz …</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public CellTensor this[string name]
    {
        get
        {
            foreach (var tensor in Tensors)
                if (tensor.Name == name) return tensor;
            throw new ArgumentException($"No array is called '{name}'; there are {string.Join(", ", Tensors.Select(tensor => tensor.Name))}.", nameof(name));
        }
    }

    /// <summary>Exchanges the arrays of two gates, by their numbers in <see cref="Gates"/>.</summary>
    internal void SwapGates(int one, int other)
    {
        (W[one], W[other]) = (W[other], W[one]);
        (U[one], U[other]) = (U[other], U[one]);
        (b[one], b[other]) = (b[other], b[one]);
        (bU[one], bU[other]) = (bU[other], bU[one]);
    }

    /// <summary>Adds the gradient that reaches the sum inside one gate to that gate's arrays.</summary>
    internal void AddToGate(int gate, Vector<double> da, CellCache cache)
    {
        W[gate] += da.OuterProduct(cache.x);
        U[gate] += da.OuterProduct(cache.hPrev);
        b[gate] += da;
        bU[gate] += da;
    }

    /// <summary>Uniform between −1/√H and 1/√H, the same numbers that a layer draws from the same seed.</summary>
    private protected void Randomise(ulong seed)
    {
        var random = new SeededRandom(seed);
        var bound = 1 / Math.Sqrt(HiddenSize);
        foreach (var tensor in Tensors)
            for (var row = 0; row < tensor.Rows; row++)
                for (var column = 0; column < tensor.Columns; column++)
                    tensor[row, column] = random.NextUniform(-bound, bound);
    }
}
