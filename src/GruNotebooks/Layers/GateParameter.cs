using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Layers;

/// <summary>The part of a parameter that belongs to one gate, such as Uz: a view of some rows, so writing changes the layer.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class GateParameter<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Parameter<T> whole;
    private readonly int offset;

    internal GateParameter(string name, Parameter<T> whole, int gate, int hiddenSize)
    {
        (Name, this.whole) = (name, whole);
        (Rows, Columns) = (hiddenSize, whole.Shape.Length == 1 ? 1 : whole.Shape[1]);
        offset = gate * Rows * Columns;
    }

    /// <summary>W, U, b or bU, and the gate's letter: Wz, Uf, bo …</summary>
    public string Name { get; }

    /// <summary>H, the units of the gate.</summary>
    public int Rows { get; }

    /// <summary>I for W, H for U, 1 for a bias.</summary>
    public int Columns { get; }

    /// <summary>The number from column <paramref name="j"/> to unit <paramref name="i"/>.</summary>
    public T this[int i, int j = 0]
    {
        get => whole.Value[Index(i, j)];
        set => whole.Value[Index(i, j)] = value;
    }

    /// <summary>The numbers of all rows, [rows, columns].</summary>
    public Span<T> Values => whole.Value.AsSpan(offset, Rows * Columns);

    /// <summary>∂loss/∂ of the same rows, [rows, columns].</summary>
    public Span<T> Gradients => whole.Gradient.AsSpan(offset, Rows * Columns);

    /// <summary>∂loss/∂ the number at (<paramref name="i"/>, <paramref name="j"/>).</summary>
    public T Gradient(int i, int j = 0) => whole.Gradient[Index(i, j)];

    /// <summary>Sets every number of the gate.</summary>
    public void Fill(T value) => Values.Fill(value);

    /// <summary>Name and shape.</summary>
    public override string ToString() => $"{Name} [{Rows} × {Columns}]";

    private int Index(int i, int j)
    {
        if ((uint)i >= (uint)Rows || (uint)j >= (uint)Columns)
            throw new ArgumentOutOfRangeException(nameof(i), $"[{i}, {j}] is outside {this}.");
        return offset + (i * Columns) + j;
    }
}

/// <summary>Gate weights as MathNet matrices, for singular values, norms and the readable cells.</summary>
public static class GateParameterMatrix
{
    /// <summary>A copy of the gate's rows.</summary>
    public static Matrix<double> ToMatrix(this GateParameter<double> parameter) =>
        Matrix<double>.Build.Dense(parameter.Rows, parameter.Columns, (i, j) => parameter[i, j]);

    /// <summary>A copy of the gate's rows.</summary>
    public static Matrix<float> ToMatrix(this GateParameter<float> parameter) =>
        Matrix<float>.Build.Dense(parameter.Rows, parameter.Columns, (i, j) => parameter[i, j]);

    /// <summary>Copies a matrix into the gate's rows.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static void Set(this GateParameter<double> parameter, Matrix<double> values)
    {
        if (values.RowCount != parameter.Rows || values.ColumnCount != parameter.Columns)
            throw new ArgumentException($"{parameter} cannot hold a matrix of {values.RowCount} × {values.ColumnCount}.", nameof(values));
        values.ToRowMajorArray().CopyTo(parameter.Values);
    }
}
