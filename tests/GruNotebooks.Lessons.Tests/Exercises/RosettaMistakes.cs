namespace GruNotebooks.Lessons.Tests.Exercises;

/// <summary>Notebook 11: conventions.</summary>
internal static class RosettaMistakes
{
    public static IEnumerable<MistakeCase> All() => [.. Order(), .. Flip(), .. Merge(), .. Read()];

    private static IEnumerable<MistakeCase> Order()
    {
        static MistakeCase Case(string mistake, Func<double[], int, double[]> answer) => new("gate-order", mistake, answer);
        return
        [
            Case("as-it-lies", (b, _) => b),
            Case("upside-down", (b, n) => [.. b[(2 * n)..], .. b[n..(2 * n)], .. b[..n]]),
            Case("round", (b, n) => [.. b[n..], .. b[..n]]),
            Case("unit-by-unit", (b, n) => [.. b.Where((_, k) => k % 3 == 1), .. b.Where((_, k) => k % 3 == 0), .. b.Where((_, k) => k % 3 == 2)]),
        ];
    }

    private static IEnumerable<MistakeCase> Flip()
    {
        static MistakeCase Case(string mistake, Func<double[], int, double[]> answer) => new("flip-update", mistake, answer);
        return
        [
            Case("not-at-all", (b, _) => b),
            Case("every-gate", (b, _) => [.. b.Select(v => -v)]),
            Case("candidate", (b, n) => [.. b[..(2 * n)], .. b[(2 * n)..].Select(v => -v)]),
            Case("one-minus", (b, n) => [.. b[..n].Select(v => 1 - v), .. b[n..]]),
        ];
    }

    private static IEnumerable<MistakeCase> Merge()
    {
        static MistakeCase Case(string mistake, Func<double[], double[], int, (double[], double[])> answer) => new("merge-biases", mistake, answer);
        static double[] Sum(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];
        return
        [
            Case("candidate-too", (b, c, _) => (Sum(b, c), new double[b.Length])),
            Case("twice", (b, c, n) => ([.. Sum(b, c)[..(2 * n)], .. b[(2 * n)..]], c)),
            Case("dropped", (b, c, n) => (b, [.. new double[2 * n], .. c[(2 * n)..]])),
            Case("candidate-lost", (b, c, n) => ([.. Sum(b, c)[..(2 * n)], .. b[(2 * n)..]], new double[b.Length])),
        ];
    }

    private static IEnumerable<MistakeCase> Read() => "ABDE".Select(letter => new MistakeCase("read-the-error", $"with {letter}", letter.ToString()));
}
