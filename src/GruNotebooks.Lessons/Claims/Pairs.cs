namespace GruNotebooks.Lessons.Claims;

/// <summary>The one rule by which verdicts of this series call two groups of runs different: compare every run of the one with every run of the other.</summary>
/// <remarks>A. Vargha and H. D. Delaney 2000, <i>A critique and improvement of the CL common language effect size statistics</i>, measure A.
/// One half is no difference at all. It knows no unit and no tolerance, so no verdict can be laxer than another.</remarks>
public static class Pairs
{
    /// <summary>From this share of pairs on a difference is called one; below it, the two are level.</summary>
    public const double Clear = 0.8;

    /// <summary>The share of pairs in which the run of <paramref name="one"/> is the smaller: less error, fewer steps. A tie counts one half.</summary>
    /// <param name="one">A number for each run; infinity for one that never came there.</param>
    /// <param name="other">The same of the other group.</param>
    /// <exception cref="ArgumentException">A group is empty, or a number is NaN.</exception>
    public static double Smaller(IEnumerable<double> one, IEnumerable<double> other)
    {
        var (a, b) = (Checked(one, nameof(one)), Checked(other, nameof(other)));
        return a.Sum(x => b.Sum(y => x < y ? 1 : x == y ? 0.5 : 0)) / (a.Length * (double)b.Length);
    }

    /// <summary>What a claim that <paramref name="one"/> is the smaller comes to: it holds where that is clear, does not where the contrary is, and in between nobody can tell.</summary>
    /// <inheritdoc cref="Smaller"/>
    public static Verdict Verdict(IEnumerable<double> one, IEnumerable<double> other) => Smaller(one, other) switch
    {
        >= Clear => Claims.Verdict.Holds,
        <= 1 - Clear => Claims.Verdict.DoesNotHold,
        _ => Claims.Verdict.Undecided,
    };

    /// <summary>Whether neither group is clearly ahead of the other.</summary>
    /// <inheritdoc cref="Smaller"/>
    public static bool Level(IEnumerable<double> one, IEnumerable<double> other) => Verdict(one, other) == Claims.Verdict.Undecided;

    /// <summary>Steps to solve as numbers that can be compared: a run that never solved it counts as taking for ever.</summary>
    public static double[] Steps(IEnumerable<int?> solvedAt) => [.. solvedAt.Select(steps => steps ?? double.PositiveInfinity)];

    private static double[] Checked(IEnumerable<double> runs, string name)
    {
        double[] all = [.. runs];
        return all.Length > 0 && !all.Any(double.IsNaN) ? all : throw new ArgumentException("A comparison needs one number for each run, and at least one run.", name);
    }
}
