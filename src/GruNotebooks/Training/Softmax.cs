using System.Numerics;
using GruNotebooks.Numerics;

namespace GruNotebooks.Training;

/// <summary>Turns scores into probabilities: p_j = exp(y_j) / Σ exp(y_k).</summary>
public static class Softmax
{
    /// <summary>The probabilities of one answer.</summary>
    /// <param name="scores">The network's scores, [O].</param>
    /// <param name="temperature">Divides the scores: below 1 the distribution gets sharper, above 1 flatter.</param>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not positive.</exception>
    public static double[] Of<T>(ReadOnlySpan<T> scores, double temperature = 1) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        var p = new double[scores.Length];
        double max = Largest(scores), sum = 0;
        for (int j = 0; j < p.Length; j++) sum += p[j] = SameBits.Exp((double.CreateTruncating(scores[j]) - max) / temperature);
        for (int j = 0; j < p.Length; j++) p[j] /= sum;
        return p;
    }

    /// <summary>The class with the largest score; the first of several equal ones.</summary>
    public static int Choice<T>(ReadOnlySpan<T> scores) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int best = 0;
        for (int j = 1; j < scores.Length; j++)
            if (scores[j] > scores[best]) best = j;
        return best;
    }

    internal static double Largest<T>(ReadOnlySpan<T> scores) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        double.CreateTruncating(scores[Choice(scores)]);
}
