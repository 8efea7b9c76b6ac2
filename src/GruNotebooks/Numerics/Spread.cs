using GruNotebooks.Display;

namespace GruNotebooks.Numerics;

/// <summary>One quantity measured several times: its middle and how far it strays.</summary>
/// <param name="Median">Half of the measurements lie on each side.</param>
/// <param name="LowerQuartile">A quarter of the measurements lie below.</param>
/// <param name="UpperQuartile">A quarter of the measurements lie above.</param>
/// <param name="Minimum">The smallest measurement.</param>
/// <param name="Maximum">The largest measurement.</param>
/// <param name="Count">How many measurements there are: seeds, repeats, examples.</param>
public readonly record struct Spread(double Median, double LowerQuartile, double UpperQuartile, double Minimum, double Maximum, int Count)
{
    /// <summary>The spread of some measurements.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0) throw new ArgumentException("A spread needs at least one value, got none.", nameof(values));
        return new(Quantile(sorted, 0.5), Quantile(sorted, 0.25), Quantile(sorted, 0.75), sorted[0], sorted[^1], sorted.Length);
    }

    /// <summary>The spread of some measurements.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Spread Of(params double[] values) => Of((IEnumerable<double>)values);

    /// <summary>The spread over several runs at each point of a curve: <c>Along(curves)[t]</c> is over all <c>curves[run][t]</c>.</summary>
    /// <exception cref="ArgumentException">There are no curves, or they are not of one length.</exception>
    public static Spread[] Along(IReadOnlyList<double[]> curves)
    {
        if (curves.Count == 0) throw new ArgumentException("A spread along curves needs at least one curve, got none.", nameof(curves));
        var length = curves[0].Length;
        if (curves.Any(curve => curve.Length != length))
            throw new ArgumentException($"Curves must be of one length; the first has {length} points, another has not.", nameof(curves));
        return [.. Enumerable.Range(0, length).Select(t => Of(curves.Select(curve => curve[t])))];
    }

    /// <summary>The value below which a share <paramref name="q"/> of the sorted values lies, by linear interpolation between neighbours.</summary>
    internal static double Quantile(double[] sorted, double q)
    {
        var position = q * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        // A place on a value, or between equal ones, gives it exactly, infinities included.
        return position == below || sorted[below] == sorted[above] ? sorted[below] : sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>Median, smallest and largest with three digits, and the count: <c>0.620 (0.580 to 0.660, n = 5)</c>.</summary>
    public override string ToString() => Count == 1 ? Text(Median) : $"{Text(Median)} ({Text(Minimum)} to {Text(Maximum)}, n = {NumberText.Of(Count)})";

    private static string Text(double value) => NumberText.Of(value, digits: 3);
}
