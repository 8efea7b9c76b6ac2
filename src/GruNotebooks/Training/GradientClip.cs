using System.Numerics;
using GruNotebooks.Layers;

namespace GruNotebooks.Training;

/// <summary>The global norm of all gradients, and clipping by it against exploding gradients.</summary>
public static class GradientClip
{
    /// <summary>√Σ g² over every number of every parameter, summed in double in a fixed order.</summary>
    public static double GlobalNorm<T>(IReadOnlyList<Parameter<T>> parameters) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double total = 0;
        for (int i = 0; i < parameters.Count; i++) total += SumOfSquares<T>(parameters[i].Gradient);
        return Math.Sqrt(total);
    }

    /// <summary>Scales all gradients by one factor so that their norm is at most <paramref name="maxNorm"/> (Pascanu et al. 2013, algorithm 1).</summary>
    /// <returns>The norm before clipping. If it is not finite, nothing is scaled.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> is not positive.</exception>
    public static double ByGlobalNorm<T>(IReadOnlyList<Parameter<T>> parameters, double maxNorm) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxNorm);
        double norm = GlobalNorm(parameters);
        if (norm <= maxNorm || !double.IsFinite(norm)) return norm;
        var factor = T.CreateTruncating(maxNorm / norm);
        for (int i = 0; i < parameters.Count; i++)
            foreach (ref var g in parameters[i].Gradient.AsSpan()) g *= factor;
        return norm;
    }

    // Four partial sums keep the adder busy; which number goes to which sum never changes.
    private static double SumOfSquares<T>(ReadOnlySpan<T> g) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int k = 0;
        for (; k + 4 <= g.Length; k += 4)
        {
            s0 += Square(g[k]);
            s1 += Square(g[k + 1]);
            s2 += Square(g[k + 2]);
            s3 += Square(g[k + 3]);
        }
        for (; k < g.Length; k++) s0 += Square(g[k]);
        return s0 + s1 + (s2 + s3);
    }

    private static double Square<T>(T g) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        double.CreateTruncating(g) * double.CreateTruncating(g);
}
