using GruNotebooks.Lessons.Exercises.Checking;
using GruNotebooks.Tasks;
using GruNotebooks.Training;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>Notebook 12, second project: a forecast of a service's counters that beats its baseline, and an alarm.</summary>
internal static class CounterExercises
{
    private static SeriesForecast Heap => new(CsvTable.Read("counters.csv").Column("gc-heap-megabytes"), name: "heap");

    public static ExerciseTask SameTimeYesterday => new FunctionTask<Func<double[], int, int, int, double[]>>
    {
        Id = "same-time-yesterday",
        Title = "the seasonal baseline",
        Outputs = ["forecast"],
        Trial = k =>
        {
            var (series, testStart, horizon, period) = (TrialInputs.Array(760 + k, 40, 0, 100), 24 + k, new[] { 1, 3, 9, 8 }[k], new[] { 4, 7, 4, 8 }[k]);
            return new($"a season of {period} steps, {horizon} ahead, the test from {testStart}", f => f([.. series], testStart, horizon, period));
        },
        Reference = made => (series, testStart, horizon, period) => SolveSeasonal(series, testStart, horizon, period, made),
        Recognises = new()
        {
            ["future"] = "one season back is used even where that lies nearer than the horizon: it has not happened yet when the forecast is made. Go back as many whole seasons as are needed.",
            ["persistence"] = "this is persistence, the value `horizon` steps before; the same place of an earlier season is asked for.",
            ["season-too-many"] = "one season more than needed is gone back.",
            ["horizon-added"] = "season and horizon are added; the place in the season must be the same, so go back whole seasons only.",
            ["whole-series"] = "there is a forecast for the whole series; only the test part is asked for.",
        },
        Hints =
        [
            "For test time t the newest value that is known is series[t − horizon]. Which known value stands at the same place of its season?",
            "Go back by the smallest whole number of seasons that is at least the horizon.",
            "int back = (horizon + period - 1) / period * period; return Enumerable.Range(testStart, series.Length - testStart).Select(t => series[t - back]).ToArray();",
        ],
        Moral = "for anything that people use, \"as yesterday at this hour\" is hard to beat. A network that loses to it is not ready.",
    };

    public static ExerciseTask BeatTheLine => new DesignTask<double[]>
    {
        Id = "beat-the-line",
        Title = "a forecast of the heap that beats every baseline",
        Judge = Judge,
        IsBlank = forecast => forecast.Length == 0,
        Recognises = ["another-part", "scaled", "not-finite", "the-answer", "shifted", "persistence", "not-better"],
        Hints =
        [
            "Train a GRU as in chapter 12, on the training part of SeriesForecast; task.Forecast(network) gives the forecasts of the judged part.",
            "H = 16 and a learning rate of 0.01 are a start; let it stop early. The heap falls when it passes a threshold, and the network has to learn where.",
            "var run = Experiment.Run(task, [CellKind.Gru], hiddenSize: 16, seeds: 1, task.Settings with { LearningRate = 0.01, Steps = 600 })[0].Runs[0]; Exercise.Check(\"beat-the-line\", task.Forecast(run.Network))",
        ],
        Moral = "a network earns its place where the world has a threshold; where it has none, the line is as good and far cheaper.",
    };

    public static ExerciseTask Alarms => new FunctionTask<Func<double[], int, double, bool[]>>
    {
        Id = "alarms",
        Title = "when an error is an alarm",
        Outputs = ["alarms"],
        Trials = 5,
        Trial = k =>
        {
            if (k == 4) return new("6 errors, 1, 2, 4, 8, 5 and 7, the first 4 quiet, 2 times their median", f => f([1, 2, 4, 8, 5, 7], 4, 2));     // the middle lies between 2 and 4
            double[] errors = [.. TrialInputs.Array(780 + k, 30, -2, 2), .. TrialInputs.Array(790 + k, 10, -9, 9)];
            if (k > 0) errors[3] = 60;                                     // one wild error among the quiet ones
            var (quiet, times) = (20 + k, new[] { 3.0, 2.5, 4, 2 }[k]);
            return new($"{errors.Length} errors, the first {quiet} quiet, {OutcomeText.Text(times)} times their median", f => f([.. errors], quiet, times));
        },
        Reference = made => (errors, quiet, times) => SolveAlarms(errors, quiet, times, made),
        Recognises = new()
        {
            ["signed"] = "the errors keep their sign; a forecast far too high is as alarming as one far too low. Take absolute values.",
            ["lower-middle"] = "of an even number of errors the smaller of the two in the middle is taken; the median is the mean of the two.",
            ["upper-middle"] = "of an even number of errors the larger of the two in the middle is taken; the median is the mean of the two.",
            ["mean"] = "the threshold comes from the mean; one wild error in the quiet part moves it. The median is asked for.",
            ["all-errors"] = "the threshold is taken from all errors, those to be judged among them.",
            ["only-later"] = "only the errors after the quiet part are answered; every error gets an answer.",
            ["turned"] = "quiet and alarming are exchanged.",
        },
        Hints =
        [
            "How large is a usual error, without its sign, while nothing was wrong?",
            "threshold = times · median of |error| over the first `quiet` errors; an alarm wherever |error| is above it.",
            "var usual = errors.Take(quiet).Select(Math.Abs).Order().ToArray(); double median = (usual[(quiet - 1) / 2] + usual[quiet / 2]) / 2; return errors.Select(e => Math.Abs(e) > times * median).ToArray();",
        ],
        Moral = "an alarm is a forecast and a threshold, and the threshold comes from days on which nothing happened.",
    };

    private static Finding Judge(double[] forecast)
    {
        var task = Heap;
        int[] targets = [.. task.Targets(SplitName.Test)];
        double[][] baselines = [SeriesBaselines.Linear(task), SeriesBaselines.Persistence(task), SeriesBaselines.Seasonal(task, 96), [.. targets.Select(_ => task.Mean)]];
        double bar = baselines.Min(baseline => task.Error(baseline));
        if (forecast.Length != targets.Length)
            return Wrong("another-part", $"{forecast.Length} forecasts, the judged part has {targets.Length}", "hand in task.Forecast(network): the forecasts of the judged part, in its order.");
        if (forecast.Any(value => !double.IsFinite(value))) return Wrong("not-finite", "a forecast is not a number", "the training diverged: take a smaller learning rate, and clip.");
        if (Math.Abs(forecast.Average()) < 10) return Wrong("scaled", $"the forecasts are {OutcomeText.Text(forecast.Average())} on average, the heap {OutcomeText.Text(task.Mean)} MB", "the forecasts are still scaled: multiply by task.Deviation and add task.Mean.");
        double error = task.Error(forecast);
        if (error < 0.05 * bar) return Wrong("the-answer", $"the error is {OutcomeText.Text(error)} MB: too good", "this is the series itself, or a network that has read the answer; no forecast of this series can be so good, since the threshold itself is random.");
        if (Error(task, forecast, targets, 1) < 0.05 * bar) return Wrong("persistence", "every forecast is the value one step before", "this is persistence; let a network forecast.");
        if (Error(task, forecast, targets, -1) < error / 2) return Wrong("shifted", "the forecasts fit the step after the one they are for", "they are shifted by one step: the answer for time t stands at input t − horizon.");
        return error < bar
            ? Finding.Solved($"Your error is {OutcomeText.Text(error)} MB, that of the best baseline {OutcomeText.Text(bar)}.")
            : Wrong("not-better", $"your error is {OutcomeText.Text(error)} MB, that of the best baseline {OutcomeText.Text(bar)}", "it does not beat the baselines yet: try learning rates a factor of three apart, then a larger H, and look where the errors are.");

        static Finding Wrong(string name, string what, string cause) => Finding.Mistaken("", what, cause, name);
    }

    /// <summary>The error of forecasts against the values <paramref name="back"/> steps before those they are for.</summary>
    private static double Error(SeriesForecast task, double[] forecast, int[] targets, int back)
    {
        var pairs = targets.Zip(forecast).Where(pair => pair.First - back < task.Series.Length).Select(pair => pair.Second - task.Series[pair.First - back]);
        return Math.Sqrt(pairs.Average(difference => difference * difference));
    }

    private static double[] SolveSeasonal(double[] series, int testStart, int horizon, int period, Mistakes made)
    {
        int seasons = (horizon + period - 1) / period;
        int back = made["persistence"] ? horizon : made["future"] ? period : made["horizon-added"] ? period + horizon : (made["season-too-many"] ? seasons + 1 : seasons) * period;
        int from = made["whole-series"] ? back : testStart;
        return [.. Enumerable.Range(from, series.Length - from).Select(t => series[t - back])];
    }

    private static bool[] SolveAlarms(double[] errors, int quiet, double times, Mistakes made)
    {
        double Size(double error) => made["signed"] ? error : Math.Abs(error);
        double[] usual = [.. (made["all-errors"] ? errors : errors[..quiet]).Select(Size).Order()];
        double lower = usual[(usual.Length - 1) / 2], upper = usual[usual.Length / 2];
        double middle = made["mean"] ? usual.Average() : made["lower-middle"] ? lower : made["upper-middle"] ? upper : (lower + upper) / 2;
        double[] asked = made["only-later"] ? errors[quiet..] : errors;
        return [.. asked.Select(error => Size(error) > times * middle != made["turned"])];
    }
}
