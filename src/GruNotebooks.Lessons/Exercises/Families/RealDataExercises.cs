namespace GruNotebooks.Lessons.Exercises.Families;

/// <summary>Notebook 09: honest baselines, honest scaling, sampling, scores, and what few seeds can show.</summary>
internal static class RealDataExercises
{
    private const string Notebook = "09-real-data";

    private sealed record ForecastTrial(double[] Series, int TestStart, int Horizon);

    public static ExerciseTask Persistence => new FunctionTask<ForecastTrial, Func<double[], int, int, double>>
    {
        Id = "persistence",
        Notebook = Notebook,
        Title = "the forecast that says nothing changes",
        Outputs = ["mse"],
        Trial = k => new(Draw.Array(470 + k, 20 + 5 * k, 0, 100), 10 + k, k + 2),
        Describe = trial => $"{trial.Series.Length} values, the test from {trial.TestStart}, {trial.Horizon} ahead",
        Call = (f, trial) => f(trial.Series, trial.TestStart, trial.Horizon),
        Solve = (trial, slips) => SolvePersistence(trial, slips),
        Mistakes = new Dictionary<string, string>
        {
            ["horizon-ignored"] = "the forecast uses the value one step before; h steps ahead only the value h steps before is known.",
            ["inside-test-only"] = "only pairs inside the test part are compared. Either the first h test values are left out, or the forecast looks ahead (series[t + h] for time t); series[t − h] is known for every test time, from before the test too.",
            ["whole-series"] = "the error is taken over the whole series; only the test part counts.",
            ["root"] = "this is the root of the mean squared error.",
            ["absolute"] = "this is the mean absolute error; the squared one is asked for.",
            ["sum"] = "this is the sum of squares; divide by the number of forecasts.",
        },
        Hints =
        [
            "For each test time t: what was the last value you knew h steps earlier?",
            "The forecast for t is series[t − horizon]. Average (series[t] − series[t − horizon])² over t from testStart to the end.",
            "double sum = 0; for (int t = testStart; t < series.Length; t++) sum += Math.Pow(series[t] - series[t - horizon], 2); return sum / (series.Length - testStart);",
        ],
        Moral = "a forecast that does not beat this one has learned nothing that is of use.",
    };

    private sealed record ScaleTrial(double[] Series, int TrainLength);

    public static ExerciseTask Standardise => new FunctionTask<ScaleTrial, Func<double[], int, double[]>>
    {
        Id = "standardise",
        Notebook = Notebook,
        Title = "scale a series without looking at the test",
        Outputs = ["scaled"],
        Trial = k => new([.. Draw.Array(480 + k, 6 + k, 0, 10), .. Draw.Array(490 + k, 4, 5, 30)], 6 + k),
        Describe = trial => $"{trial.Series.Length} values, the first {trial.TrainLength} for training",
        Call = (f, trial) => f(trial.Series, trial.TrainLength),
        Solve = (trial, slips) => SolveScale(trial, slips),
        Mistakes = new Dictionary<string, string>
        {
            ["leak"] = "mean and deviation are taken over the whole series: the test part leaks into training.",
            ["variance"] = "the series is divided by the variance; its root, the standard deviation, is asked for.",
            ["sample"] = "the variance is divided by n − 1; here it is divided by n.",
            ["not-centred"] = "the mean is not subtracted.",
            ["not-scaled"] = "the mean is subtracted, but nothing is divided.",
            ["min-max"] = "this scales between smallest and largest; mean 0 and deviation 1 are asked for.",
            ["train-only"] = "only the training part is returned; the whole series must be scaled, with the training part's numbers.",
        },
        Hints =
        [
            "Which numbers may you look at before the test is scored?",
            "Mean and standard deviation of the first trainLength values; then apply both to every value of the series.",
            "var train = series.Take(trainLength).ToArray(); double mean = train.Average(); double deviation = Math.Sqrt(train.Average(v => (v - mean) * (v - mean))); return series.Select(v => (v - mean) / deviation).ToArray();",
        ],
        Moral = "leaks are quiet: the code runs, the score gets better, and the forecast is worth less.",
    };

    private sealed record SoftmaxTrial(double[] Scores, double Temperature);

    public static ExerciseTask Temperature => new FunctionTask<SoftmaxTrial, Func<double[], double, double[]>>
    {
        Id = "temperature",
        Notebook = Notebook,
        Title = "softmax with a temperature",
        Outputs = ["probability"],
        Trial = k => new(k == 3 ? [900, 901, 899, 850] : Draw.Array(500 + k, 3 + k, -2, 2), new[] { 0.5, 2, 1, 0.7 }[k]),
        Describe = trial => $"{trial.Scores.Length} scores{(trial.Scores[0] > 100 ? " near 900" : "")} and temperature {OutcomeText.Text(trial.Temperature)}",
        Call = (f, trial) => f(trial.Scores, trial.Temperature),
        Solve = (trial, slips) => SolveSoftmax(trial, slips),
        Mistakes = new Dictionary<string, string>
        {
            ["multiplied"] = "the scores are multiplied by the temperature; divide them: a low temperature makes the best choice likelier.",
            ["ignored"] = "the temperature is not used.",
            ["afterwards"] = "the temperature divides the probabilities; it must divide the scores, before exp.",
            ["not-normalised"] = "the exponentials are not divided by their sum; probabilities add up to 1.",
            ["overflow"] = "large scores overflow: exp(900) is infinite, and ∞/∞ is not a number. Subtract the largest score first; the probabilities stay the same.",
            ["no-exp"] = "exp is missing: scores can be negative, probabilities cannot.",
        },
        Hints =
        [
            "Softmax is exp of each score, divided by the sum of them. Where does the temperature enter, and what if a score is 900?",
            "Divide the scores by the temperature, subtract the largest, take exp, divide by the sum.",
            "double top = scores.Max(); var e = scores.Select(s => Math.Exp((s - top) / temperature)).ToArray(); double sum = e.Sum(); return e.Select(v => v / sum).ToArray();",
        ],
        Moral = "temperature changes how daring the sampling is, not what the network knows.",
    };

    private sealed record NllTrial(double[][] Probabilities, bool[][] Notes);

    public static ExerciseTask NllPerStep => new FunctionTask<NllTrial, Func<double[][], bool[][], double>>
    {
        Id = "nll-per-step",
        Notebook = Notebook,
        Title = "the score of the chorale experiment",
        Outputs = ["nll"],
        Trial = MakeNll,
        Describe = trial => $"{trial.Notes.Length} steps of {trial.Notes[0].Length} notes",
        Call = (f, trial) => f(trial.Probabilities, trial.Notes),
        Solve = (trial, slips) => SolveNll(trial, slips),
        Mistakes = new Dictionary<string, string>
        {
            ["over-notes"] = "this is averaged over notes too; the papers sum over the notes and average over the steps.",
            ["sounding-only"] = "only sounding notes are counted; a silent note that was predicted costs −ln(1 − p).",
            ["bits"] = "the logarithm has base 2; the papers use the natural one.",
            ["sum"] = "this is the sum over all steps; divide by their number.",
            ["turned"] = "sounding and silent notes are mixed up: a sounding note costs −ln p.",
            ["no-log"] = "the logarithm is missing: this adds up the probabilities that were missed.",
        },
        Hints =
        [
            "Each note is a coin of its own: it sounds with probability p. What does it cost when it sounds, and when it does not?",
            "A sounding note costs −ln p, a silent one −ln(1 − p). Add over the notes of a step, average over the steps.",
            "double sum = 0; for each step t and note k: sum -= Math.Log(notes[t][k] ? p[t][k] : 1 - p[t][k]); return sum / notes.Length;",
        ],
        Moral = "before you compare a loss with a paper's, find out what it is divided by.",
    };

    public static ExerciseTask IsItADifference => new ChoiceTask
    {
        Id = "is-it-a-difference",
        Notebook = Notebook,
        Title = "what three seeds can show",
        Expected = "B",
        Options = new Dictionary<char, string>
        {
            ['A'] = "the means differ by 0.08, while the runs of one cell differ by 0.17 among themselves: the difference is inside the noise.",
            ['B'] = "",
            ['C'] = "picking each cell's best run rewards luck, and more runs would give more luck.",
            ['D'] = "not to see a difference is not to show that there is none; three runs could not have shown one of this size.",
        },
        Hints =
        [
            "Compare the distance between the two cells with the distance between runs of the same cell.",
            "Do the two ranges overlap?",
            "They overlap, so nothing is shown either way. One statement says that, and what to do.",
        ],
        Moral = "report all seeds. The spread is part of the result.",
    };

    private static double SolvePersistence(ForecastTrial trial, Slips slips)
    {
        var (series, testStart, horizon) = trial;
        var lag = slips["horizon-ignored"] ? 1 : horizon;
        var from = slips["whole-series"] ? lag : slips["inside-test-only"] ? testStart + lag : testStart;
        var errors = Enumerable.Range(from, series.Length - from).Select(t => series[t] - series[t - lag]).ToList();
        var total = errors.Sum(e => slips["absolute"] ? Math.Abs(e) : e * e);
        var mean = slips["sum"] ? total : total / errors.Count;
        return slips["root"] ? Math.Sqrt(mean) : mean;
    }

    private static double[] SolveScale(ScaleTrial trial, Slips slips)
    {
        var (series, trainLength) = trial;
        double[] seen = slips["leak"] ? series : series[..trainLength];
        double[] scaled = slips["train-only"] ? series[..trainLength] : series;
        var mean = seen.Average();
        var variance = seen.Sum(v => (v - mean) * (v - mean)) / (slips["sample"] ? seen.Length - 1 : seen.Length);
        var (centre, width) = slips["min-max"] ? (seen.Min(), seen.Max() - seen.Min()) : (mean, slips["variance"] ? variance : Math.Sqrt(variance));
        return [.. scaled.Select(v => (slips["not-centred"] ? v : v - centre) / (slips["not-scaled"] ? 1 : width))];
    }

    private static double[] SolveSoftmax(SoftmaxTrial trial, Slips slips)
    {
        var (scores, temperature) = trial;
        var top = slips["overflow"] ? 0 : scores.Max();
        var factor = slips["multiplied"] ? temperature : slips["ignored"] || slips["afterwards"] ? 1 : 1 / temperature;
        var e = scores.Select(score => slips["no-exp"] ? score * factor : Math.Exp((score - top) * factor)).ToArray();
        var sum = slips["not-normalised"] ? 1 : e.Sum();
        return [.. e.Select(v => v / sum / (slips["afterwards"] ? temperature : 1))];
    }

    private static NllTrial MakeNll(int k)
    {
        var (steps, notes) = (2 + k, 3 + 2 * k);
        return new([.. Enumerable.Range(0, steps).Select(t => Draw.Array(510 + 10 * k + t, notes, 0.05, 0.95))],
            [.. Enumerable.Range(0, steps).Select(t => Draw.Array(610 + 10 * k + t, notes).Select(v => v > 0.2).ToArray())]);
    }

    private static double SolveNll(NllTrial trial, Slips slips)
    {
        var (probabilities, notes) = trial;
        var sum = 0.0;
        for (var t = 0; t < notes.Length; t++)
            for (var k = 0; k < notes[t].Length; k++)
            {
                var p = notes[t][k] != slips["turned"] ? probabilities[t][k] : 1 - probabilities[t][k];
                if (notes[t][k] || !slips["sounding-only"]) sum += slips["no-log"] ? 1 - p : slips["bits"] ? -Math.Log2(p) : -Math.Log(p);
            }
        return sum / (slips["sum"] ? 1 : notes.Length) / (slips["over-notes"] ? notes[0].Length : 1);
    }
}
