using GruNotebooks.Layers;
using GruNotebooks.Tasks;
using GruNotebooks.Training;

namespace GruNotebooks.Tests.Tasks;

public class SunspotsTests
{
    [Theory, InlineData(1), InlineData(11)]
    public void No_forecast_sees_its_year_or_a_later_one(int horizon)
    {
        using var folder = new TemporaryFolder();
        var task = new Sunspots(horizon);
        string otherPast1990 = "YEAR,N\n" + string.Concat(task.Series.Select((number, k) => FormattableString.Invariant($"{1700 + k},{(1700 + k < 1990 ? number : 100 - number)}\n")));
        var other = new Sunspots(horizon, folder.Write("sunspots.csv", otherPast1990));
        var network = new Network<double>(CellKind.Gru, 1, 4, 1, Readout.EveryStep, 1);
        foreach (var forecast in new Func<Sunspots, SunspotForecast>[] { t => t.Forecast(network, "GRU"), t => SunspotBaselines.Autoregression(t, 9), t => SunspotBaselines.Persistence(t) })
        {
            var (one, two) = (forecast(task), forecast(other));
            int firstChange = Enumerable.Range(0, one.Years.Length).First(k => one.Foretold[k] != two.Foretold[k]);
            Assert.Equal(1990 + horizon, one.Years[firstChange]);
        }
    }

    [Fact]
    public void Every_year_is_predicted_in_one_part_only()
    {
        var task = new Sunspots(horizon: 3);
        int[] years = [.. Enum.GetValues<SplitName>().SelectMany(task.TargetYears)];
        Assert.Equal(Enumerable.Range(1703, 306), years);
        Batch<double>[] parts = [task.TrainingSet.Select(_ => task.Training<double>(1, 1).Next()).Single(), task.Validation<double>()[0], task.Test<double>()[0]];
        for (int t = 0; t < 306; t++) Assert.Equal(1, parts.Count(part => part.Counts(t, 0)));
        Assert.Equal([218, 35, 53], parts.Select(part => part.CountAnswers()));
    }

    [Fact]
    public void Targets_are_the_series_ahead_of_the_inputs()
    {
        var task = new Sunspots(horizon: 11);
        var batch = task.Test<double>()[0];
        for (int t = 0; t + 11 < batch.Input.Steps; t++) Assert.Equal(batch.Input[t + 11, 0, 0], batch.Values![t, 0, 0]);
        Assert.Equal(2.9, task.Of(2008));
        Assert.Equal(5, task.Of(1700));
    }

    [Fact]
    public void Forecasts_are_in_sunspot_numbers()
    {
        var task = new Sunspots();
        var network = new Network<double>(CellKind.Gru, 1, 4, 1, Readout.EveryStep, 1);
        var forecast = task.Forecast(network, "GRU");
        double score = Evaluation.Of(network, task, task.Test<double>()).Score;
        double deviation = Deviation(task);
        Assert.Equal(score, forecast.Error * forecast.Error / (deviation * deviation), 1e-5);
        Assert.Equal(task.Of(1956), forecast.Came[0]);
    }

    [Fact]
    public void Persistence_says_what_was()
    {
        var task = new Sunspots(horizon: 11);
        var forecast = SunspotBaselines.Persistence(task);
        Assert.Equal(task.Of(1945), forecast.Foretold[0]);
        Assert.Equal(task.Of(1997), forecast.Foretold[^1]);
    }

    [Fact]
    public void The_autoregression_is_the_least_squares_fit_and_beats_persistence()
    {
        var task = new Sunspots();
        double best = SunspotBaselines.Autoregression(task, 2, SplitName.Training).Error;
        // Yule's second-order model explains most of the series; any fit is at least as good on its own years as "the mean of two years".
        Assert.InRange(best, 10, 17);
        Assert.True(SunspotBaselines.Autoregression(task, 9, SplitName.Training).Error < best);
        Assert.True(SunspotBaselines.Autoregression(task).Error < SunspotBaselines.Persistence(task).Error);
        Assert.Equal(53, SunspotBaselines.Autoregression(task).Years.Length);
    }

    [Fact]
    public void Broken_files_and_horizons_are_refused()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("sunspots.csv", "YEAR,N\n1700,5\n1702,11\n");
        Assert.Contains("2 rows", Assert.Throws<InvalidDataException>(() => new Sunspots(1, file)).Message);
        string jump = folder.Write("jump.csv", "YEAR,N\n" + string.Concat(Enumerable.Range(1700, 309).Select(year => $"{(year == 1750 ? 1751 : year)},5\n")));
        Assert.Contains("line 52: the year should be 1750", Assert.Throws<InvalidDataException>(() => new Sunspots(1, jump)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sunspots(0));
    }

    private static double Deviation(Sunspots task)
    {
        double[] known = task.Series[..221];
        return Math.Sqrt(known.Average(x => Math.Pow(x - known.Average(), 2)));
    }
}
