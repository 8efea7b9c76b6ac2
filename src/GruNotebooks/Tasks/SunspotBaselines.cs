using GruNotebooks.Training;
using MathNet.Numerics.LinearRegression;

namespace GruNotebooks.Tasks;

/// <summary>The forecasts that a network must beat.</summary>
public static class SunspotBaselines
{
    /// <summary>The most past years that a linear forecast may use.</summary>
    public const int MostYears = 24;

    /// <summary>Predicts that the number will be what it is now.</summary>
    public static SunspotForecast Persistence(Sunspots task, SplitName split = SplitName.Test)
    {
        int[] years = [.. task.TargetYears(split)];
        return new("persistence", years, [.. years.Select(year => task.Of(year - task.Horizon))], [.. years.Select(task.Of)]);
    }

    /// <summary>A constant plus a weighted sum of the latest years: least squares on the training years (Yule 1927).</summary>
    /// <param name="task">The series and the horizon.</param>
    /// <param name="order">How many past years; the number that does best on the validation years if null.</param>
    /// <param name="split">Which years to predict.</param>
    public static SunspotForecast Autoregression(Sunspots task, int? order = null, SplitName split = SplitName.Test)
    {
        int p = order ?? Enumerable.Range(1, MostYears).MinBy(candidate => Fitted(task, candidate, SplitName.Validation).Error);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(p, nameof(order));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(p, MostYears, nameof(order));
        return Fitted(task, p, split);
    }

    private static SunspotForecast Fitted(Sunspots task, int order, SplitName split)
    {
        int[] known = [.. task.TargetYears(SplitName.Training).Where(year => year - task.Horizon - MostYears >= Sunspots.FirstYear)];
        double[] weights = MultipleRegression.QR([.. known.Select(year => Past(task, year, order))], [.. known.Select(task.Of)], intercept: true);
        int[] years = [.. task.TargetYears(split).Where(year => year - task.Horizon - MostYears >= Sunspots.FirstYear)];
        return new($"linear autoregression of {order} years", years, [.. years.Select(year => Predict(weights, Past(task, year, order)))], [.. years.Select(task.Of)]);
    }

    private static double Predict(double[] weights, double[] past) => weights[0] + past.Select((x, k) => weights[k + 1] * x).Sum();

    // The latest year that is known, and the years before it.
    private static double[] Past(Sunspots task, int year, int order) => [.. Enumerable.Range(0, order).Select(k => task.Of(year - task.Horizon - k))];
}

/// <summary>A forecast and what was observed.</summary>
/// <param name="Name">The name of the forecaster.</param>
/// <param name="Years">The predicted years.</param>
/// <param name="Foretold">Predicted sunspot numbers, one per year.</param>
/// <param name="Came">Observed sunspot numbers.</param>
public sealed record SunspotForecast(string Name, int[] Years, double[] Foretold, double[] Came)
{
    /// <summary>Root of the mean squared error, in sunspot numbers.</summary>
    public double Error => Math.Sqrt(Foretold.Zip(Came, (f, c) => (f - c) * (f - c)).Average());
}
