using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Gradients;

/// <summary>Matrices whose powers grow first and vanish later, although no eigenvalue reaches 1.</summary>
/// <remarks>A normal matrix (W Wᵀ = Wᵀ W, a symmetric or an orthogonal one for example) cannot: its σmax <i>is</i> its spectral radius.</remarks>
public static class NonNormal
{
    /// <summary>A chain: every unit keeps <paramref name="keep"/> of itself and hands on <paramref name="handOn"/> of itself to the next.</summary>
    /// <remarks>All eigenvalues are <paramref name="keep"/>, so the powers vanish if it is below 1. On the way down the chain a signal
    /// is multiplied by <paramref name="handOn"/> at every step, so with a value above 1 the powers grow before.</remarks>
    /// <returns>[units, units], lower bidiagonal.</returns>
    public static Matrix<double> Chain(int units, double keep, double handOn)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        return Matrix<double>.Build.Dense(units, units, (i, j) => i == j ? keep : i == j + 1 ? handOn : 0);
    }

    /// <summary>‖W Wᵀ − Wᵀ W‖ / ‖W‖² (Frobenius): 0 for a normal matrix, at most √2.</summary>
    /// <exception cref="ArgumentException">The matrix is not square, or zero.</exception>
    public static double DepartureFromNormality(Matrix<double> w)
    {
        if (w.RowCount != w.ColumnCount) throw new ArgumentException($"Only a square matrix can be normal, got {w.RowCount} × {w.ColumnCount}.", nameof(w));
        var size = w.FrobeniusNorm();
        if (size == 0) throw new ArgumentException("The zero matrix has no direction to depart in.", nameof(w));
        var (left, right) = (w.TransposeAndMultiply(w), w.TransposeThisAndMultiply(w));
        return (left - right).FrobeniusNorm() / (size * size);
    }
}
