using GruNotebooks.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Gradients;

/// <summary>∂s_T/∂s_{T−k} = J_T J_{T−1} … J_{T−k+1}: how a change grows or shrinks over k steps forward, and a gradient over k steps back.</summary>
public static class JacobianProduct
{
    /// <summary>The product of the last k Jacobians.</summary>
    /// <param name="jacobians">One for each step, in the order of time.</param>
    /// <param name="k">How many, from 1 to all.</param>
    public static Matrix<double> OfLast(IReadOnlyList<Matrix<double>> jacobians, int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(k);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, jacobians.Count);
        var product = jacobians[^1];
        for (var back = 2; back <= k; back++) product *= jacobians[^back];
        return product;
    }

    /// <summary>Singular values of the products of the last k Jacobians, for k = 1, 1 + <paramref name="every"/>, …</summary>
    /// <remarks>Values below 10⁻¹⁶ of the largest of their product are rounding noise.</remarks>
    /// <param name="jacobians">One for each step, in the order of time.</param>
    /// <param name="every">Which k to look at; a decomposition costs far more than a product.</param>
    public static IReadOnlyList<ProductSpectrum> SingularValues(IReadOnlyList<Matrix<double>> jacobians, int every = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(every);
        var spectra = new List<ProductSpectrum>();
        var (product, scale) = (jacobians[^1], 1.0);   // the product is scale · product, so that the decomposition works on numbers near 1
        for (var k = 1; k <= jacobians.Count; k++)
        {
            if (k > 1) product *= jacobians[^k];
            if (product.FrobeniusNorm() is > 0 and var size) (product, scale) = (product / size, scale * size);
            if ((k - 1) % every == 0) spectra.Add(new(k, [.. Spectrum.SingularValues(product).Select(value => value * scale)]));
        }
        return spectra;
    }
}

/// <summary>How a product of Jacobians stretches.</summary>
/// <param name="Steps">k, how many Jacobians were multiplied.</param>
/// <param name="Values">Singular values, largest first.</param>
public sealed record ProductSpectrum(int Steps, double[] Values)
{
    /// <summary>The most that a change can be stretched.</summary>
    public double Largest => Values[0];

    /// <summary>The typical stretch: half of the directions shrink more.</summary>
    public double Median => Spread.Of(Values).Median;
}
