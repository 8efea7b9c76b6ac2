using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Gradients;

/// <summary>The two numbers that say how a square matrix stretches: once, and in the long run.</summary>
public static class Spectrum
{
    /// <summary>ρ, the largest |eigenvalue|: the rate at which ‖Wᵏ‖ grows or shrinks <i>in the long run</i>.</summary>
    /// <exception cref="ArgumentException">The matrix is not square.</exception>
    public static double Radius(Matrix<double> w)
    {
        if (w.RowCount != w.ColumnCount)
            throw new ArgumentException($"Only a square matrix has eigenvalues, got {w.RowCount} × {w.ColumnCount}.", nameof(w));
        return w.Evd().EigenValues.Max(value => value.Magnitude);
    }

    /// <summary>σmax, the most that one multiplication can stretch any vector. Never smaller than <see cref="Radius"/>.</summary>
    public static double LargestSingularValue(Matrix<double> w) => SingularValues(w)[0];

    /// <summary>All singular values, largest first.</summary>
    public static double[] SingularValues(Matrix<double> w) => w.Svd(computeVectors: false).S.ToArray();

    /// <summary>‖Wᵏ‖ (σmax of the power) for k = 1 … <paramref name="powers"/>; element k − 1 belongs to k.</summary>
    public static double[] PowerNorms(Matrix<double> w, int powers)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(powers);
        var norms = new double[powers];
        var power = w;
        for (var k = 0; k < powers; k++, power *= w) norms[k] = LargestSingularValue(power);
        return norms;
    }

    /// <summary>The matrix times the factor that gives it the spectral radius <paramref name="radius"/>.</summary>
    /// <exception cref="ArgumentException">The matrix is nilpotent: all its eigenvalues are zero, so no factor helps.</exception>
    public static Matrix<double> WithRadius(Matrix<double> w, double radius) => Radius(w) is > 0 and var present
        ? w * (radius / present)
        : throw new ArgumentException("A matrix without an eigenvalue other than 0 cannot be given a spectral radius.", nameof(w));

    /// <summary>The matrix times the factor that gives it the largest singular value <paramref name="sigma"/>.</summary>
    /// <exception cref="ArgumentException">The matrix is zero.</exception>
    public static Matrix<double> WithLargestSingularValue(Matrix<double> w, double sigma) => LargestSingularValue(w) is > 0 and var present
        ? w * (sigma / present)
        : throw new ArgumentException("The zero matrix cannot be given a largest singular value.", nameof(w));
}
