using GruNotebooks.Layers;
using GruNotebooks.Lessons.Exercises;

namespace GruNotebooks.Lessons.Tests.Exercises;

/// <summary>Notebook 08: memory tasks.</summary>
internal static class MemoryTaskMistakes
{
    public static IEnumerable<MistakeCase> All() => [.. Baselines(), .. Copy(), .. Adding(), .. Chrono(), .. Choice(), .. Plan()];

    private static IEnumerable<MistakeCase> Baselines() =>
    [
        new("baselines", "one-number", new[] { 0.0833, 1.386 }),
        new("baselines", "guess-zero", new[] { 1.1667, 1.386 }),
        new("baselines", "root", new[] { 0.408, 1.386 }),
        new("baselines", "bits", new[] { 0.1667, 2 }),
        new("baselines", "six-symbols", new[] { 0.1667, 1.79 }),
        new("baselines", "two-classes", new[] { 0.1667, 0.693 }),
        new("baselines", "error-rate", new[] { 0.1667, 0.75 }),
    ];

    private static IEnumerable<MistakeCase> Copy()
    {
        static MistakeCase Case(string mistake, Func<int, int, int, double> answer) => new("copy-baseline", mistake, answer);
        return
        [
            Case("log2", (s, k, t) => k * Math.Log2(s) / (t + 2 * k)),
            Case("delay-only", (s, k, t) => k * Math.Log(s) / t),
            Case("tail-once", (s, k, t) => k * Math.Log(s) / (t + k)),
            Case("not-averaged", (s, k, _) => k * Math.Log(s)),
            Case("last-part-only", (s, _, _) => Math.Log(s)),
            Case("one-symbol", (s, k, t) => Math.Log(s) / (t + 2 * k)),
        ];
    }

    private static IEnumerable<MistakeCase> Adding()
    {
        static MistakeCase Case(string mistake, Func<double[], double[], double> answer) => new("adding-target", mistake, answer);
        static IEnumerable<double> Marked(double[] values, double[] marks) => values.Zip(marks).Where(pair => pair.Second == 1).Select(pair => pair.First);
        return
        [
            Case("all", (values, _) => values.Sum()),
            Case("average", (values, marks) => Marked(values, marks).Average()),
            Case("product", (values, marks) => Marked(values, marks).First() * Marked(values, marks).Last()),
            Case("first-only", (values, marks) => values[Array.IndexOf(marks, 1)]),
            Case("last-only", (values, marks) => values[Array.LastIndexOf(marks, 1)]),
            Case("one-late", (values, marks) => values.Skip(1).Zip(marks).Sum(pair => pair.First * pair.Second)),
        ];
    }

    private static IEnumerable<MistakeCase> Chrono()
    {
        static MistakeCase Case(string mistake, Func<double, double, double> forget, int sign = -1)
        {
            Func<double, double, (double, double)> answer = (u, longest) => (forget(u, longest), sign * forget(u, longest));
            return new("chrono-bias", mistake, answer);
        }
        return
        [
            Case("no-log", (u, longest) => 1 + u * (longest - 2)),
            Case("log10", (u, longest) => Math.Log10(1 + u * (longest - 2))),
            Case("same-sign", (u, longest) => Math.Log(1 + u * (longest - 2)), sign: 1),
            Case("from-zero", (u, longest) => Math.Log(u * (longest - 1))),
            Case("to-longest", (u, longest) => Math.Log(1 + u * (longest - 1))),
            Case("not-drawn", (_, longest) => Math.Log(longest - 1)),
        ];
    }

    private static IEnumerable<MistakeCase> Choice()
    {
        static MistakeCase Case(string mistake, params (CellKind, int)[] answer) => new("choose-cell", mistake, answer);
        return
        [
            Case("count", (CellKind.Lstm, 14)),
            Case("over-budget", (CellKind.Lstm, 40), (CellKind.Gru, 35), (CellKind.Rnn, 20)),
            Case("wasteful", (CellKind.Lstm, 5), (CellKind.Gru, 35), (CellKind.Rnn, 20)),
            Case("counting-needs-lstm", (CellKind.Gru, 16), (CellKind.Gru, 35), (CellKind.Rnn, 20)),
            Case("adding-needs-gates", (CellKind.Lstm, 13), (CellKind.Rnn, 61), (CellKind.Rnn, 20)),
            Case("adding-slow", (CellKind.Lstm, 13), (CellKind.Lstm, 30), (CellKind.Rnn, 20)),
            Case("short-needs-no-gates", (CellKind.Lstm, 13), (CellKind.Gru, 35), (CellKind.Gru, 10)),
        ];
    }

    private static IEnumerable<MistakeCase> Plan()
    {
        var fair = new ExperimentPlan { GruUnits = 35, LstmUnits = 30, Seeds = 5, MostSteps = 5000, SolvedBelow = 0.01, SameExamples = true, Report = "C" };
        static MistakeCase Case(string mistake, ExperimentPlan answer) => new("design-experiment", mistake, answer);
        return
        [
            Case("no-units", fair with { LstmUnits = 0 }),
            Case("equal-units", fair with { LstmUnits = 35 }),
            Case("unequal-budget", fair with { GruUnits = 40 }),
            Case("few-seeds", fair with { Seeds = 1 }),
            Case("guesser-solves", fair with { SolvedBelow = 0.17 }),
            Case("loose", fair with { SolvedBelow = 0.1 }),
            Case("never-solved", fair with { SolvedBelow = 0 }),
            Case("cut-short", fair with { MostSteps = 500 }),
            Case("other-examples", fair with { SameExamples = false }),
            Case("best-run", fair with { Report = "a" }),
            Case("solved-only", fair with { Report = "B" }),
        ];
    }
}
