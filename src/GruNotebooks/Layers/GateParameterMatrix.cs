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
}
