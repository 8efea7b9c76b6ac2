using M = MathNet.Numerics.LinearAlgebra.Matrix<double>;
using V = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace GruNotebooks.Lessons.Tests.Exercises;

/// <summary>Notebook 02: vanishing and exploding gradients.</summary>
internal static class VanishingMistakes
{
    public static IEnumerable<MistakeCase> All() => [.. Steps(), .. Jacobians(), .. Growth(), .. Clip(), .. Hold()];

    private static IEnumerable<MistakeCase> Steps() =>
    [
        new("vanish-steps", "rounded-down", (int)(Math.Log(0.001) / Math.Log(0.9))),
        new("vanish-steps", "not-rounded", 65.56),
        new("vanish-steps", "linear", 10),
        new("vanish-steps", "ln-as-tenth", 69),
        new("vanish-steps", "two-zeros", 44),
        new("vanish-steps", "log-mixed", Math.Ceiling(-3 / Math.Log(0.9))),
    ];

    private static IEnumerable<MistakeCase> Jacobians()
    {
        static MistakeCase Case(string mistake, Func<V[], M, M> answer) => new("jacobian-product", mistake, answer);
        static M Diagonal(V h) => M.Build.DenseOfDiagonalVector(1 - h.PointwisePower(2));
        static M Identity(M U) => M.Build.DenseIdentity(U.RowCount);
        return
        [
            Case("wrong-order", (hs, U) => hs.Aggregate(Identity(U), (J, h) => J * Diagonal(h) * U)),
            Case("no-slope", (hs, U) => U.Power(hs.Length)),
            Case("slope-on-right", (hs, U) => hs.Aggregate(Identity(U), (J, h) => U * Diagonal(h) * J)),
            Case("not-squared", (hs, U) => hs.Aggregate(Identity(U), (J, h) => M.Build.DenseOfDiagonalVector(1 - h) * U * J)),
            Case("transposed", (hs, U) => hs.Aggregate(Identity(U), (J, h) => J * U.Transpose() * Diagonal(h))),
            Case("last-missing", (hs, U) => hs[..^1].Aggregate(Identity(U), (J, h) => Diagonal(h) * U * J)),
            Case("first-missing", (hs, U) => hs[1..].Aggregate(Identity(U), (J, h) => Diagonal(h) * U * J)),
            Case("from-zeros", (hs, U) => hs.Aggregate(M.Build.Dense(U.RowCount, U.RowCount), (J, h) => Diagonal(h) * U * J)),
            Case("sum", (hs, U) => hs.Aggregate(U * 0, (J, h) => J + Diagonal(h) * U)),
        ];
    }

    private static IEnumerable<MistakeCase> Growth()
    {
        static MistakeCase Case(string mistake, Func<M, int, double[]> answer) => new("growth-curve", mistake, answer);
        static double[] Each(int steps, Func<int, double> norm) => [.. Enumerable.Range(1, steps).Select(norm)];
        return
        [
            Case("frobenius", (U, n) => Each(n, k => U.Power(k).FrobeniusNorm())),
            Case("radius", (U, n) => Each(n, k => Math.Pow(U.Evd().EigenValues.Max(v => v.Magnitude), k))),
            Case("norm-power", (U, n) => Each(n, k => Math.Pow(U.L2Norm(), k))),
            Case("from-identity", (U, n) => Each(n, k => U.Power(k - 1).L2Norm())),
            Case("from-zeros", (U, n) =>
            {
                var power = U * 0;
                return Each(n, _ => (power = power * U).L2Norm());
            }),
            Case("elementwise", (U, n) => Each(n, k => U.Map(v => Math.Pow(v, k)).L2Norm())),
        ];
    }

    private static IEnumerable<MistakeCase> Clip()
    {
        static MistakeCase Case(string mistake, Func<double[][], double, double[][]> answer) => new("clip-by-norm", mistake, answer);
        static double[][] Times(double[][] g, double factor) => [.. g.Select(row => row.Select(v => v * factor).ToArray())];
        static double Norm(double[][] g) => Math.Sqrt(g.SelectMany(row => row).Sum(v => v * v));
        return
        [
            Case("each-alone", (g, max) => [.. g.Select(row => Times([row], Math.Min(1, max / Norm([row])))[0])]),
            Case("by-value", (g, max) => [.. g.Select(row => row.Select(v => Math.Max(-max, Math.Min(max, v))).ToArray())]),
            Case("always", (g, max) => Times(g, max / Norm(g))),
            Case("no-root", (g, max) => Times(g, Math.Min(1, max / (Norm(g) * Norm(g))))),
            Case("sum-of-sizes", (g, max) => Times(g, Math.Min(1, max / g.SelectMany(row => row).Sum(Math.Abs)))),
            Case("largest", (g, max) => Times(g, Math.Min(1, max / g.SelectMany(row => row).Max(Math.Abs)))),
            Case("inverted", (g, max) => Norm(g) > max ? Times(g, Norm(g) / max) : g),
            Case("max-for-min", (g, max) => Times(g, Math.Max(1, max / Norm(g)))),
            Case("to-one", (g, max) => Norm(g) > max ? Times(g, 1 / Norm(g)) : g),
        ];
    }

    private static IEnumerable<MistakeCase> Hold() =>
    [
        new("hold-the-gradient", "size", M.Build.DenseIdentity(3)),
        new("hold-the-gradient", "diagonal", M.Build.DenseDiagonal(4, 4, 1)),
        new("hold-the-gradient", "shrinks", M.Build.Random(4, 4, 1).QR().Q * 0.99),
        new("hold-the-gradient", "grows", M.Build.Random(4, 4, 1).QR().Q * 1.05),
        new("hold-the-gradient", "non-normal", M.Build.DenseOfArray(new[,] { { 1, 1.0, 0, 0 }, { 0, 1, 0, 0 }, { 0, 0, 1, 0 }, { 0, 0, 0, 1 } })),
    ];
}
