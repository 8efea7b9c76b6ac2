using GruNotebooks.Cells;
using static GruNotebooks.Cells.CellMaths;
using M = MathNet.Numerics.LinearAlgebra.Matrix<double>;
using V = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace GruNotebooks.Lessons.Tests.Exercises;

/// <summary>Notebook 03: the LSTM.</summary>
internal static class LstmMistakes
{
    public static IEnumerable<MistakeCase> All() => [.. ForgetBias(), .. Step(), .. GatesBackward(), .. Counter(), .. Bug()];

    private static IEnumerable<MistakeCase> ForgetBias() =>
    [
        new("forget-bias", "one-step", new[] { 0.5, 0.0436 }),
        new("forget-bias", "closed", new[] { 0, 0.0436 }),
        new("forget-bias", "one-step", new[] { 0.000977, 0.731 }),
        new("forget-bias", "bias-is-gate", new[] { 0.000977, 1 }),
        new("forget-bias", "percent", new[] { 0.0977, 4.36 }),
        new("forget-bias", "percent", new[] { 0.000977, 4.36 }),
        new("forget-bias", "tanh", new[] { 0.000977, Math.Pow(Math.Tanh(1), 10) }),
    ];

    private static IEnumerable<MistakeCase> Step()
    {
        static MistakeCase Case(string mistake, Func<V, V, V, LstmParameters, (V, V)> answer) => new("lstm-step", mistake, answer);
        static V A(M W, V x, M U, V h, V b) => W * x + U * h + b;
        static V I(V x, V h, LstmParameters p) => Sigmoid(A(p.Wi, x, p.Ui, h, p.bi));
        static V F(V x, V h, LstmParameters p) => Sigmoid(A(p.Wf, x, p.Uf, h, p.bf));
        static V O(V x, V h, LstmParameters p) => Sigmoid(A(p.Wo, x, p.Uo, h, p.bo));
        static V G(V x, V h, LstmParameters p) => Tanh(A(p.Wg, x, p.Ug, h, p.bg));
        static V C(V x, V h, V c, LstmParameters p) => Mul(F(x, h, p), c) + Mul(I(x, h, p), G(x, h, p));
        static (V, V) Shown(V o, V cNew) => (Mul(o, Tanh(cNew)), cNew);
        return
        [
            Case("i-f-swapped", (x, h, c, p) => Shown(O(x, h, p), Mul(I(x, h, p), c) + Mul(F(x, h, p), G(x, h, p)))),
            Case("i-o-swapped", (x, h, c, p) => Shown(I(x, h, p), Mul(F(x, h, p), c) + Mul(O(x, h, p), G(x, h, p)))),
            Case("sigmoid-candidate", (x, h, c, p) => Shown(O(x, h, p), Mul(F(x, h, p), c) + Mul(I(x, h, p), Sigmoid(A(p.Wg, x, p.Ug, h, p.bg))))),
            Case("tanh-gates", (x, h, c, p) => Shown(Tanh(A(p.Wo, x, p.Uo, h, p.bo)), Mul(Tanh(A(p.Wf, x, p.Uf, h, p.bf)), c) + Mul(Tanh(A(p.Wi, x, p.Ui, h, p.bi)), G(x, h, p)))),
            Case("no-tanh-of-c", (x, h, c, p) => (Mul(O(x, h, p), C(x, h, c, p)), C(x, h, c, p))),
            Case("old-cell-shown", (x, h, c, p) => (Mul(O(x, h, p), Tanh(c)), C(x, h, c, p))),
            Case("no-forget", (x, h, c, p) => Shown(O(x, h, p), c + Mul(I(x, h, p), G(x, h, p)))),
            Case("coupled", (x, h, c, p) => Shown(O(x, h, p), Mul(F(x, h, p), c) + Mul(1 - F(x, h, p), G(x, h, p)))),
            Case("no-bias", (x, h, c, p) => Shown(Sigmoid(p.Wo * x + p.Uo * h), Mul(Sigmoid(p.Wf * x + p.Uf * h), c) + Mul(Sigmoid(p.Wi * x + p.Ui * h), Tanh(p.Wg * x + p.Ug * h)))),
            Case("transposed-u", (x, h, c, p) => Shown(Sigmoid(p.Wo * x + h * p.Uo + p.bo), Mul(Sigmoid(p.Wf * x + h * p.Uf + p.bf), c) + Mul(Sigmoid(p.Wi * x + h * p.Ui + p.bi), Tanh(p.Wg * x + h * p.Ug + p.bg)))),
            Case("h-for-c", (x, h, c, p) => Shown(O(x, h, p), C(x, h, h, p))),
            Case("output-gate-forgotten", (x, h, c, p) => (Tanh(C(x, h, c, p)), C(x, h, c, p))),
            Case("output-from-input", (x, h, c, p) => Shown(Sigmoid(A(p.Wi, x, p.Ui, h, p.bi)), C(x, h, c, p))),
            Case("returned-swapped", (x, h, c, p) => (C(x, h, c, p), Mul(O(x, h, p), Tanh(C(x, h, c, p))))),
        ];
    }

    private static IEnumerable<MistakeCase> GatesBackward()
    {
        static MistakeCase Case(string mistake, Func<V, V, LstmCache, (V, V, V, V, V)> answer) => new("lstm-gates-backward", mistake, answer);
        static V Slope(V gate) => Mul(gate, 1 - gate);
        static V All(V dh, V dc, LstmCache k) => dc + Mul(Mul(dh, k.o), 1 - Tanh(k.c).PointwisePower(2));
        static (V, V, V, V, V) From(V all, V dh, LstmCache k) =>
            (Mul(Mul(all, k.g), Slope(k.i)), Mul(Mul(all, k.cPrev), Slope(k.f)), Mul(Mul(all, k.i), 1 - Mul(k.g, k.g)), Mul(Mul(dh, Tanh(k.c)), Slope(k.o)), Mul(all, k.f));
        return
        [
            Case("dc-lost", (dh, dc, k) => From(All(dh, dc, k) - dc, dh, k)),
            Case("dh-lost", (dh, dc, k) => From(dc, dh, k)),
            Case("no-tanh-slope", (dh, dc, k) => From(dc + Mul(dh, k.o), dh, k)),
            Case("slope-of-c", (dh, dc, k) => From(dc + Mul(Mul(dh, k.o), 1 - Mul(k.c, k.c)), dh, k)),
            Case("no-output-gate", (dh, dc, k) => From(dc + Mul(dh, 1 - Mul(Tanh(k.c), Tanh(k.c))), dh, k)),
            Case("gate-as-slope", (dh, dc, k) => From(All(dh, dc, k), dh, k) with
            {
                Item1 = Mul(Mul(All(dh, dc, k), k.g), k.i), Item2 = Mul(Mul(All(dh, dc, k), k.cPrev), k.f), Item4 = Mul(Mul(dh, Tanh(k.c)), k.o),
            }),
            Case("no-gate-slope", (dh, dc, k) => From(All(dh, dc, k), dh, k) with
            {
                Item1 = Mul(All(dh, dc, k), k.g), Item2 = Mul(All(dh, dc, k), k.cPrev), Item4 = Mul(dh, Tanh(k.c)),
            }),
            Case("candidate-sigmoid-slope", (dh, dc, k) => From(All(dh, dc, k), dh, k) with { Item3 = Mul(Mul(All(dh, dc, k), k.i), Slope(k.g)) }),
            Case("no-candidate-slope", (dh, dc, k) => From(All(dh, dc, k), dh, k) with { Item3 = Mul(All(dh, dc, k), k.i) }),
            Case("df-new-cell", (dh, dc, k) => From(All(dh, dc, k), dh, k) with { Item2 = Mul(Mul(All(dh, dc, k), k.c), Slope(k.f)) }),
            Case("i-g-mixed", (dh, dc, k) => From(All(dh, dc, k), dh, k) with
            {
                Item1 = Mul(Mul(All(dh, dc, k), k.i), Slope(k.i)), Item3 = Mul(Mul(All(dh, dc, k), k.g), 1 - Mul(k.g, k.g)),
            }),
            Case("do-of-c", (dh, dc, k) => From(All(dh, dc, k), dh, k) with { Item4 = Mul(Mul(dh, k.c), Slope(k.o)) }),
            Case("dcprev-direct", (dh, dc, k) => From(All(dh, dc, k), dh, k) with { Item5 = Mul(dc, k.f) }),
            Case("dcprev-not-gated", (dh, dc, k) => From(All(dh, dc, k), dh, k) with { Item5 = All(dh, dc, k) }),
        ];
    }

    private static IEnumerable<MistakeCase> Counter()
    {
        static MistakeCase Case(string mistake, Action<LstmParameters> spoil)
        {
            var p = new LstmParameters(2, 1);
            (p.bf[0], p.bi[0], p.Wi[0, 0], p.Wi[0, 1], p.Wg[0, 0], p.Wg[0, 1]) = (10, -10, 20, 20, 2, -2);
            spoil(p);
            return new("lstm-counter", mistake, p);
        }
        return
        [
            new("lstm-counter", "size", LstmParameters.Random(2, 3, seed: 1)),
            Case("leaks", p => p.bf[0] = 1),
            Case("writes-nothing", p => (p.Wi[0, 0], p.Wi[0, 1]) = (0, 0)),
            Case("pause-writes", p => (p.bi[0], p.bg[0]) = (0, 1)),
            Case("grows", p => (p.bi[0], p.Wi[0, 0], p.Wi[0, 1], p.Ug[0, 0], p.bo[0]) = (0, 0, 0, 1, 10)),
            Case("b-silent", p => p.Wg[0, 1] = 0),
            Case("b-silent", p => (p.bi[0], p.Wi[0, 0], p.Wi[0, 1], p.Wg[0, 1], p.Wf[0, 1]) = (0, 0, 0, 0, -20)),
            Case("b-adds", p => p.Wg[0, 1] = 2),
            Case("uneven", p => p.Wg[0, 1] = -0.5),
            Case("hears-itself", p => (p.bo[0], p.Ug[0, 0]) = (10, 3)),
        ];
    }

    private static IEnumerable<MistakeCase> Bug() => "ABDE".Select(letter => new MistakeCase("lstm-bug", $"with {letter}", letter.ToString()));
}
