using GruNotebooks.Cells;
using GruNotebooks.Layers;

namespace GruNotebooks.Lessons.Tests.Exercises;

/// <summary>Notebook 06: counting parameters.</summary>
internal static class CountingMistakes
{
    public static IEnumerable<MistakeCase> All() => [.. OneLayer(), .. Stack(), .. Bidirectional(), .. UnderBudget(), .. EqualBudget()];

    private static IEnumerable<MistakeCase> OneLayer() =>
    [
        new("count-gru", "no-bias", new[] { 336, 384 }),
        new("count-gru", "one-gate", new[] { 120, 384 }),
        new("count-gru", "four-gates", new[] { 480, 384 }),
        new("count-gru", "two-gates", new[] { 240, 384 }),
        new("count-gru", "square-missing", new[] { 192, 384 }),
        new("count-gru", "one-extra-bias", new[] { 360, 368 }),
        new("count-gru", "same", new[] { 360, 360 }),
        new("count-gru", "doubled", new[] { 360, 720 }),
    ];

    private static int Blocks(CellKind kind) => kind == CellKind.Rnn ? 1 : kind == CellKind.Gru ? 3 : 4;

    private static int Biases(BiasScheme bias) => bias == BiasScheme.OnePerGate ? 1 : 2;

    private delegate long Layer(CellKind kind, long inputs, long units, BiasScheme bias);

    private static long Right(CellKind kind, long i, long h, BiasScheme bias) => Blocks(kind) * (h * i + h * h + Biases(bias) * h);

    private static Func<CellKind, int, int[], BiasScheme, long> Stacked(Layer layer, bool firstInput = false, int directions = 1, int nextReads = 1) => (kind, i, hs, bias) =>
    {
        var (sum, inputs) = (0L, (long)i);
        foreach (var h in hs)
        {
            sum += directions * layer(kind, inputs, h, bias);
            if (!firstInput) inputs = nextReads * h;
        }
        return sum;
    };

    private static IEnumerable<(string, Layer)> LayerMistakes() =>
    [
        ("bias-once", (kind, i, h, bias) => Blocks(kind) * (h * i + h * h) + Biases(bias) * h),
        ("no-bias", (kind, i, h, _) => Blocks(kind) * (h * i + h * h)),
        ("one-bias", (kind, i, h, _) => Right(kind, i, h, BiasScheme.OnePerGate)),
        ("two-biases", (kind, i, h, _) => Right(kind, i, h, BiasScheme.TwoPerGate)),
        ("square-missing", (kind, i, h, bias) => Blocks(kind) * (h * i + Biases(bias) * h)),
        ("gru-four", (kind, i, h, bias) => Right(kind == CellKind.Gru ? CellKind.Lstm : kind, i, h, bias)),
        ("gru-two", (kind, i, h, bias) => (kind == CellKind.Gru ? 2 : Blocks(kind)) * (h * i + h * h + Biases(bias) * h)),
        ("lstm-three", (kind, i, h, bias) => Right(kind == CellKind.Lstm ? CellKind.Gru : kind, i, h, bias)),
    ];

    private static IEnumerable<MistakeCase> Stack() =>
    [
        .. LayerMistakes().Select(mistake => new MistakeCase("count-stack", mistake.Item1, Stacked(mistake.Item2))),
        new("count-stack", "same-input", Stacked(Right, firstInput: true)),
        new("count-stack", "last-only", (CellKind kind, int i, int[] hs, BiasScheme bias) => Right(kind, hs.Length > 1 ? hs[^2] : i, hs[^1], bias)),
    ];

    private static IEnumerable<MistakeCase> Bidirectional() =>
    [
        .. LayerMistakes().Select(mistake => new MistakeCase("count-bidirectional", mistake.Item1, Stacked(mistake.Item2, directions: 2, nextReads: 2))),
        new("count-bidirectional", "same-input", Stacked(Right, firstInput: true, directions: 2)),
        new("count-bidirectional", "last-only", (CellKind kind, int i, int[] hs, BiasScheme bias) => 2 * Right(kind, hs.Length > 1 ? 2 * hs[^2] : i, hs[^1], bias)),
        new("count-bidirectional", "one-direction", Stacked(Right, nextReads: 2)),
        new("count-bidirectional", "next-reads-h", Stacked(Right, directions: 2)),
        new("count-bidirectional", "first-reads-double", (CellKind kind, int i, int[] hs, BiasScheme bias) => Stacked(Right, directions: 2, nextReads: 2)(kind, 2 * i, hs, bias)),
    ];

    private static IEnumerable<MistakeCase> UnderBudget()
    {
        static MistakeCase Case(string mistake, Func<CellKind, int, long, int> answer) => new("largest-under-budget", mistake, answer);
        static int Largest(Func<long, bool> fits) => Enumerable.Range(0, 10_000).Last(h => fits(h));
        return
        [
            Case("one-too-many", (kind, i, budget) => Enumerable.Range(1, 10_000).First(h => Right(kind, i, h, BiasScheme.OnePerGate) > budget)),
            Case("budget-itself-excluded", (kind, i, budget) => Largest(h => Right(kind, i, h, BiasScheme.OnePerGate) < budget)),
            Case("inputs-ignored", (kind, _, budget) => Largest(h => Blocks(kind) * (h * h + h) <= budget)),
            Case("no-bias", (kind, i, budget) => Largest(h => Blocks(kind) * (h * i + h * h) <= budget)),
            Case("no-square", (kind, i, budget) => Largest(h => Blocks(kind) * (h * i + h) <= budget)),
            Case("wrong-gates", (kind, i, budget) => Largest(h => (kind == CellKind.Rnn ? 1 : Blocks(kind) - 1) * (h * i + h * h + h) <= budget)),
        ];
    }

    private static IEnumerable<MistakeCase> EqualBudget() =>
    [
        new("equal-budget", "no-root", new[] { 1.333, 2 }),
        new("equal-budget", "inverted", new[] { 0.866, 2 }),
        new("equal-budget", "no-root", new[] { 1.155, 4 }),
        new("equal-budget", "inverted", new[] { 1.155, 0.5 }),
    ];
}
