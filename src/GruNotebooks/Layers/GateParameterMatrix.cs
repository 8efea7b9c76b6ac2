using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Layers;

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
