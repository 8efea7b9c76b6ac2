namespace GruNotebooks.Inspection;

/// <summary>How long a state lasts under a constant update gate z: h' = z h, so h = zᵏ after k steps.</summary>
public static class MemoryRuler
{
    /// <summary>τ = −1 / ln z: the steps after which 1/e ≈ 37 % of the state is left. Infinite for z = 1, 0 for z = 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">z is not between 0 and 1.</exception>
    public static double TimeConstant(double z) => Checked(z) switch
    {
        0 => 0,
        1 => double.PositiveInfinity,
        _ => -1 / Math.Log(z),
    };

    /// <summary>ln ½ / ln z: the steps after which half of the state is left. Infinite for z = 1, 0 for z = 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">z is not between 0 and 1.</exception>
    public static double HalfLife(double z) => Math.Log(2) * TimeConstant(z);

    /// <summary>The z whose half-life is <paramref name="steps"/>: ½^(1/steps).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is not positive.</exception>
    public static double UpdateGateFor(double steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        return Math.Pow(0.5, 1 / steps);
    }

    /// <summary>The step at which a decaying curve first falls to <paramref name="share"/> of its first value.</summary>
    /// <remarks>Between two steps the curve is taken as exponential, so a half-life need not be a whole number.</remarks>
    /// <param name="curve">Values over time; element 0 is the start.</param>
    /// <param name="share">½ for a half-life, 1/e for a time constant.</param>
    /// <returns>Steps from the start; positive infinity if the curve never falls that far.</returns>
    public static double MeasuredFall(IReadOnlyList<double> curve, double share)
    {
        if (curve.Count == 0 || !(Math.Abs(curve[0]) > 0)) throw new ArgumentException("The curve must start at a value other than 0.", nameof(curve));
        for (var t = 1; t < curve.Count; t++)
        {
            var (before, now) = (Math.Abs(curve[t - 1] / curve[0]), Math.Abs(curve[t] / curve[0]));
            if (now > share) continue;
            return now == 0 ? t : t - 1 + (Math.Log(share / before) / Math.Log(now / before));
        }
        return double.PositiveInfinity;
    }

    private static double Checked(double z) => z is >= 0 and <= 1
        ? z
        : throw new ArgumentOutOfRangeException(nameof(z), z, "An update gate lies between 0 and 1.");
}
