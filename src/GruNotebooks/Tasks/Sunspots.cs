using GruNotebooks.Layers;
using GruNotebooks.Training;

namespace GruNotebooks.Tasks;

/// <summary>Sunspots of the coming years from those of all years before.</summary>
/// <remarks>
/// The yearly sunspot number, 1700 to 2008 (see data/README.md). The series is read once, year by year, as one long sequence; after each year the network
/// says the number <see cref="Horizon"/> years ahead. Split by the predicted year: up to 1920 for training, 1921 to 1955 for validation, from 1956
/// to judge, the split of Weigend, Huberman and Rumelhart 1990 carried on to 2008. A forecast never sees a later year. Numbers are scaled to mean 0
/// and variance 1 of the training years; the baseline always predicts the training mean.
/// </remarks>
public sealed class Sunspots : DatasetTask
{
    /// <summary>First year of the series.</summary>
    public const int FirstYear = 1700;

    private const int Years = 309, LastTraining = 1920, LastValidation = 1955, Largest = 1_000_000;
    private readonly SequenceExample[] bySplit;
    private readonly double mean, deviation;

    /// <summary>Forecasts <paramref name="horizon"/> years ahead.</summary>
    /// <param name="horizon">1 for next year, 11 for a whole cycle.</param>
    /// <param name="file">Another file of the same form; data/sunspots.csv if null.</param>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">A line of the file is not the next year and its number.</exception>
    public Sunspots(int horizon = 1, string? file = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(horizon);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(horizon, 50);
        Horizon = horizon;
        Series = Read(file ?? DataFolder.Find("sunspots.csv"));
        double[] known = Series[..(LastTraining - FirstYear + 1)];
        mean = known.Average();
        deviation = Math.Sqrt(known.Average(x => (x - mean) * (x - mean)));
        bySplit = [.. Enum.GetValues<SplitName>().Select(Example)];
        double[] held = [.. TargetYears(SplitName.Validation).Select(year => Scaled(Of(year)))];
        Baseline = held.Average(x => x * x);
    }

    /// <summary>Years ahead.</summary>
    public int Horizon { get; }

    /// <summary>The sunspot number of each year from <see cref="FirstYear"/> on.</summary>
    public double[] Series { get; }

    /// <inheritdoc/>
    public override string Name => Horizon == 1 ? "sunspots, next year" : $"sunspots, {Horizon} years ahead";

    /// <inheritdoc/>
    public override string Source => "yearly sunspot number; split of Weigend, Huberman and Rumelhart 1990, extended to 2008";

    /// <inheritdoc/>
    public override int InputSize => 1;

    /// <inheritdoc/>
    public override int OutputSize => 1;

    /// <inheritdoc/>
    public override Readout Readout => Readout.EveryStep;

    /// <inheritdoc/>
    public override Loss Loss => Loss.MeanSquaredError;

    /// <inheritdoc/>
    public override double Baseline { get; }

    /// <inheritdoc/>
    public override string BaselineNote => "always the mean of the training years";

    /// <inheritdoc/>
    public override string ScoreName => "mean squared error over the variance of the training years";

    /// <summary>No score ends it: forecasts are compared with the baselines instead.</summary>
    public override double SolvedScore => 0;

    /// <inheritdoc/>
    public override bool SmallerIsBetter => true;

    /// <inheritdoc/>
    public override TrainingSettings Settings => new() { Steps = 3000, BatchSize = 1, LearningRate = 0.003, WeightNoise = 0.1, EvaluateEvery = 10, Patience = 40, StopWhenSolved = false };

    /// <inheritdoc/>
    public override IReadOnlyList<SequenceExample> TrainingSet => [bySplit[(int)SplitName.Training]];

    /// <inheritdoc/>
    public override IReadOnlyList<SequenceExample> ValidationSet => [bySplit[(int)SplitName.Validation]];

    /// <inheritdoc/>
    public override IReadOnlyList<SequenceExample> TestSet => [bySplit[(int)SplitName.Test]];

    /// <summary>The sunspot number of a year.</summary>
    public double Of(int year) => Series[year - FirstYear];

    /// <summary>The predicted years of a part of the data.</summary>
    public IEnumerable<int> TargetYears(SplitName split)
    {
        var (first, last) = split switch
        {
            SplitName.Training => (FirstYear + Horizon, LastTraining),
            SplitName.Validation => (LastTraining + 1, LastValidation),
            _ => (LastValidation + 1, FirstYear + Years - 1),
        };
        return Enumerable.Range(first, last - first + 1);
    }

    /// <summary>The forecasts of a trained network for the years of a part of the data.</summary>
    public SunspotForecast Forecast<T>(Network<T> network, string name, SplitName split = SplitName.Test)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var output = network.Forward(InOrder<T>([bySplit[(int)split]])[0].Input);
        int[] years = [.. TargetYears(split)];
        return new(name, years, [.. years.Select(year => mean + (deviation * double.CreateTruncating(output[year - Horizon - FirstYear, 0, 0])))], [.. years.Select(Of)]);
    }

    /// <inheritdoc/>
    public override Tally Score<T>(Sequence<T> output, Batch<T> batch)
    {
        int answers = batch.CountAnswers();
        return new(Loss.Measure(output, batch) * answers, answers);
    }

    private double Scaled(double number) => (number - mean) / deviation;

    private SequenceExample Example(SplitName split)
    {
        var targets = TargetYears(split).ToHashSet();
        int[] read = [.. Enumerable.Range(FirstYear, Years - Horizon)];
        return new(
            [.. read.Select(year => (float)Scaled(Of(year)))],
            Values: [.. read.Select(year => (float)Scaled(Of(year + Horizon)))],
            Counted: [.. read.Select(year => targets.Contains(year + Horizon))]);
    }

    private static double[] Read(string file)
    {
        var rows = NumberTable.Read(file, columns: 2, Years, header: true);
        for (int k = 0; k < rows.Length; k++)
        {
            if (rows[k][0] != FirstYear + k) throw new InvalidDataException($"{file}, line {k + 2}: the year should be {FirstYear + k}.");
            if (rows[k][1] is < -Largest or > Largest) throw new InvalidDataException($"{file}, line {k + 2}: {rows[k][1]} is not a sunspot number.");
        }
        return [.. rows.Select(row => row[1])];
    }
}
