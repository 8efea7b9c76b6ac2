using GruNotebooks.Lessons.Exercises.Checking;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>Notebook 09: honest baselines, honest scaling, sampling, scores, and what few seeds can show.</summary>
internal static class RealDataExercises
{
    public static ExerciseTask Persistence => new FunctionTask<Func<double[], int, int, double>>
    {
        Id = "persistence",
        Title = "the forecast that says nothing changes",
        Outputs = ["mse"],
        Trial = k =>
        {
            var (series, testStart, horizon) = (TrialInputs.Array(470 + k, 20 + 5 * k, 0, 100), 10 + k, k + 2);
            return new($"{series.Length} values, the test from {testStart}, {horizon} ahead", f => f(series, testStart, horizon));
        },
        Reference = made => (series, testStart, horizon) => SolvePersistence(series, testStart, horizon, made),
        Recognises = new()
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

    public static ExerciseTask Standardise => new FunctionTask<Func<double[], int, double[]>>
    {
        Id = "standardise",
        Title = "scale a series without looking at the test",
        Outputs = ["scaled"],
        Trial = k =>
        {
            double[] series = [.. TrialInputs.Array(480 + k, 6 + k, 0, 10), .. TrialInputs.Array(490 + k, 4, 5, 30)];
            var trainLength = 6 + k;
            return new($"{series.Length} values, the first {trainLength} for training", f => f(series, trainLength));
        },
        Reference = made => (series, trainLength) => SolveScale(series, trainLength, made),
        Recognises = new()
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

    public static ExerciseTask Temperature => new FunctionTask<Func<double[], double, double[]>>
    {
        Id = "temperature",
        Title = "softmax with a temperature",
        Outputs = ["probability"],
        Trial = k =>
        {
            var (scores, temperature) = (k == 3 ? [900, 901, 899, 850] : TrialInputs.Array(500 + k, 3 + k, -2, 2), new[] { 0.5, 2, 1, 0.7 }[k]);
            return new($"{scores.Length} scores{(scores[0] > 100 ? " near 900" : "")} and temperature {OutcomeText.Text(temperature)}", f => f(scores, temperature));
        },
        Reference = made => (scores, temperature) => SolveSoftmax(scores, temperature, made),
        Recognises = new()
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

    public static ExerciseTask NllPerStep => new FunctionTask<Func<double[][], bool[][], double>>
    {
        Id = "nll-per-step",
        Title = "the score of the chorale experiment",
        Outputs = ["nll"],
        Trial = k =>
        {
            var (steps, pitches) = (2 + k, 3 + 2 * k);
            double[][] probabilities = [.. Enumerable.Range(0, steps).Select(t => TrialInputs.Array(510 + 10 * k + t, pitches, 0.05, 0.95))];
            bool[][] notes = [.. Enumerable.Range(0, steps).Select(t => TrialInputs.Array(610 + 10 * k + t, pitches).Select(v => v > 0.2).ToArray())];
            return new($"{notes.Length} steps of {notes[0].Length} notes", f => f(probabilities, notes));
        },
        Reference = made => (probabilities, notes) => SolveNll(probabilities, notes, made),
        Recognises = new()
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

    private static double SolvePersistence(double[] series, int testStart, int horizon, Mistakes made)
    {
        var lag = made["horizon-ignored"] ? 1 : horizon;
        var from = made["whole-series"] ? lag : made["inside-test-only"] ? testStart + lag : testStart;
        var errors = Enumerable.Range(from, series.Length - from).Select(t => series[t] - series[t - lag]).ToList();
        var total = errors.Sum(e => made["absolute"] ? Math.Abs(e) : e * e);
        var mean = made["sum"] ? total : total / errors.Count;
        return made["root"] ? Math.Sqrt(mean) : mean;
    }

    private static double[] SolveScale(double[] series, int trainLength, Mistakes made)
    {
        double[] seen = made["leak"] ? series : series[..trainLength];
        double[] scaled = made["train-only"] ? series[..trainLength] : series;
        var mean = seen.Average();
        var variance = seen.Sum(v => (v - mean) * (v - mean)) / (made["sample"] ? seen.Length - 1 : seen.Length);
        var (centre, width) = made["min-max"] ? (seen.Min(), seen.Max() - seen.Min()) : (mean, made["variance"] ? variance : Math.Sqrt(variance));
        return [.. scaled.Select(v => (made["not-centred"] ? v : v - centre) / (made["not-scaled"] ? 1 : width))];
    }

    private static double[] SolveSoftmax(double[] scores, double temperature, Mistakes made)
    {
        var top = made["overflow"] ? 0 : scores.Max();
        var factor = made["multiplied"] ? temperature : made["ignored"] || made["afterwards"] ? 1 : 1 / temperature;
        var e = scores.Select(score => made["no-exp"] ? score * factor : Math.Exp((score - top) * factor)).ToArray();
        var sum = made["not-normalised"] ? 1 : e.Sum();
        return [.. e.Select(v => v / sum / (made["afterwards"] ? temperature : 1))];
    }

    private static double SolveNll(double[][] probabilities, bool[][] notes, Mistakes made)
    {
        var sum = 0.0;
        for (var t = 0; t < notes.Length; t++)
            for (var k = 0; k < notes[t].Length; k++)
            {
                var p = notes[t][k] != made["turned"] ? probabilities[t][k] : 1 - probabilities[t][k];
                if (notes[t][k] || !made["sounding-only"]) sum += made["no-log"] ? 1 - p : made["bits"] ? -Math.Log2(p) : -Math.Log(p);
            }
        return sum / (made["sum"] ? 1 : notes.Length) / (made["over-notes"] ? notes[0].Length : 1);
    }
}
