using GruNotebooks.Layers;
using GruNotebooks.Lessons.Exercises.Checking;
using GruNotebooks.Measuring;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>Notebook 08: what guessing scores, how tasks are made, and which cell to take.</summary>
internal static class MemoryTaskExercises
{
    public static ExerciseTask Baselines => new PredictionTask
    {
        Id = "baselines",
        Title = "what a network scores that remembers nothing",
        Names = ["adding problem", "temporal order"],
        Expected = [1.0 / 6, Math.Log(4)],
        Tolerance = 0.01,
        Recognises =
        [
            ("one-number", 0, 1.0 / 12, "this is the variance of one number; the answer is the sum of two."),
            ("guess-zero", 0, 7.0 / 6, "this is what answering 0 scores; the best constant answer is the mean, 1."),
            ("root", 0, Math.Sqrt(1.0 / 6), "this is the root; the mean squared error itself is asked for."),
            ("bits", 1, 2, "this is in bits; the loss uses the natural logarithm."),
            ("six-symbols", 1, Math.Log(6), "there are six symbols, but four answers: two signals of two kinds."),
            ("two-classes", 1, Math.Log(2), "two signals of two kinds give four classes, not two."),
            ("error-rate", 1, 0.75, "this is how often a guess is wrong; the loss is a logarithm."),
        ],
        Hints =
        [
            "The best answer that ignores the inputs is the mean. What error is left then?",
            "A number uniform on [0, 1] has variance 1/12; variances of independent numbers add. A guess of ¼ for each of four classes costs −ln ¼.",
            "new[] { 2.0 / 12, Math.Log(4) }",
        ],
        Moral = "a learning curve means nothing before the line of the guesser is drawn into it.",
    };

    public static ExerciseTask CopyBaseline => new FunctionTask<Func<int, int, int, double>>
    {
        Id = "copy-baseline",
        Title = "what guessing scores on copy memory",
        Outputs = ["loss"],
        Trial = k =>
        {
            var (symbols, copied, delay) = (new[] { 8, 8, 4, 2 }[k], new[] { 10, 10, 5, 3 }[k], new[] { 100, 500, 20, 7 }[k]);
            return new($"{symbols} symbols, {copied} to copy, a delay of {delay}", f => f(symbols, copied, delay));
        },
        Reference = made => (symbols, copied, delay) => SolveCopy(symbols, copied, delay, made),
        Recognises = new()
        {
            ["log2"] = "the logarithm has base 2; the loss uses the natural one.",
            ["delay-only"] = "the sequence is longer than its delay: the symbols are read before it and written after it, T + 2K steps in all.",
            ["tail-once"] = "K steps are read and K are written: T + 2K steps in all, not T + K.",
            ["not-averaged"] = "the loss is an average over all steps; this is the sum.",
            ["last-part-only"] = "this is the average over the K answering steps; the blank steps count too (and cost nothing).",
            ["one-symbol"] = "K symbols must be guessed, not one.",
        },
        Hints =
        [
            "A network that remembers nothing knows when to answer, but not what. Which steps cost something?",
            "K steps cost ln S each, all others nothing. The loss is the average over T + 2K steps.",
            "return copied * Math.Log(symbols) / (delay + 2.0 * copied);",
        ],
        Moral = "the longer the delay, the smaller this number: a small loss may be the loss of a network that remembers nothing.",
    };

    public static ExerciseTask AddingTarget => new FunctionTask<Func<double[], double[], double>>
    {
        Id = "adding-target",
        Title = "the right answer of the adding problem",
        Outputs = ["target"],
        Trial = k =>
        {
            var (values, marks) = MakeAdding(k);
            return new($"{values.Length} steps", f => f(values, marks));
        },
        Reference = made => (values, marks) => SolveAdding(values, marks, made),
        Recognises = new()
        {
            ["all"] = "all numbers are added; only those that are marked count.",
            ["average"] = "this is the average of the two marked numbers; their sum is asked for.",
            ["product"] = "the two marked numbers are multiplied; add them.",
            ["first-only"] = "only the first marked number is taken.",
            ["last-only"] = "only the last marked number is taken.",
            ["one-late"] = "the index: the number after the mark is taken, not the marked one.",
        },
        Hints =
        [
            "Two numbers of the sequence carry a mark of 1. What does the task want of them?",
            "Multiply each number by its mark and add up.",
            "double sum = 0; for (int t = 0; t < values.Length; t++) sum += values[t] * marks[t]; return sum;",
        ],
        Moral = "for you it is one line, since you see all at once; the network must keep the first number until the second comes.",
    };

    public static ExerciseTask ChronoBias => new FunctionTask<Func<double, double, (double, double)>>
    {
        Id = "chrono-bias",
        Title = "chrono initialisation",
        Outputs = ["forget", "input"],
        Trial = k =>
        {
            var (u, longest) = (new[] { 0.5, 0.1, 0.9, 0.3 }[k], new[] { 100.0, 784, 20, 3 }[k]);
            return new($"u = {OutcomeText.Text(u)} and a longest memory of {OutcomeText.Text(longest)} steps", f => f(u, longest));
        },
        Reference = made => (u, longest) => SolveChrono(u, longest, made),
        Recognises = new()
        {
            ["no-log"] = "the logarithm is missing: a bias of ln(n) makes a gate that keeps about n steps.",
            ["log10"] = "use the natural logarithm.",
            ["same-sign"] = "the input gate's bias is minus that of the forget gate: a cell that keeps long writes little.",
            ["from-zero"] = "the range starts at 1, not at 0: ln 0 is −∞.",
            ["to-longest"] = "the range ends at Tmax − 1, not at Tmax.",
            ["not-drawn"] = "every unit gets the same bias; u must spread the memories between 1 and Tmax − 1.",
        },
        Hints =
        [
            "The forget gate σ(b) keeps about eᵇ steps. Which b keeps n steps? Then let n be spread over the memories you need.",
            "n is uniform between 1 and Tmax − 1: n = 1 + u · (Tmax − 2). The forget bias is ln n, the input bias −ln n.",
            "double b = Math.Log(1 + u * (longest - 2)); return (b, -b);",
        ],
        Moral = "each unit starts with its own time scale; training need not find them from nothing (Tallec and Ollivier 2018).",
    };

    public static ExerciseTask ChooseCell => new DesignTask<(CellKind Kind, int Units)[]>
    {
        Id = "choose-cell",
        Title = "a cell and a size for three tasks, under a budget",
        IsBlank = choice => Array.TrueForAll(choice, one => one.Units <= 0),
        Judge = JudgeChoice,
        Recognises = ["count", "over-budget", "wasteful", "counting-needs-lstm", "adding-needs-gates", "adding-slow", "short-needs-no-gates"],
        Hints =
        [
            "For each task ask: how long must something be kept, must something be counted, and what does a step cost?",
            "Counting without bound needs a cell that adds. Keeping over 100 steps needs a gate, and one of the gated cells learned it in far fewer steps. Two steps of memory need no gate at all.",
            "LSTM, GRU, RNN. For the sizes: ParameterFormula.HiddenSizeFor(kind, inputs, budget).",
        ],
        Moral = "no cell is best. The task says how long, whether to count, and what it may cost.",
    };

    private static double SolveCopy(int symbols, int copied, int delay, Mistakes made)
    {
        var cost = (made["one-symbol"] ? 1 : copied) * (made["log2"] ? Math.Log2(symbols) : Math.Log(symbols));
        double steps = made["not-averaged"] ? 1 : made["last-part-only"] ? copied : made["delay-only"] ? delay : made["tail-once"] ? delay + copied : delay + 2 * copied;
        return cost / steps;
    }

    private static (double[] values, double[] marks) MakeAdding(int k)
    {
        var steps = 6 + 4 * k;
        var marks = new double[steps];
        (marks[1 + k], marks[steps - 2]) = (1, 1);
        return (TrialInputs.Array(460 + k, steps, 0, 1), marks);
    }

    private static double SolveAdding(double[] values, double[] marks, Mistakes made)
    {
        var marked = Enumerable.Range(0, values.Length).Where(t => made["all"] || marks[t] == 1).Select(t => values[made["one-late"] ? t + 1 < values.Length ? t + 1 : t : t]).ToList();
        return made["first-only"] ? marked[0] : made["last-only"] ? marked[^1]
            : made["average"] ? marked.Average()
            : made["product"] ? marked.Aggregate(1.0, (a, b) => a * b)
            : marked.Sum();
    }

    private static (double, double) SolveChrono(double u, double longest, Mistakes made)
    {
        var n = made["not-drawn"] ? longest - 1 : made["from-zero"] ? u * (longest - 1) : made["to-longest"] ? 1 + u * (longest - 1) : 1 + u * (longest - 2);
        var forget = made["no-log"] ? n : made["log10"] ? Math.Log10(n) : Math.Log(n);
        return (forget, made["same-sign"] ? forget : -forget);
    }

    /// <summary>The three tasks of choose-cell: what they read, and how many parameters they may have.</summary>
    private static readonly (string Name, CellKind Right, int Inputs, long Budget)[] Jobs =
        [("counting", CellKind.Lstm, 3, 1000), ("adding", CellKind.Gru, 2, 4000), ("short memory", CellKind.Rnn, 4, 500)];

    private static Finding JudgeChoice((CellKind Kind, int Units)[] choice)
    {
        if (choice.Length != Jobs.Length)
            return Finding.Mistaken("", $"{choice.Length} choices for {Jobs.Length} tasks", "one cell and one size for each task, in their order.", "count");
        List<string> right = [];
        for (var k = 0; k < Jobs.Length; k++)
        {
            var (job, (kind, units)) = (Jobs[k], choice[k]);
            var soFar = string.Join(", ", right);
            if (units < 1) return Finding.Mistaken(soFar, $"{job.Name}: no size yet", "a cell needs at least one unit.");
            if (kind != job.Right)
            {
                var (slip, why) = Unsuited(job.Name, kind);
                return Finding.Mistaken(soFar, $"{job.Name}: {kind} does not fit", why, slip);
            }
            var (count, best) = (ParameterFormula.Count(kind, job.Inputs, units), ParameterFormula.HiddenSizeFor(kind, job.Inputs, job.Budget));
            if (count > job.Budget)
                return Finding.Mistaken(soFar, $"{job.Name}: {kind} with {units} units has {count} parameters, the budget is {job.Budget}", "count with one bias a gate: G · (H·I + H² + H).", "over-budget");
            if (units < best)
                return Finding.Mistaken(soFar, $"{job.Name}: {kind} with {units} units has {count} parameters, the budget is {job.Budget}", "more units fit; take the largest H that does.", "wasteful");
            right.Add($"{job.Name} ({kind}, {units} units)");
        }
        return Finding.Solved(string.Join(", ", right) + ".");
    }

    private static (string Slip, string Why) Unsuited(string job, CellKind kind) => (job, kind) switch
    {
        ("counting", _) => ("counting-needs-lstm", "its state is a number between −1 and 1 that is averaged or squashed at each step; only the LSTM's cell adds without bound (Weiss et al. 2018)."),
        ("adding", _) when kind == CellKind.Rnn => ("adding-needs-gates", "a hundred steps of tanh leave nothing of the first number; this needs a gate."),
        ("adding", _) => ("adding-slow", "it learns the task too, but needs more than twice the training steps, and few are asked for."),
        _ => ("short-needs-no-gates", "two steps of memory need no gate, and at the same budget the RNN has about twice the units and the least work."),
    };
}
