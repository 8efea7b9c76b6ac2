using GruNotebooks.Training;
using MathNet.Numerics.LinearRegression;

namespace GruNotebooks.Tasks;

/// <summary>What a forecast of a series must beat to be worth anything: one number for each of <see cref="SeriesForecast.Targets"/>.</summary>
public static class SeriesBaselines
{
    /// <summary>The number will be what it is now.</summary>
    public static double[] Persistence(SeriesForecast task, SplitName split = SplitName.Test) => Seasonal(task, 1, split);

    /// <summary>The number will be what it was at the same place of the last whole season that is known: yesterday at this hour.</summary>
    /// <param name="task">The series and the horizon.</param>
    /// <param name="period">Steps of a season; 1 is persistence.</param>
    /// <param name="split">Which part to foretell.</param>
    public static double[] Seasonal(SeriesForecast task, int period, SplitName split = SplitName.Test)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(period);
        int back = (task.Horizon + period - 1) / period * period;       // whole seasons, and at least the horizon
        int first = task.Targets(split).First();
        if (back > first) throw new ArgumentException($"A season of {period} steps is longer than what lies before the part that is foretold ({first} steps).", nameof(period));
        return [.. task.Targets(split).Select(t => task.Series[t - back])];
    }

    /// <summary>A constant plus a weighted sum of the latest numbers: least squares on the training part (Yule 1927).</summary>
    /// <param name="task">The series and the horizon.</param>
    /// <param name="order">How many past numbers; the one of 1 … 24 that does best on the validation part if null.</param>
    /// <param name="split">Which part to foretell, not the training part.</param>
    public static double[] Linear(SeriesForecast task, int? order = null, SplitName split = SplitName.Test)
    {
        int most = Math.Min(24, task.Targets(SplitName.Training).Count() / 4);
        int p = order ?? Enumerable.Range(1, most).MinBy(candidate => task.Error(Fitted(task, candidate, SplitName.Validation), SplitName.Validation));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(p, nameof(order));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(p, most, nameof(order));
        return Fitted(task, p, split);
    }

    private static double[] Fitted(SeriesForecast task, int order, SplitName split)
    {
        int[] known = [.. task.Targets(SplitName.Training).Where(t => t - task.Horizon - order + 1 >= 0)];
        double[] weights = MultipleRegression.QR([.. known.Select(t => Past(task, t, order))], [.. known.Select(t => task.Series[t])], intercept: true);
        return [.. task.Targets(split).Select(t => weights[0] + Past(task, t, order).Select((x, k) => weights[k + 1] * x).Sum())];
    }

    // The latest number that may be known, and those before it.
    private static double[] Past(SeriesForecast task, int t, int order) => [.. Enumerable.Range(0, order).Select(k => task.Series[t - task.Horizon - k])];
}
