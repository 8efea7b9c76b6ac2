namespace GruNotebooks.Lessons.Tests.Exercises;

/// <summary>Notebook 01: a gradient check by central differences.</summary>
internal static class GradientCheckMistakes
{
    public static IEnumerable<MistakeCase> All()
    {
        static MistakeCase Case(string mistake, Func<Func<double[], double>, double[], double, double[]> answer) => new("gradient-check", mistake, answer);
        static double Moved(Func<double[], double> loss, double[] theta, int k, double by)
        {
            var copy = theta.ToArray();
            copy[k] += by;
            return loss(copy);
        }
        static double[] Each(double[] theta, Func<int, double> slope) => [.. Enumerable.Range(0, theta.Length).Select(slope)];
        return
        [
            Case("forward-difference", (L, w, e) => Each(w, k => (Moved(L, w, k, e) - L(w)) / e)),
            Case("backward-difference", (L, w, e) => Each(w, k => (L(w) - Moved(L, w, k, -e)) / e)),
            Case("no-half", (L, w, e) => Each(w, k => (Moved(L, w, k, e) - Moved(L, w, k, -e)) / e)),
            Case("precedence", (L, w, e) => Each(w, k => (Moved(L, w, k, e) - Moved(L, w, k, -e)) / 2 * e)),
            Case("not-divided", (L, w, e) => Each(w, k => Moved(L, w, k, e) - Moved(L, w, k, -e))),
            Case("not-restored", (L, w, e) =>
            {
                var gradient = new double[w.Length];
                for (var k = 0; k < w.Length; k++)
                {
                    w[k] += e;
                    var up = L(w);
                    w[k] -= 2 * e;
                    gradient[k] = (up - L(w)) / (2 * e);
                }
                return gradient;
            }),
            Case("all-moved", (L, w, e) => Each(w, _ => (L([.. w.Select(v => v + e)]) - L([.. w.Select(v => v - e)])) / (2 * e))),
            Case("sign", (L, w, e) => Each(w, k => (Moved(L, w, k, -e) - Moved(L, w, k, e)) / (2 * e))),
            Case("same-array", (L, w, e) =>
            {
                var gradient = new double[w.Length];
                for (var k = 0; k < w.Length; k++)
                {
                    var up = w;
                    up[k] += e;
                    var down = w;
                    down[k] -= e;
                    gradient[k] = (L(up) - L(down)) / (2 * e);
                }
                return gradient;
            }),
            Case("restored-wrong-way", (L, w, e) =>
            {
                var gradient = new double[w.Length];
                for (var k = 0; k < w.Length; k++)
                {
                    w[k] += e;
                    var up = L(w);
                    w[k] -= 2 * e;
                    gradient[k] = (up - L(w)) / (2 * e);
                    w[k] -= e;
                }
                return gradient;
            }),
            Case("one-sided-half", (L, w, e) => Each(w, k =>
            {
                w[k] += e;
                var up = L(w);
                w[k] -= e;
                return (up - L(w)) / (2 * e);
            })),
            Case("fixed-step", (L, w, _) => Each(w, k => (Moved(L, w, k, 1e-5) - Moved(L, w, k, -1e-5)) / 2e-5)),
        ];
    }
}
