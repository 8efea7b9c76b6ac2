using MathNet.Numerics.Statistics;
using M = MathNet.Numerics.LinearAlgebra.Matrix<double>;
using V = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace GruNotebooks.Lessons.Tests.Exercises;

/// <summary>Notebook 10: inside a trained GRU.</summary>
internal static class InsideMistakes
{
    public static IEnumerable<MistakeCase> All() => [.. HeatMap(), .. Saturation(), .. HalfLife(), .. Connectivity(), .. Unit()];

    private static IEnumerable<MistakeCase> HeatMap() =>
    [
        new("read-heat-map", "dark-keeps", new[] { 2, 3, 1, 18 }),
        new("read-heat-map", "comma-unit", new[] { 1, 0, 2, 18 }),
        new("read-heat-map", "bright-forgets", new[] { 1, 3, 1, 18 }),
        new("read-heat-map", "counted-from-one", new[] { 1, 3, 2, 19 }),
        new("read-heat-map", "second", new[] { 1, 3, 2, 11 }),
        new("read-heat-map", "word-before", new[] { 1, 3, 2, 17 }),
    ];

    private static IEnumerable<MistakeCase> Saturation()
    {
        static MistakeCase Case(string mistake, Func<double[][], (double, double)> answer) => new("saturation", mistake, answer);
        static (double, double) Counts(IEnumerable<double> values, Func<double, bool> below, Func<double, bool> above, double divisor) =>
            (values.Count(below) / divisor, values.Count(above) / divisor);
        static double[] Flat(double[][] gate) => [.. gate.SelectMany(row => row)];
        return
        [
            Case("swapped", g => Counts(Flat(g), v => v > 0.9, v => v < 0.1, Flat(g).Length)),
            Case("counts", g => Counts(Flat(g), v => v < 0.1, v => v > 0.9, 1)),
            Case("percent", g => Counts(Flat(g), v => v < 0.1, v => v > 0.9, Flat(g).Length / 100.0)),
            Case("per-step", g => Counts(Flat(g), v => v < 0.1, v => v > 0.9, g.Length)),
            Case("half", g => Counts(Flat(g), v => v < 0.5, v => v > 0.5, Flat(g).Length)),
            Case("inclusive", g => Counts(Flat(g), v => v <= 0.1, v => v >= 0.9, Flat(g).Length)),
            Case("first-unit", g => Counts(g.Select(row => row[0]), v => v < 0.1, v => v > 0.9, g.Length)),
        ];
    }

    private static IEnumerable<MistakeCase> HalfLife()
    {
        static MistakeCase Case(string mistake, Func<double[], double> answer) => new("gate-half-life", mistake, answer);
        static double Half(double z) => Math.Log(0.5) / Math.Log(z);
        return
        [
            Case("arithmetic", z => Half(z.Average())),
            Case("mean-of-half-lives", z => z.Average(Half)),
            Case("one-minus", z => Math.Log(0.5) / z.Average(v => Math.Log(1 - v))),
            Case("time-constant", z => -1 / z.Average(Math.Log)),
            Case("per-sequence", z => Half(z.Aggregate((a, b) => a * b))),
            Case("last-only", z => Half(z.Last())),
        ];
    }

    private static IEnumerable<MistakeCase> Connectivity()
    {
        static MistakeCase Case(string mistake, Func<M[], V, double[]> answer) => new("connectivity", mistake, answer);
        static double[] Norms(IEnumerable<M> fromLast, V dLast, Func<M, V, V> back, Func<V, double> size)
        {
            List<double> norms = [size(dLast)];
            foreach (var J in fromLast) norms.Add(size(dLast = back(J, dLast)));
            norms.Reverse();
            return [.. norms];
        }
        static V Right(M J, V d) => J.Transpose() * d;
        static double Length(V d) => Math.Sqrt(d.DotProduct(d));
        return
        [
            Case("not-transposed", (Js, d) => Norms(Js.Reverse(), d, (J, v) => J * v, Length)),
            Case("forward-order", (Js, d) => Norms(Js, d, Right, Length)),
            Case("not-carried", (Js, d) => [.. Js.Select(J => Length(Right(J, d))), Length(d)]),
            Case("reversed", (Js, d) => [.. Norms(Js.Reverse(), d, Right, Length).Reverse()]),
            Case("squared", (Js, d) => Norms(Js.Reverse(), d, Right, v => v.DotProduct(v))),
            Case("sum-of-sizes", (Js, d) => Norms(Js.Reverse(), d, Right, v => v.Sum(Math.Abs))),
            Case("largest", (Js, d) => Norms(Js.Reverse(), d, Right, v => v.Max(Math.Abs))),
        ];
    }

    private static IEnumerable<MistakeCase> Unit()
    {
        static MistakeCase Case(string mistake, Func<double[][], double[], (int, double)> answer) => new("name-a-unit", mistake, answer);
        static double[] Curve(double[][] states, int j) => [.. states.Select(row => row[j])];
        static double Pearson(double[][] states, int j, double[] feature) => Correlation.Pearson(Curve(states, j), feature);
        static int Best(int units, Func<int, double> score) => Enumerable.Range(0, units).MaxBy(score);
        static int Right(double[][] states, double[] feature) => Best(states[0].Length, j => Math.Abs(Pearson(states, j, feature)));
        return
        [
            Case("sign-lost", (s, f) => (Right(s, f), Math.Abs(Pearson(s, Right(s, f), f)))),
            Case("largest-positive", (s, f) =>
            {
                var j = Best(s[0].Length, k => Pearson(s, k, f));
                return (j, Pearson(s, j, f));
            }),
            Case("covariance", (s, f) =>
            {
                var j = Best(s[0].Length, k => Math.Abs(Statistics.PopulationCovariance(Curve(s, k), f)));
                return (j, Statistics.PopulationCovariance(Curve(s, j), f));
            }),
            Case("not-centred", (s, f) =>
            {
                double Cosine(int k) => Curve(s, k).Zip(f).Sum(p => p.First * p.Second) / Math.Sqrt(Curve(s, k).Sum(v => v * v) * f.Sum(v => v * v));
                var j = Best(s[0].Length, k => Math.Abs(Cosine(k)));
                return (j, Cosine(j));
            }),
            Case("squared", (s, f) => (Right(s, f), Math.Pow(Pearson(s, Right(s, f), f), 2))),
            Case("last-unit-missing", (s, f) =>
            {
                var j = Best(s[0].Length - 1, k => Math.Abs(Pearson(s, k, f)));
                return (j, Pearson(s, j, f));
            }),
        ];
    }
}
