namespace GruNotebooks.Lessons.Tests.Exercises;

/// <summary>Notebook 09: real data.</summary>
internal static class RealDataMistakes
{
    public static IEnumerable<MistakeCase> All() => [.. Persistence(), .. Standardise(), .. Temperature(), .. Nll(), .. Difference()];

    private static IEnumerable<MistakeCase> Persistence()
    {
        static MistakeCase Case(string mistake, Func<double[], int, int, double> answer) => new("persistence", mistake, answer);
        static IEnumerable<double> Errors(double[] s, int from, int lag) => Enumerable.Range(from, s.Length - from).Select(t => s[t] - s[t - lag]);
        return
        [
            Case("horizon-ignored", (s, from, _) => Errors(s, from, 1).Average(e => e * e)),
            Case("inside-test-only", (s, from, lag) => Enumerable.Range(from, s.Length - lag - from).Average(t => Math.Pow(s[t] - s[t + lag], 2))),
            Case("whole-series", (s, _, lag) => Errors(s, lag, lag).Average(e => e * e)),
            Case("inside-test-only", (s, from, lag) => Errors(s, from + lag, lag).Average(e => e * e)),
            Case("root", (s, from, lag) => Math.Sqrt(Errors(s, from, lag).Average(e => e * e))),
            Case("absolute", (s, from, lag) => Errors(s, from, lag).Average(Math.Abs)),
            Case("sum", (s, from, lag) => Errors(s, from, lag).Sum(e => e * e)),
        ];
    }

    private static IEnumerable<MistakeCase> Standardise()
    {
        static MistakeCase Case(string mistake, Func<double[], int, double[]> answer) => new("standardise", mistake, answer);
        static double Variance(double[] s) => s.Average(v => Math.Pow(v - s.Average(), 2));
        static double[] Scaled(double[] s, double centre, double width) => [.. s.Select(v => (v - centre) / width)];
        return
        [
            Case("leak", (s, _) => Scaled(s, s.Average(), Math.Sqrt(Variance(s)))),
            Case("variance", (s, n) => Scaled(s, s[..n].Average(), Variance(s[..n]))),
            Case("sample", (s, n) => Scaled(s, s[..n].Average(), Math.Sqrt(Variance(s[..n]) * n / (n - 1)))),
            Case("not-centred", (s, n) => Scaled(s, 0, Math.Sqrt(Variance(s[..n])))),
            Case("not-scaled", (s, n) => Scaled(s, s[..n].Average(), 1)),
            Case("min-max", (s, n) => Scaled(s, s[..n].Min(), s[..n].Max() - s[..n].Min())),
            Case("train-only", (s, n) => Scaled(s[..n], s[..n].Average(), Math.Sqrt(Variance(s[..n])))),
        ];
    }

    private static IEnumerable<MistakeCase> Temperature()
    {
        static MistakeCase Case(string mistake, Func<double[], double, double[]> answer) => new("temperature", mistake, answer);
        static double[] Softmax(IEnumerable<double> scores)
        {
            var all = scores.ToArray();
            var e = all.Select(score => Math.Exp(score - all.Max())).ToArray();
            return [.. e.Select(v => v / e.Sum())];
        }
        return
        [
            Case("multiplied", (scores, t) => Softmax(scores.Select(s => s * t))),
            Case("ignored", (scores, _) => Softmax(scores)),
            Case("afterwards", (scores, t) => [.. Softmax(scores).Select(p => p / t)]),
            Case("not-normalised", (scores, t) => [.. scores.Select(s => Math.Exp((s - scores.Max()) / t))]),
            Case("overflow", (scores, t) =>
            {
                var e = scores.Select(s => Math.Exp(s / t)).ToArray();
                return [.. e.Select(v => v / e.Sum())];
            }),
            Case("no-exp", (scores, t) => [.. scores.Select(s => s / scores.Sum())]),
        ];
    }

    private static IEnumerable<MistakeCase> Nll()
    {
        static MistakeCase Case(string mistake, Func<double[][], bool[][], double> answer) => new("nll-per-step", mistake, answer);
        static IEnumerable<(double P, bool Sounds)> Flat(double[][] p, bool[][] notes) => p.SelectMany((row, t) => row.Select((v, k) => (v, notes[t][k])));
        static double Cost((double P, bool Sounds) note) => -Math.Log(note.Sounds ? note.P : 1 - note.P);
        return
        [
            Case("over-notes", (p, notes) => Flat(p, notes).Average(Cost)),
            Case("sounding-only", (p, notes) => Flat(p, notes).Where(note => note.Sounds).Sum(Cost) / notes.Length),
            Case("bits", (p, notes) => Flat(p, notes).Sum(Cost) / notes.Length / Math.Log(2)),
            Case("sum", (p, notes) => Flat(p, notes).Sum(Cost)),
            Case("turned", (p, notes) => Flat(p, notes).Sum(note => Cost((note.P, !note.Sounds))) / notes.Length),
            Case("no-log", (p, notes) => Flat(p, notes).Sum(note => note.Sounds ? 1 - note.P : note.P) / notes.Length),
        ];
    }

    private static IEnumerable<MistakeCase> Difference() => "ACD".Select(letter => new MistakeCase("is-it-a-difference", $"with {letter}", letter.ToString()));
}
