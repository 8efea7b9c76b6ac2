using GruNotebooks.Lessons.Exercises.Checking;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>Notebook 07: work, speed, and how to measure them fairly.</summary>
internal static class SpeedExercises
{
    public static ExerciseTask TimeRatio => new ChoiceTask
    {
        Id = "time-ratio",
        Title = "what three quarters of the parameters say about time",
        Expected = "B",
        Options = new Dictionary<char, string>
        {
            ['A'] = "¾ is the ratio of the matrix products. The passes over the gates, the memory traffic and the order of the steps do not shrink by the same share.",
            ['B'] = "",
            ['C'] = "the steps do run one after another, but each step of the GRU has fewer products to do.",
            ['D'] = "parameters count once: each weight is used once a step, so the products shrink by ¾, not by its square.",
        },
        Hints =
        [
            "Which parts of a step's work scale with the number of weights, and which with the number of units?",
            "The matrix products scale with the weights. Activations, blends, and starting threads do not.",
            "Only one of the statements asks you to measure.",
        ],
        Moral = "a parameter count predicts the products, not the clock. Notebook 07 measures the clock.",
    };

    public static ExerciseTask MultiplyAdds => new FunctionTask<Func<int, int, int, int, (long, long)>>
    {
        Id = "multiply-adds",
        Title = "the multiply-adds of a GRU's matrix products",
        Outputs = ["forward", "training"],
        Trial = k =>
        {
            var (inputs, units, batch, steps) = (2 + 30 * k, 16 * (k + 1), 1 + 8 * k, 10 + 5 * k);
            return new($"I = {inputs}, H = {units}, B = {batch}, T = {steps}", f => f(inputs, units, batch, steps));
        },
        Reference = made => (inputs, units, batch, steps) => SolveWork(inputs, units, batch, steps, made),
        Recognises = new()
        {
            ["flops"] = "these are floating-point operations; a multiply-add is one multiply and one add, counted once.",
            ["no-batch"] = "the batch is missing: every sequence does the products for itself.",
            ["no-steps"] = "the steps are missing: the products are done at each of the T steps.",
            ["four-blocks"] = "these are four blocks, an LSTM; a GRU has three.",
            ["no-input"] = "the products with the input, H·I a block, are missing.",
            ["no-past"] = "the products with the state, H·H a block, are missing.",
            ["training-double"] = "backward does two products for each one forward: one for the gradient of its input, one for that of its weights. So training, forward and backward, is three times forward.",
            ["with-bias"] = "biases are added, not multiplied; they are not part of the products.",
        },
        Hints =
        [
            "A matrix of H × I times a vector is H·I multiply-adds. Which matrices does a GRU step have?",
            "Forward: 3·(H·I + H·H) for each sequence and each step. Backward does two such products for each one forward.",
            "long forward = 3L * units * (inputs + units) * batch * steps; return (forward, 3 * forward);",
        ],
        Moral = "this number divided by the measured seconds says how far an implementation is from the machine's peak.",
    };

    public static ExerciseTask Roofline => new FunctionTask<Func<double, double, double, double, double>>
    {
        Id = "roofline",
        Title = "the speed that a machine allows",
        Outputs = ["attainable"],
        Trial = k =>
        {
            var (peak, bandwidth, operations, bytes) = (100e9, 20e9, new[] { 1e6, 64e6, 5e6, 4e6 }[k], new[] { 4e6, 2e6, 1e6, 3e6 }[k]);
            return new($"peak {OutcomeText.Text(peak)}, bandwidth {OutcomeText.Text(bandwidth)}, {OutcomeText.Text(operations)} operations on {OutcomeText.Text(bytes)} bytes", f => f(peak, bandwidth, operations, bytes));
        },
        Reference = made => (peak, bandwidth, operations, bytes) => SolveRoof(peak, bandwidth, operations, bytes, made),
        Recognises = new()
        {
            ["max"] = "the larger of the two roofs is taken; a run is under both, so the lower one counts.",
            ["intensity-inverted"] = "the intensity is upside down: operations divided by bytes.",
            ["peak-only"] = "this is the peak always; code that moves many bytes waits for memory.",
            ["bandwidth-only"] = "this is the memory's roof always; it cannot exceed the peak.",
            ["intensity-missing"] = "bandwidth alone is bytes a second; times operations a byte it becomes operations a second.",
            ["time"] = "this is a time in seconds; a speed, operations a second, is asked for.",
        },
        Hints =
        [
            "Two things limit a run: how fast it computes, and how fast the data comes. Which of them binds?",
            "The data comes at bandwidth bytes a second and each byte feeds operations / bytes operations.",
            "return Math.Min(peak, bandwidth * operations / bytes);",
        ],
        Moral = "at batch 1 each weight is read for one multiply-add: the memory's roof. A batch of 64 uses each weight 64 times: the peak's roof.",
    };

    public static ExerciseTask FairMedian => new FunctionTask<Func<double[], int, (double, double)>>
    {
        Id = "fair-median",
        Title = "a time worth reporting",
        Outputs = ["median", "range"],
        Trial = k =>
        {
            double[] all = [40 + k, 20 + k, .. TrialInputs.Array(450 + k, 5 + k, 8, 12)];
            var warmUp = 2;
            return new($"{all.Length} times, the first {warmUp} of them warm-up", f => f(all, warmUp));
        },
        Reference = made => (all, warmUp) => SolveTiming(all, warmUp, made),
        Recognises = new()
        {
            ["with-warm-up"] = "the warm-up runs are counted; they compile code and fill caches.",
            ["mean"] = "this is the mean: one interruption pulls it up. The median is asked for.",
            ["unsorted"] = "this is the middle of the unsorted times; sort them first.",
            ["upper-middle"] = "for an even number of times the median is the average of the two in the middle.",
            ["drops-last"] = "the last times are dropped in place of the first.",
            ["minimum"] = "this is the shortest time; the median says what a run usually takes.",
            ["range-absolute"] = "the range is asked for relative to the median: (longest − shortest) / median.",
        },
        Hints =
        [
            "Which of the times say something about the next run? And which one stands for all?",
            "Skip the warm-up, sort the rest, take the middle one (the average of two for an even number). The range is (longest − shortest) / median.",
            "var t = milliseconds.Skip(warmUp).OrderBy(v => v).ToArray(); int n = t.Length; double median = n % 2 == 1 ? t[n / 2] : (t[n / 2 - 1] + t[n / 2]) / 2; return (median, (t[n - 1] - t[0]) / median);",
        ],
        Moral = "a time without its spread cannot be compared with another.",
    };

    public static ExerciseTask UnfairBenchmark => new ChoiceTask
    {
        Id = "unfair-benchmark",
        Title = "which of these comparisons are unfair",
        Expected = "ABCE",
        Options = new Dictionary<char, string>
        {
            ['A'] = "A is unfair too: a Debug build runs without optimisation, so it says nothing about the cell.",
            ['B'] = "B is unfair too: the first call pays for compiling and for reserving memory.",
            ['C'] = "C is unfair too: a larger batch uses each weight it reads more often.",
            ['D'] = "D is fair: same build, same sizes, same threads, medians of thirty runs after a warm-up.",
            ['E'] = "E is unfair too: float moves half the bytes of double and fits twice as many numbers into a vector.",
            ['F'] = "F is fair for the question it asks: equal budgets in place of equal H, and it says so.",
        },
        Hints =
        [
            "For each set-up ask what differs besides the cell.",
            "Four of the six differ in something that is not the cell.",
            "Builds, first calls, batch sizes and number formats must be equal; H need not, if the question is about equal budgets.",
        ],
        Moral = "change one thing. If two must change, say which question that answers.",
    };

    private static (long, long) SolveWork(int inputs, int units, int batch, int steps, Mistakes made)
    {
        long blocks = made["four-blocks"] ? 4 : 3;
        var one = blocks * units * ((made["no-input"] ? 0 : inputs) + (made["no-past"] ? 0 : units) + (made["with-bias"] ? 1 : 0));
        var forward = one * (made["no-batch"] ? 1 : batch) * (made["no-steps"] ? 1 : steps) * (made["flops"] ? 2 : 1);
        return (forward, forward * (made["training-double"] ? 2 : 3));
    }

    private static double SolveRoof(double peak, double bandwidth, double operations, double bytes, Mistakes made)
    {
        var intensity = made["intensity-missing"] ? 1 : made["intensity-inverted"] ? bytes / operations : operations / bytes;
        var memory = bandwidth * intensity;
        return made["time"] ? Math.Max(operations / peak, bytes / bandwidth)
            : made["peak-only"] ? peak
            : made["bandwidth-only"] ? memory
            : made["max"] ? Math.Max(peak, memory)
            : Math.Min(peak, memory);
    }

    private static (double, double) SolveTiming(double[] all, int warmUp, Mistakes made)
    {
        double[] kept = made["with-warm-up"] ? all : made["drops-last"] ? all[..^warmUp] : all[warmUp..];
        double[] times = made["unsorted"] ? kept : [.. kept.Order()];
        var middle = times.Length / 2;
        var median = made["mean"] ? times.Average()
            : made["minimum"] ? times.Min()
            : times.Length % 2 == 1 || made["upper-middle"] ? times[middle]
            : (times[middle - 1] + times[middle]) / 2;
        var range = times.Max() - times.Min();
        return (median, made["range-absolute"] ? range : range / median);
    }
}
