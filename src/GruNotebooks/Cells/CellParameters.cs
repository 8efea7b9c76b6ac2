using GruNotebooks.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Cells;

/// <summary>The arrays of a cell, one set for each gate: W (H × I), U (H × H), b (H) and bU (H). The gradients have the same form.</summary>
/// <remarks>With <see cref="BiasScheme.OnePerGate"/> bU stays zero, is not trained and is not counted. A cell whose gates do not see the state has neither U nor bU.</remarks>
public abstract class CellParameters
{
    private readonly string[] gates;

    private protected readonly Matrix<double>[] W;
    private protected readonly Matrix<double>[] U;
    private protected readonly Vector<double>[] b;
    private protected readonly Vector<double>[] bU;

    private protected CellParameters(string[] gates, int inputSize, int hiddenSize, BiasScheme bias, bool recurrent = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hiddenSize);
        NumberArray.Check<double>("W", gates.Length, hiddenSize, inputSize);
        if (recurrent) NumberArray.Check<double>("U", gates.Length, hiddenSize, hiddenSize);
        (this.gates, InputSize, HiddenSize, Bias) = (gates, inputSize, hiddenSize, bias);
        W = [.. gates.Select(_ => Matrix<double>.Build.Dense(hiddenSize, inputSize))];
        var recurrentGates = recurrent ? gates : [];
        U = [.. recurrentGates.Select(_ => Matrix<double>.Build.Dense(hiddenSize, hiddenSize))];
        b = [.. gates.Select(_ => Vector<double>.Build.Dense(hiddenSize))];
        bU = [.. recurrentGates.Select(_ => Vector<double>.Build.Dense(hiddenSize))];
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
        .. U.Select((u, k) => new CellTensor("U" + gates[k], u)),
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

/// <summary>One named array of a cell, matrix or vector, seen through one pair of indices. A view: writing changes the cell.</summary>
public readonly struct CellTensor
{
    private readonly Matrix<double>? matrix;
    private readonly Vector<double>? vector;

    internal CellTensor(string name, Matrix<double> matrix) => (Name, this.matrix, vector) = (name, matrix, null);

    internal CellTensor(string name, Vector<double> vector) => (Name, matrix, this.vector) = (name, null, vector);

    /// <summary>As in the equations: Wz, Uz, bz …</summary>
    public string Name { get; }

    /// <summary>Rows of a matrix, or the length of a vector.</summary>
    public int Rows => matrix?.RowCount ?? vector!.Count;

    /// <summary>Columns of a matrix; 1 for a vector.</summary>
    public int Columns => matrix?.ColumnCount ?? 1;

    /// <summary>Whether it is a vector, which has one column.</summary>
    public bool IsVector => matrix is null;

    /// <summary>How many numbers it holds.</summary>
    public int Count => Rows * Columns;

    /// <summary>Element in row <paramref name="row"/> and column <paramref name="column"/>.</summary>
    public double this[int row, int column]
    {
        get => matrix is null ? vector![row] : matrix[row, column];
        set
        {
            if (matrix is null) vector![row] = value;
            else matrix[row, column] = value;
        }
    }

    /// <summary>Name and shape.</summary>
    public override string ToString() => matrix is null ? $"{Name} [{Rows}]" : $"{Name} [{Rows} × {Columns}]";
}
