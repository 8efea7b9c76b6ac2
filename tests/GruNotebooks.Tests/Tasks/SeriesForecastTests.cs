using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using GruNotebooks.Tasks;
using GruNotebooks.Training;

namespace GruNotebooks.Tests.Tasks;

public class SeriesForecastTests
{
    private static double[] Wave(int count, double turn = double.PositiveInfinity) =>
        [.. Enumerable.Range(0, count).Select(t => (t < turn ? 1 : -1) * SameBits.Sin(0.5 * t) + (t % 3))];

    [Theory, InlineData(1), InlineData(7)]
    public void No_forecast_sees_its_number_or_a_later_one(int horizon)
    {
        var (task, other) = (new SeriesForecast(Wave(200), horizon), new SeriesForecast(Wave(200, turn: 180), horizon));
        var network = new Network<double>(CellKind.Gru, 1, 4, 1, Readout.EveryStep, 1);
        int[] targets = [.. task.Targets(SplitName.Test)];
        foreach (var forecast in new Func<SeriesForecast, double[]>[] { t => t.Forecast(network), t => SeriesBaselines.Linear(t, 9), t => SeriesBaselines.Persistence(t) })
        {
            var (one, two) = (forecast(task), forecast(other));
            Assert.Equal(180 + horizon, targets[Enumerable.Range(0, one.Length).First(k => one[k] != two[k])]);
        }
    }

    [Fact]
    public void Every_number_is_foretold_in_one_part_only()
    {
        var task = new SeriesForecast(Wave(200), horizon: 3);
        Assert.Equal(Enumerable.Range(3, 197), Enum.GetValues<SplitName>().SelectMany(task.Targets));
        Assert.Equal([137, 30, 30], new[] { task.Training<double>(1, 1).Next(), task.Validation<double>()[0], task.Test<double>()[0] }.Select(batch => batch.CountAnswers()));
    }

    [Fact]
    public void Baselines_are_what_they_say()
    {
        var task = new SeriesForecast([.. Enumerable.Range(0, 100).Select(t => (double)(t % 10))], horizon: 2);
        Assert.Equal(0, task.Error(SeriesBaselines.Seasonal(task, 10)));
        Assert.Equal(task.Targets(SplitName.Test).Select(t => task.Series[t - 2]), SeriesBaselines.Persistence(task));
        var line = new SeriesForecast([.. Enumerable.Range(0, 100).Select(t => 3.0 * t)]);
        Assert.Equal(0, line.Error(SeriesBaselines.Linear(line, 2)), 1e-9);
        Assert.Equal(3, line.Error(SeriesBaselines.Persistence(line)), 1e-9);
    }

    [Fact]
    public void Bad_series_are_refused_before_anything_is_trained()
    {
        Refused("Number 5 of the series is NaN", [.. Wave(100)[..4], double.NaN, .. Wave(95)]);
        Refused("The series has 10 numbers; forecasts 1 ahead need at least 61", Wave(10));
        Refused("The first 70 numbers are all 4", [.. Enumerable.Repeat(4.0, 80), .. Wave(20)]);
        Assert.Throws<ArgumentException>(() => new SeriesForecast(Wave(100), training: 0.9, validation: 0.1));
        Assert.Throws<ArgumentException>(() => new SeriesForecast(Wave(100)).Error([1, 2]));

        static void Refused(string begin, double[] series) => Assert.StartsWith(begin, Assert.Throws<ArgumentException>(() => new SeriesForecast(series)).Message, StringComparison.Ordinal);
    }
}
