using GruNotebooks.Tasks;
using GruNotebooks.Training;

namespace GruNotebooks.Lessons.Tests.Exercises;

/// <summary>Notebook 12: a text and a service's counters.</summary>
internal static class TrainYourOwnMistakes
{
    public static IEnumerable<MistakeCase> All() => [.. Encode(), .. Pair(), .. Loss(), .. Adam(), .. Stop(), .. Yesterday(), .. Line(), .. Alarms()];

    private static IEnumerable<MistakeCase> Encode()
    {
        static MistakeCase Case(string mistake, Func<string, int[]> answer) => new("encode-text", mistake, answer);
        static int[] Ranks(IEnumerable<char> text) => [.. text.Select(c => text.Distinct().Count(other => other < c))];
        return
        [
            Case("codes", text => [.. text.Select(c => (int)c)]),
            Case("first-come", text => [.. text.Select(c => text.Distinct().ToList().IndexOf(c))]),
            Case("from-one", text => [.. Ranks(text).Select(rank => rank + 1)]),
            Case("no-case", text => Ranks(text.ToUpperInvariant())),
            Case("letters-only", text => Ranks(text.Where(char.IsLetter))),
        ];
    }

    private static IEnumerable<MistakeCase> Pair()
    {
        static MistakeCase Case(string mistake, Func<int[], int, int, (int[], int[])> answer) => new("input-and-target", mistake, answer);
        static int[] Cut(int[] s, int from, int count) => [.. Enumerable.Range(from, count).Select(k => s[Math.Max(k, 0)])];
        return
        [
            Case("same", (s, a, n) => (Cut(s, a, n), Cut(s, a, n))),
            Case("before", (s, a, n) => (Cut(s, a, n), Cut(s, a - 1, n))),
            Case("two-ahead", (s, a, n) => (Cut(s, a, n), Cut(s, a + 2, n))),
            Case("short", (s, a, n) => (Cut(s, a, n - 1), Cut(s, a + 1, n - 1))),
            Case("exchanged", (s, a, n) => (Cut(s, a + 1, n), Cut(s, a, n))),
        ];
    }

    private static IEnumerable<MistakeCase> Loss()
    {
        static MistakeCase Case(string mistake, Func<double[], int, (double, double[])> answer) => new("loss-and-slope", mistake, answer);
        static double[] P(double[] s) => [.. s.Select(a => 1 / s.Sum(b => Math.Exp(b - a)))];
        static double[] Slope(double[] s, int right) => [.. P(s).Select((p, k) => k == right ? p - 1 : p)];
        return
        [
            Case("bits", (s, right) => (-Math.Log2(P(s)[right]), Slope(s, right))),
            Case("sign", (s, right) => (-Math.Log(P(s)[right]), [.. Slope(s, right).Select(v => -v)])),
            Case("not-minus-one", (s, right) => (-Math.Log(P(s)[right]), P(s))),
            Case("only-right", (s, right) => (-Math.Log(P(s)[right]), [.. Slope(s, right).Select((v, k) => k == right ? v : 0)])),
            Case("overflow", (s, right) =>
            {
                double[] e = [.. s.Select(Math.Exp)];
                return (-Math.Log(e[right] / e.Sum()), [.. e.Select((v, k) => (v / e.Sum()) - (k == right ? 1 : 0))]);
            }),
            Case("loss-of-score", (s, right) => (-s[right], Slope(s, right))),
        ];
    }

    private static IEnumerable<MistakeCase> Adam()
    {
        static MistakeCase Case(string mistake, Func<double, double, double, double, double, int, (double, double, double)> answer) => new("adam-step", mistake, answer);
        static double Move(double m, double v, double rate, int t) => rate * m / (1 - Math.Pow(0.9, t)) / (Math.Sqrt(v / (1 - Math.Pow(0.999, t))) + 1e-8);
        static (double M, double V) Means(double m, double v, double g) => (m + (0.1 * (g - m)), v + (0.001 * ((g * g) - v)));
        return
        [
            Case("no-correction", (w, m, v, g, rate, _) =>
            {
                (m, v) = Means(m, v, g);
                return (w - (rate * m / (Math.Sqrt(v) + 1e-8)), m, v);
            }),
            Case("corrected-kept", (w, m, v, g, rate, t) =>
            {
                (m, v) = Means(m, v, g);
                return (w - Move(m, v, rate, t), m / (1 - Math.Pow(0.9, t)), v / (1 - Math.Pow(0.999, t)));
            }),
            Case("no-root", (w, m, v, g, rate, t) =>
            {
                (m, v) = Means(m, v, g);
                return (w - (rate * m / (1 - Math.Pow(0.9, t)) / ((v / (1 - Math.Pow(0.999, t))) + 1e-8)), m, v);
            }),
            Case("inside-root", (w, m, v, g, rate, t) =>
            {
                (m, v) = Means(m, v, g);
                return (w - (rate * m / (1 - Math.Pow(0.9, t)) / Math.Sqrt((v / (1 - Math.Pow(0.999, t))) + 1e-8)), m, v);
            }),
            Case("uphill", (w, m, v, g, rate, t) =>
            {
                (m, v) = Means(m, v, g);
                return (w + Move(m, v, rate, t), m, v);
            }),
            Case("t-from-zero", (w, m, v, g, rate, t) =>
            {
                (m, v) = Means(m, v, g);
                return (w - Move(m, v, rate, t - 1), m, v);
            }),
            Case("means-exchanged", (w, m, v, g, rate, t) =>
            {
                (m, v) = (m + (0.001 * (g - m)), v + (0.1 * ((g * g) - v)));
                return (w - (rate * m / (1 - Math.Pow(0.999, t)) / (Math.Sqrt(v / (1 - Math.Pow(0.9, t))) + 1e-8)), m, v);
            }),
            Case("v-not-squared", (w, m, v, g, rate, t) =>
            {
                (m, v) = (m + (0.1 * (g - m)), v + (0.001 * (g - v)));
                return (w - Move(m, v, rate, t), m, v);
            }),
        ];
    }

    private static IEnumerable<MistakeCase> Stop()
    {
        static MistakeCase Case(string mistake, Func<double[], int, int> answer) => new("stop-early", mistake, answer);
        static (int Best, int End) Walk(double[] l, int patience)
        {
            int best = 0;
            for (int k = 1; k < l.Length; k++)
            {
                if (l[k] < l[best]) best = k;
                if (k - best >= patience) return (best, k);
            }
            return (best, l.Length - 1);
        }
        return
        [
            Case("best-of-all", (l, _) => Enumerable.Range(0, l.Length).MinBy(k => l[k])),
            Case("where-it-stops", (l, patience) => Walk(l, patience).End),
            Case("first-rise", (l, _) => Walk(l, 1).Best),
            Case("impatient", (l, patience) => Walk(l, patience - 1).Best),
            Case("equal-is-new", (l, patience) =>
            {
                int best = 0;
                for (int k = 1; k < l.Length && k - best <= patience; k++)
                    if (l[k] <= l[best]) best = k;
                return best;
            }),
            Case("not-in-a-row", (l, patience) =>
            {
                int best = 0, bad = 0;
                for (int k = 1; k < l.Length && bad < patience; k++)
                    if (l[k] < l[best]) best = k;
                    else bad++;
                return best;
            }),
        ];
    }

    private static IEnumerable<MistakeCase> Yesterday()
    {
        static MistakeCase Case(string mistake, Func<double[], int, int, int, double[]> answer) => new("same-time-yesterday", mistake, answer);
        static double[] Back(double[] s, int from, int back) => [.. s.Skip(from - back).Take(s.Length - from)];
        static int Seasons(int horizon, int period) => (int)Math.Ceiling(horizon / (double)period);
        return
        [
            Case("future", (s, from, _, period) => Back(s, from, period)),
            Case("persistence", (s, from, horizon, _) => Back(s, from, horizon)),
            Case("season-too-many", (s, from, horizon, period) => Back(s, from, (Seasons(horizon, period) + 1) * period)),
            Case("horizon-added", (s, from, horizon, period) => Back(s, from, horizon + period)),
            Case("whole-series", (s, _, horizon, period) => s[..^(Seasons(horizon, period) * period)]),
        ];
    }

    private static IEnumerable<MistakeCase> Line()
    {
        var task = new SeriesForecast(CsvTable.Read("counters.csv").Column("gc-heap-megabytes"));
        int[] targets = [.. task.Targets(SplitName.Test)];
        double[] answer = [.. targets.Select(t => task.Series[t])];
        MistakeCase Case(string mistake, double[] forecast) => new("beat-the-line", mistake, forecast);
        return
        [
            Case("another-part", task.Series),
            Case("scaled", [.. answer.Select(value => (value - task.Mean) / task.Deviation)]),
            Case("not-finite", [.. answer[1..], double.NaN]),
            Case("the-answer", answer),
            Case("shifted", [.. answer[1..], answer[^1]]),
            Case("persistence", SeriesBaselines.Persistence(task)),
            Case("not-better", [.. targets.Select(_ => task.Mean)]),
            Case("not-better", SeriesBaselines.Linear(task)),
        ];
    }

    private static IEnumerable<MistakeCase> Alarms()
    {
        static MistakeCase Case(string mistake, Func<double[], int, double, bool[]> answer) => new("alarms", mistake, answer);
        static double Median(IEnumerable<double> values) => GruNotebooks.Numerics.Spread.Of(values).Median;
        static bool[] Above(IEnumerable<double> sizes, double threshold) => [.. sizes.Select(size => size > threshold)];
        return
        [
            Case("signed", (e, quiet, times) => Above(e, times * Median(e[..quiet]))),
            Case("lower-middle", (e, quiet, times) => Above(e.Select(Math.Abs), times * e[..quiet].Select(Math.Abs).Order().ElementAt((quiet - 1) / 2))),
            Case("upper-middle", (e, quiet, times) => Above(e.Select(Math.Abs), times * e[..quiet].Select(Math.Abs).Order().ElementAt(quiet / 2))),
            Case("mean", (e, quiet, times) => Above(e.Select(Math.Abs), times * e[..quiet].Average(Math.Abs))),
            Case("all-errors", (e, _, times) => Above(e.Select(Math.Abs), times * Median(e.Select(Math.Abs)))),
            Case("only-later", (e, quiet, times) => Above(e[quiet..].Select(Math.Abs), times * Median(e[..quiet].Select(Math.Abs)))),
            Case("turned", (e, quiet, times) => [.. e.Select(v => Math.Abs(v) <= times * Median(e[..quiet].Select(Math.Abs)))]),
        ];
    }
}
