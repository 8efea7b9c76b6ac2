namespace GruNotebooks.Lessons.Tests.Exercises;

/// <summary>Notebook 07: work and time.</summary>
internal static class SpeedMistakes
{
    public static IEnumerable<MistakeCase> All() => [.. Choices(), .. Work(), .. Roofline(), .. Median()];

    private static IEnumerable<MistakeCase> Choices() =>
    [
        .. "ACD".Select(letter => new MistakeCase("time-ratio", $"with {letter}", letter.ToString())),
        new("unfair-benchmark", "without A", "BCE"),
        new("unfair-benchmark", "without B", "ace"),
        new("unfair-benchmark", "without C", "ABE"),
        new("unfair-benchmark", "with D", "ABCDE"),
        new("unfair-benchmark", "without E", "A B C"),
        new("unfair-benchmark", "with F", "ABCEF"),
    ];

    private static IEnumerable<MistakeCase> Work()
    {
        static MistakeCase Case(string mistake, Func<long, long, long, long, long> forward, int training = 3)
        {
            Func<int, int, int, int, (long, long)> answer = (i, h, b, t) => (forward(i, h, b, t), training * forward(i, h, b, t));
            return new("multiply-adds", mistake, answer);
        }
        return
        [
            Case("flops", (i, h, b, t) => 6 * h * (i + h) * b * t),
            Case("no-batch", (i, h, _, t) => 3 * h * (i + h) * t),
            Case("no-steps", (i, h, b, _) => 3 * h * (i + h) * b),
            Case("four-blocks", (i, h, b, t) => 4 * h * (i + h) * b * t),
            Case("no-input", (_, h, b, t) => 3 * h * h * b * t),
            Case("no-past", (i, h, b, t) => 3 * h * i * b * t),
            Case("training-double", (i, h, b, t) => 3 * h * (i + h) * b * t, training: 2),
            Case("with-bias", (i, h, b, t) => 3 * h * (i + h + 1) * b * t),
        ];
    }

    private static IEnumerable<MistakeCase> Roofline()
    {
        static MistakeCase Case(string mistake, Func<double, double, double, double, double> answer) => new("roofline", mistake, answer);
        return
        [
            Case("max", (peak, width, work, bytes) => Math.Max(peak, width * work / bytes)),
            Case("intensity-inverted", (peak, width, work, bytes) => Math.Min(peak, width * bytes / work)),
            Case("peak-only", (peak, _, _, _) => peak),
            Case("bandwidth-only", (_, width, work, bytes) => width * (work / bytes)),
            Case("intensity-missing", (peak, width, _, _) => Math.Min(peak, width)),
            Case("time", (peak, width, work, bytes) => Math.Max(work / peak, bytes / width)),
        ];
    }

    private static IEnumerable<MistakeCase> Median()
    {
        static MistakeCase Case(string mistake, Func<double[], int, (double, double)> answer) => new("fair-median", mistake, answer);
        static double Median(IEnumerable<double> times)
        {
            var sorted = times.Order().ToArray();
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
        static double Range(IEnumerable<double> times) => times.Max() - times.Min();
        static (double, double) Of(double centre, IEnumerable<double> times) => (centre, Range(times) / centre);
        return
        [
            Case("with-warm-up", (ms, _) => Of(Median(ms), ms)),
            Case("mean", (ms, w) => Of(ms[w..].Average(), ms[w..])),
            Case("unsorted", (ms, w) =>
            {
                double[] kept = ms[w..];
                var n = kept.Length;
                return Of(n % 2 == 1 ? kept[n / 2] : (kept[n / 2 - 1] + kept[n / 2]) / 2, kept);
            }),
            Case("upper-middle", (ms, w) => Of(ms[w..].Order().ElementAt((ms.Length - w) / 2), ms[w..])),
            Case("drops-last", (ms, w) => Of(Median(ms[..^w]), ms[..^w])),
            Case("minimum", (ms, w) => Of(ms[w..].Min(), ms[w..])),
            Case("range-absolute", (ms, w) => (Median(ms[w..]), Range(ms[w..]))),
        ];
    }
}
