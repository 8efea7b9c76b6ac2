using GruNotebooks.Layers;
using GruNotebooks.Training;

namespace GruNotebooks.Tasks;

/// <summary>Forecast a series of your own from its past: any numbers at equal steps of time.</summary>
/// <remarks>
/// The series is read once, step by step, as one long sequence; after each step the network says the number <see cref="Horizon"/> steps ahead.
/// Split by the time that is foretold: the first part to train, the next to watch, the last to judge, so that no forecast sees a later number.
/// Numbers are scaled to mean 0 and variance 1 of the training part; the baseline always foretells the training mean.
/// </remarks>
public sealed class SeriesForecast : DatasetTask
{
    /// <summary>A series with fewer numbers is refused: too few to train on, to choose by and to judge with.</summary>
    public const int Fewest = 60;

    private readonly SequenceExample[] bySplit;
    private readonly int[] ends;        // exclusive, by split

    /// <summary>Makes a task of a series.</summary>
    /// <param name="series">The numbers, earliest first.</param>
    /// <param name="horizon">Steps ahead.</param>
    /// <param name="training">Share of the series to train on.</param>
    /// <param name="validation">Share to watch training with and to choose by; the rest is to judge.</param>
    /// <param name="name">What charts call it.</param>
    /// <exception cref="ArgumentException">The series is too short, has a value that is not a number, or never changes while it is trained on; a share does not fit.</exception>
    public SeriesForecast(double[] series, int horizon = 1, double training = 0.7, double validation = 0.15, string name = "series")
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(horizon);
        if (training is not > 0 || validation is not > 0 || training + validation >= 1)
            throw new ArgumentException($"The parts to train on and to watch must be shares that leave something to judge by, got {training} and {validation}.", nameof(training));
        int bad = Array.FindIndex(series, number => !double.IsFinite(number));
        if (bad >= 0) throw new ArgumentException($"Number {bad + 1} of the series is {series[bad]}: a network cannot learn from it. Read the file with CsvTable.", nameof(series));
        if (series.Length < Fewest + horizon)
            throw new ArgumentException($"The series has {series.Length} numbers; forecasts {horizon} ahead need at least {Fewest + horizon}. With so few, draw a straight line.", nameof(series));
        (Series, Horizon, Name) = ([.. series], horizon, horizon == 1 ? $"{name}, next step" : $"{name}, {horizon} steps ahead");
        ends = [(int)(training * series.Length), (int)((training + validation) * series.Length), series.Length];
        if (ends[0] <= horizon || ends[1] == ends[0] || ends[2] == ends[1]) throw new ArgumentException($"{series.Length} numbers leave a part of the split empty at {horizon} steps ahead.", nameof(series));
        double[] known = Series[..ends[0]];
        Mean = known.Average();
        Deviation = Math.Sqrt(known.Average(x => (x - Mean) * (x - Mean)));
        if (!double.IsFinite(Deviation))
            throw new ArgumentException("The numbers of the series are too large to be squared: divide all of them by a large one.", nameof(series));
        if (!(Deviation > 1e-12 * Math.Max(1, Math.Abs(Mean))))
            throw new ArgumentException($"The first {known.Length} numbers are all {series[0]}: there is nothing to learn before the series moves. Take another column, or a later part.", nameof(series));
        bySplit = [.. Enum.GetValues<SplitName>().Select(Example)];
        Baseline = Targets(SplitName.Validation).Average(t => Scaled(Series[t]) * Scaled(Series[t]));
    }

    /// <summary>The numbers, earliest first.</summary>
    public double[] Series { get; }

    /// <summary>Steps ahead.</summary>
    public int Horizon { get; }

    /// <summary>Mean of the training part, taken off every number that a network reads.</summary>
    public double Mean { get; }

    /// <summary>Standard deviation of the training part, by which every number is divided.</summary>
    public double Deviation { get; }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string Source => "your own file";

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
    public override string BaselineNote => "always the mean of the training part";

    /// <inheritdoc/>
    public override string ScoreName => "mean squared error over the variance of the training part";

    /// <summary>No score ends it: forecasts are compared with <see cref="SeriesBaselines"/> instead.</summary>
    public override double SolvedScore => 0;

    /// <inheritdoc/>
    public override bool SmallerIsBetter => true;

    /// <inheritdoc/>
    public override TrainingSettings Settings => new() { Steps = 1000, BatchSize = 1, LearningRate = 0.003, EvaluateEvery = 10, Patience = 20, StopWhenSolved = false };

    /// <inheritdoc/>
    public override IReadOnlyList<SequenceExample> TrainingSet => [bySplit[(int)SplitName.Training]];

    /// <inheritdoc/>
    public override IReadOnlyList<SequenceExample> ValidationSet => [bySplit[(int)SplitName.Validation]];

    /// <inheritdoc/>
    public override IReadOnlyList<SequenceExample> TestSet => [bySplit[(int)SplitName.Test]];

    /// <summary>The places in the series that are foretold in a part of the data.</summary>
    public IEnumerable<int> Targets(SplitName split)
    {
        int first = split == SplitName.Training ? Horizon : ends[(int)split - 1];
        return Enumerable.Range(first, ends[(int)split] - first);
    }

    /// <summary>What a trained network foretells for each of <see cref="Targets"/>, in the unit of the series.</summary>
    public double[] Forecast<T>(Network<T> network, SplitName split = SplitName.Test) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var output = network.Forward(InOrder<T>([bySplit[(int)split]])[0].Input);
        return [.. Targets(split).Select(t => Mean + (Deviation * double.CreateTruncating(output[t - Horizon, 0, 0])))];
    }

    /// <summary>Root mean squared error of forecasts of a part of the data, in the unit of the series.</summary>
    /// <param name="forecast">One number for each of <see cref="Targets"/>.</param>
    /// <param name="split">Which part.</param>
    /// <exception cref="ArgumentException">There are more or fewer forecasts than targets.</exception>
    public double Error(double[] forecast, SplitName split = SplitName.Test)
    {
        int[] targets = [.. Targets(split)];
        if (forecast.Length != targets.Length) throw new ArgumentException($"{targets.Length} numbers are to be foretold, got {forecast.Length}.", nameof(forecast));
        return Math.Sqrt(targets.Zip(forecast, (t, said) => (said - Series[t]) * (said - Series[t])).Average());
    }

    /// <inheritdoc/>
    public override Tally Score<T>(Sequence<T> output, Batch<T> batch)
    {
        int answers = batch.CountAnswers();
        return new(Loss.Measure(output, batch) * answers, answers);
    }

    private double Scaled(double number) => (number - Mean) / Deviation;

    // Training reads only its own part; the later parts read the whole past, as a forecast in use would.
    private SequenceExample Example(SplitName split)
    {
        int[] read = [.. Enumerable.Range(0, ends[(int)split] - Horizon)];
        int first = Targets(split).First();
        return new(
            [.. read.Select(t => (float)Scaled(Series[t]))],
            Values: [.. read.Select(t => (float)Scaled(Series[t + Horizon]))],
            Counted: [.. read.Select(t => t + Horizon >= first)]);
    }
}
