using GruNotebooks.Cells;
using static GruNotebooks.Cells.CellMaths;
using M = MathNet.Numerics.LinearAlgebra.Matrix<double>;
using V = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace GruNotebooks.Lessons.Tests.Exercises;

/// <summary>Notebook 05: the GRU's backward pass.</summary>
internal static class GruBackwardMistakes
{
    public static IEnumerable<MistakeCase> All() => [.. Carry(), .. Gates(), .. States(), .. Weights(), .. Bugs()];

    private static IEnumerable<MistakeCase> Carry() =>
    [
        new("carry-gradient", "candidate-share", new[] { 0.1, 0.00515 }),
        new("carry-gradient", "whole", new[] { 1, 0.00515 }),
        new("carry-gradient", "added", new[] { 0.9, 45 }),
        new("carry-gradient", "linear", new[] { 0.9, 0 }),
        new("carry-gradient", "percent", new[] { 90, 0.515 }),
        new("carry-gradient", "percent", new[] { 0.9, 0.515 }),
        new("carry-gradient", "same", new[] { 0.9, 0.9 }),
    ];

    private static V Slope(V gate) => Mul(gate, 1 - gate);

    private static V DaH(V dh, GruCache k) => Mul(Mul(dh, 1 - k.z), 1 - Mul(k.hTilde, k.hTilde));

    private static V DaR(V dh, GruCache k, GruParameters p) => Mul(Mul(p.Uh.Transpose() * DaH(dh, k), k.hPrev), Slope(k.r));

    private static V DaZ(V dh, GruCache k) => Mul(Mul(dh, k.hPrev - k.hTilde), Slope(k.z));

    private static IEnumerable<MistakeCase> Gates()
    {
        static MistakeCase Case(string mistake, Func<V, GruCache, GruParameters, (V, V, V)> answer) => new("gru-gates-backward", mistake, answer);
        static (V, V, V) Right(V dh, GruCache k, GruParameters p) => (DaZ(dh, k), DaR(dh, k, p), DaH(dh, k));
        static (V, V, V) WithDaH(V daH, V dh, GruCache k, GruParameters p) => (DaZ(dh, k), Mul(Mul(Back(p.Uh, daH), k.hPrev), Slope(k.r)), daH);
        return
        [
            Case("dz-sign", (dh, k, p) => Right(dh, k, p) with { Item1 = Mul(Mul(dh, k.hTilde - k.hPrev), Slope(k.z)) }),
            Case("dz-one-part", (dh, k, p) => Right(dh, k, p) with { Item1 = Mul(Mul(dh, k.hPrev), Slope(k.z)) }),
            Case("candidate-with-z", (dh, k, p) => WithDaH(Mul(Mul(dh, k.z), 1 - Mul(k.hTilde, k.hTilde)), dh, k, p)),
            Case("candidate-whole", (dh, k, p) => WithDaH(Mul(dh, 1 - Mul(k.hTilde, k.hTilde)), dh, k, p)),
            Case("no-tanh-slope", (dh, k, p) => WithDaH(Mul(dh, 1 - k.z), dh, k, p)),
            Case("no-sigma-slope", (dh, k, p) => (Mul(dh, k.hPrev - k.hTilde), Mul(Back(p.Uh, DaH(dh, k)), k.hPrev), DaH(dh, k))),
            Case("no-z-slope", (dh, k, p) => Right(dh, k, p) with { Item1 = Mul(dh, k.hPrev - k.hTilde) }),
            Case("no-r-slope", (dh, k, p) => Right(dh, k, p) with { Item2 = Mul(Back(p.Uh, DaH(dh, k)), k.hPrev) }),
            Case("gate-as-slope", (dh, k, p) => (Mul(Mul(dh, k.hPrev - k.hTilde), k.z), Mul(Mul(Back(p.Uh, DaH(dh, k)), k.hPrev), k.r), DaH(dh, k))),
            Case("u-not-transposed", (dh, k, p) => Right(dh, k, p) with { Item2 = Mul(Mul(p.Uh * DaH(dh, k), k.hPrev), Slope(k.r)) }),
            Case("dr-before-tanh", (dh, k, p) => Right(dh, k, p) with { Item2 = Mul(Mul(Back(p.Uh, Mul(dh, 1 - k.z)), k.hPrev), Slope(k.r)) }),
            Case("dr-with-r", (dh, k, p) => Right(dh, k, p) with { Item2 = Mul(Mul(Back(p.Uh, DaH(dh, k)), k.r), Slope(k.r)) }),
            Case("dr-without-h", (dh, k, p) => Right(dh, k, p) with { Item2 = Mul(Back(p.Uh, DaH(dh, k)), Slope(k.r)) }),
            Case("dr-skips-u", (dh, k, p) => Right(dh, k, p) with { Item2 = Mul(Mul(DaH(dh, k), k.hPrev), Slope(k.r)) }),
        ];
    }

    private static IEnumerable<MistakeCase> States()
    {
        static MistakeCase Case(string mistake, Func<V, GruCache, GruParameters, (V, V)> answer) => new("gru-backward", mistake, answer);
        static V Dx(V dh, GruCache k, GruParameters p) => Back(p.Wh, DaH(dh, k)) + Back(p.Wr, DaR(dh, k, p)) + Back(p.Wz, DaZ(dh, k));
        static V Carry(V dh, GruCache k) => Mul(dh, k.z);
        static V Candidate(V dh, GruCache k, GruParameters p) => Mul(Back(p.Uh, DaH(dh, k)), k.r);
        static V Reset(V dh, GruCache k, GruParameters p) => Back(p.Ur, DaR(dh, k, p));
        static V Update(V dh, GruCache k, GruParameters p) => Back(p.Uz, DaZ(dh, k));
        static V All(V dh, GruCache k, GruParameters p) => Carry(dh, k) + Candidate(dh, k, p) + Reset(dh, k, p) + Update(dh, k, p);
        return
        [
            Case("no-carry", (dh, k, p) => (Dx(dh, k, p), All(dh, k, p) - Carry(dh, k))),
            Case("no-candidate-path", (dh, k, p) => (Dx(dh, k, p), All(dh, k, p) - Candidate(dh, k, p))),
            Case("no-reset-path", (dh, k, p) => (Dx(dh, k, p), All(dh, k, p) - Reset(dh, k, p))),
            Case("no-update-path", (dh, k, p) => (Dx(dh, k, p), All(dh, k, p) - Update(dh, k, p))),
            Case("candidate-not-reset", (dh, k, p) => (Dx(dh, k, p), Carry(dh, k) + Back(p.Uh, DaH(dh, k)) + Reset(dh, k, p) + Update(dh, k, p))),
            Case("carry-with-candidate", (dh, k, p) => (Dx(dh, k, p), Mul(dh, 1 - k.z) + Candidate(dh, k, p) + Reset(dh, k, p) + Update(dh, k, p))),
            Case("carry-whole", (dh, k, p) => (Dx(dh, k, p), All(dh, k, p) - Carry(dh, k) + dh)),
            Case("candidate-of-reset-after", (dh, k, p) => (Dx(dh, k, p), All(dh, k, p) - Candidate(dh, k, p) + Back(p.Uh, Mul(k.r, DaH(dh, k))))),
            Case("none-transposed", (dh, k, p) => (Dx(dh, k, p), Carry(dh, k) + Mul(p.Uh * DaH(dh, k), k.r) + p.Ur * DaR(dh, k, p) + p.Uz * DaZ(dh, k))),
            Case("arrays-exchanged", (dh, k, p) => (Back(p.Wh, DaH(dh, k)) + Back(p.Wz, DaR(dh, k, p)) + Back(p.Wr, DaZ(dh, k)),
                Carry(dh, k) + Candidate(dh, k, p) + Back(p.Uz, DaR(dh, k, p)) + Back(p.Ur, DaZ(dh, k)))),
            Case("gates-not-transposed", (dh, k, p) => (Dx(dh, k, p), Carry(dh, k) + Candidate(dh, k, p) + p.Ur * DaR(dh, k, p) + p.Uz * DaZ(dh, k))),
            Case("dx-candidate-only", (dh, k, p) => (Back(p.Wh, DaH(dh, k)), All(dh, k, p))),
            Case("dx-no-candidate", (dh, k, p) => (Back(p.Wr, DaR(dh, k, p)) + Back(p.Wz, DaZ(dh, k)), All(dh, k, p))),
            Case("dz-sign", (dh, k, p) => (Back(p.Wh, DaH(dh, k)) + Back(p.Wr, DaR(dh, k, p)) - Back(p.Wz, DaZ(dh, k)), Carry(dh, k) + Candidate(dh, k, p) + Reset(dh, k, p) - Update(dh, k, p))),
        ];
    }

    private static IEnumerable<MistakeCase> Weights()
    {
        static MistakeCase Case(string mistake, Func<V[], V[], GruCache[], (M, M, M, V)> answer) => new("gru-weights-backward", mistake, answer);
        static (M, M, M, V) At(V daZ, V daH, GruCache k) => (daZ.OuterProduct(k.x), daZ.OuterProduct(k.hPrev), daH.OuterProduct(Mul(k.r, k.hPrev)), daZ);
        static (M, M, M, V) Plus((M, M, M, V) a, (M, M, M, V) b) => (a.Item1 + b.Item1, a.Item2 + b.Item2, a.Item3 + b.Item3, a.Item4 + b.Item4);
        static (M, M, M, V) Sum(IEnumerable<(M, M, M, V)> steps) => steps.Aggregate(Plus);
        static IEnumerable<(M, M, M, V)> Steps(V[] z, V[] h, GruCache[] k) => k.Select((cache, t) => At(z[t], h[t], cache));
        return
        [
            Case("last-kept", (z, h, k) => Steps(z, h, k).Last()),
            Case("first-kept", (z, h, k) => Steps(z, h, k).First()),
            Case("averaged", (z, h, k) =>
            {
                var (a, b, c, d) = Sum(Steps(z, h, k));
                double n = k.Length;
                return (a / n, b / n, c / n, d / n);
            }),
            Case("uh-without-reset", (z, h, k) => Sum(Steps(z, h, k)) with { Item3 = Sum(k.Select((cache, t) => (z[t].OuterProduct(cache.x), z[t].OuterProduct(cache.hPrev), h[t].OuterProduct(cache.hPrev), z[t]))).Item3 }),
            Case("uz-with-reset", (z, h, k) => Sum(Steps(z, h, k)) with { Item2 = k.Select((cache, t) => z[t].OuterProduct(Mul(cache.r, cache.hPrev))).Aggregate((a, b) => a + b) }),
            Case("outer-turned", (z, h, k) =>
            {
                var (a, b, c, d) = Sum(Steps(z, h, k));
                return (a.Transpose(), b.Transpose(), c.Transpose(), d);
            }),
            Case("first-missing", (z, h, k) => Sum(Steps(z, h, k).Skip(1))),
            Case("last-missing", (z, h, k) => Sum(Steps(z, h, k).SkipLast(1))),
            Case("candidate-for-gate", (z, h, k) => Sum(Steps(h, h, k))),
        ];
    }

    private static IEnumerable<MistakeCase> Bugs() =>
    [
        .. "ABCE".Select(letter => new MistakeCase("gru-bug", $"with {letter}", letter.ToString())),
        new("what-a-check-misses", "without A", "BE"),
        new("what-a-check-misses", "without B", "AE"),
        new("what-a-check-misses", "with C", "ABCE"),
        new("what-a-check-misses", "with D", "D"),
        new("what-a-check-misses", "without E", "A, B"),
    ];
}
