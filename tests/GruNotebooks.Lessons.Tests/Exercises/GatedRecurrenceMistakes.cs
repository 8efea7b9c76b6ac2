using GruNotebooks.Cells;
using static GruNotebooks.Cells.CellMaths;
using V = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace GruNotebooks.Lessons.Tests.Exercises;

/// <summary>Notebook 13: gated recurrence since 2024.</summary>
internal static class GatedRecurrenceMistakes
{
    public static IEnumerable<MistakeCase> All() => [.. Step(), .. Compose(), .. Parity(), .. Why(), .. Count()];

    private static IEnumerable<MistakeCase> Step()
    {
        static MistakeCase Case(string mistake, Func<V, V, MinGruParameters, V> answer) => new("mingru-step", mistake, answer);
        static V Z(V x, MinGruParameters p) => Sigmoid(p.Wz * x + p.bz);
        static V N(V x, MinGruParameters p) => p.Wh * x + p.bh;
        static V Blend(V z, V h, V n) => n + Mul(z, h - n);
        return
        [
            Case("paper-sign", (x, h, p) => Mul(1 - Z(x, p), h) + Mul(Z(x, p), N(x, p))),
            Case("tanh", (x, h, p) => Blend(Z(x, p), h, Tanh(N(x, p)))),
            Case("no-sigmoid", (x, h, p) => Blend(p.Wz * x + p.bz, h, N(x, p))),
            Case("no-gate-bias", (x, h, p) => Blend(Sigmoid(p.Wz * x), h, N(x, p))),
            Case("no-candidate-bias", (x, h, p) => Blend(Z(x, p), h, p.Wh * x)),
            Case("arrays-exchanged", (x, h, p) => Blend(Sigmoid(N(x, p)), h, p.Wz * x + p.bz)),
            Case("candidate-whole", (x, h, p) => Mul(Z(x, p), h) + N(x, p)),
            Case("signed", (x, h, p) => Blend(Z(x, p), h, N(x, p)) - Mul(1 - Z(x, p), h)),
            Case("forgets", (x, _, p) => Mul(1 - Z(x, p), N(x, p))),
        ];
    }

    private static IEnumerable<MistakeCase> Compose()
    {
        static MistakeCase Case(string mistake, Func<V, V, V, V, (V, V)> answer) => new("scan-compose", mistake, answer);
        return
        [
            Case("order", (a1, b1, a2, b2) => (Mul(a1, a2), Mul(a1, b2) + b1)),
            Case("b-not-scaled", (a1, b1, a2, b2) => (Mul(a1, a2), b1 + b2)),
            Case("added", (a1, b1, a2, b2) => (a1 + a2, Mul(a2, b1) + b2)),
            Case("first-lost", (a1, _, a2, b2) => (Mul(a1, a2), b2)),
            Case("second-lost", (a1, b1, a2, _) => (Mul(a1, a2), Mul(a2, b1))),
            Case("all-scaled", (a1, b1, a2, b2) => (Mul(a1, a2), Mul(a2, b1 + b2))),
        ];
    }

    private static IEnumerable<MistakeCase> Parity()
    {
        static MistakeCase Case(string mistake, Func<double, (double, double)> answer) => new("parity-by-hand", mistake, answer);
        return
        [
            Case("bits-exchanged", bit => bit == 0 ? (-1, 1) : (1, 0)),
            Case("no-sign", bit => (1, bit)),
            Case("gate", bit => bit == 1 ? (0, 1) : (1, 0)),
            Case("nothing-written", bit => (bit == 1 ? -1 : 1, 0)),
            Case("always-written", bit => (bit == 1 ? -1 : 1, 1)),
            Case("always-turned", bit => (-1, bit)),
        ];
    }

    private static IEnumerable<MistakeCase> Why() =>
    [
        new("why-not-parity", "with A", "A"),
        new("why-not-parity", "with C", "C"),
        new("why-not-parity", "with D", "D"),
    ];

    private static IEnumerable<MistakeCase> Count() =>
    [
        new("mingru-count", "gru-no-square", new[] { 3.0 * (64 + 1) * 128, 16640 }),
        new("mingru-count", "gru-no-bias", new[] { 3.0 * (64 + 128) * 128, 16640 }),
        new("mingru-count", "gru-two-blocks", new[] { 2.0 * (64 + 128 + 1) * 128, 16640 }),
        new("mingru-count", "gru-two-biases", new[] { 3.0 * (64 + 128 + 2) * 128, 16640 }),
        new("mingru-count", "min-three-blocks", new[] { 74112.0, 3 * (64 + 1) * 128 }),
        new("mingru-count", "min-with-square", new[] { 74112.0, 2 * (64 + 128 + 1) * 128 }),
        new("mingru-count", "min-no-bias", new[] { 74112.0, 2 * 64 * 128 }),
    ];
}
