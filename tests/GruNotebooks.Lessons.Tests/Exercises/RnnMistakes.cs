using GruNotebooks.Cells;
using static GruNotebooks.Cells.CellMaths;
using M = MathNet.Numerics.LinearAlgebra.Matrix<double>;
using V = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace GruNotebooks.Lessons.Tests.Exercises;

/// <summary>Notebook 01: a plain recurrent network and back-propagation through time.</summary>
internal static class RnnMistakes
{
    public static IEnumerable<MistakeCase> All() => [.. Fade(), .. Step(), .. Unroll(), .. StepBackward(), .. ThroughTime()];

    private static IEnumerable<MistakeCase> Fade() =>
    [
        new("rnn-fade", "kept", 0.76),
        new("rnn-fade", "one-step", 0.43),
        new("rnn-fade", "linear", 0.076),
        new("rnn-fade", "percent", 100 * 0.004),
        new("rnn-fade", "zero", 0.0),
    ];

    private static IEnumerable<MistakeCase> Step()
    {
        static MistakeCase Case(string mistake, Func<V, V, RnnParameters, V> answer) => new("rnn-step", mistake, answer);
        return
        [
            Case("no-bias", (x, h, p) => (p.Wh * x + p.Uh * h).PointwiseTanh()),
            Case("no-tanh", (x, h, p) => p.Wh * x + p.Uh * h + p.bh),
            Case("sigmoid", (x, h, p) => 1 / (1 + (-(p.Wh * x + p.Uh * h + p.bh)).PointwiseExp())),
            Case("relu", (x, h, p) => (p.Wh * x + p.Uh * h + p.bh).PointwiseMaximum(0)),
            Case("no-past", (x, h, p) => Tanh(p.Wh * x + p.bh)),
            Case("no-input", (x, h, p) => Tanh(p.Uh * h + p.bh)),
            Case("transposed-u", (x, h, p) => Tanh(p.Wh * x + h * p.Uh + p.bh)),
            Case("transposed-w", (x, h, p) => Tanh(x * p.Wh + p.Uh * h + p.bh)),
            Case("bias-outside", (x, h, p) => Tanh(p.Wh * x + p.Uh * h) + p.bh),
            Case("swapped", (x, h, p) => Tanh(p.Wh * h + p.Uh * x + p.bh)),
        ];
    }

    private static IEnumerable<MistakeCase> Unroll()
    {
        static V Next(V x, V h, RnnParameters p) => Tanh(p.Wh * x + p.Uh * h + p.bh);
        static MistakeCase Case(string mistake, Func<V[], V, RnnParameters, V[]> answer) => new("rnn-unroll", mistake, answer);
        static V[] From(IEnumerable<V> xs, V h, RnnParameters p)
        {
            List<V> hs = [];
            foreach (var x in xs) hs.Add(h = Next(x, h, p));
            return [.. hs];
        }
        return
        [
            Case("not-carried", (xs, h0, p) => [.. xs.Select(x => Next(x, h0, p))]),
            Case("from-zero", (xs, h0, p) => From(xs, V.Build.Dense(h0.Count), p)),
            Case("one-early", (xs, h0, p) => [h0, .. From(xs, h0, p)[..^1]]),
            Case("reversed-time", (xs, h0, p) => From(xs.Reverse(), h0, p)),
            Case("last-everywhere", (xs, h0, p) =>
            {
                var one = h0.Clone();
                var hs = new V[xs.Length];
                for (var t = 0; t < xs.Length; t++)
                {
                    Next(xs[t], one, p).CopyTo(one);
                    hs[t] = one;
                }
                return hs;
            }),
            Case("with-h0", (xs, h0, p) => [h0, .. From(xs, h0, p)]),
            Case("same-input", (xs, h0, p) => From(xs.Select(_ => xs[0]), h0, p)),
            Case("first-skipped", (xs, h0, p) =>
            {
                var hs = new V[xs.Length];
                hs[0] = h0;
                for (var t = 1; t < xs.Length; t++) hs[t] = Next(xs[t], hs[t - 1], p);
                return hs;
            }),
        ];
    }

    private static IEnumerable<MistakeCase> StepBackward()
    {
        static MistakeCase Case(string mistake, Func<V, RnnCache, RnnParameters, (V, V, M, M, V)> answer) => new("rnn-step-backward", mistake, answer);
        static (V, V, M, M, V) Rest(V da, RnnCache k, RnnParameters p) =>
            (p.Wh.Transpose() * da, p.Uh.Transpose() * da, da.OuterProduct(k.x), da.OuterProduct(k.hPrev), da);
        static V Da(V dh, RnnCache k) => dh.PointwiseMultiply(1 - k.h.PointwisePower(2));
        return
        [
            Case("no-slope", (dh, k, p) => Rest(dh, k, p)),
            Case("not-squared", (dh, k, p) => Rest(Mul(dh, 1 - k.h), k, p)),
            Case("sigma-slope", (dh, k, p) => Rest(Mul(dh, Mul(1 - k.h, k.h)), k, p)),
            Case("slope-of-past", (dh, k, p) => Rest(Mul(dh, 1 - Mul(k.hPrev, k.hPrev)), k, p)),
            Case("slope-of-sum", (dh, k, p) => Rest(Mul(dh, 1 - Mul(k.a, k.a)), k, p)),
            Case("u-not-transposed", (dh, k, p) => Rest(Da(dh, k), k, p) with { Item2 = p.Uh * Da(dh, k) }),
            Case("w-not-transposed", (dh, k, p) => Rest(Da(dh, k), k, p) with { Item1 = p.Wh * Da(dh, k) }),
            Case("outer-turned", (dh, k, p) => Rest(Da(dh, k), k, p) with { Item3 = k.x.OuterProduct(Da(dh, k)), Item4 = k.hPrev.OuterProduct(Da(dh, k)) }),
            Case("du-new-state", (dh, k, p) => Rest(Da(dh, k), k, p) with { Item4 = Da(dh, k).OuterProduct(k.h) }),
            Case("db-of-dh", (dh, k, p) => Rest(Da(dh, k), k, p) with { Item5 = dh }),
            Case("no-db", (dh, k, p) => Rest(Da(dh, k), k, p) with { Item5 = V.Build.Dense(dh.Count) }),
        ];
    }

    private static IEnumerable<MistakeCase> ThroughTime()
    {
        static MistakeCase Case(string mistake, Func<V[], RnnCache[], RnnParameters, (M, M, V, V)> answer) => new("bptt", mistake, answer);
        static V Da(V dh, RnnCache k) => Mul(dh, 1 - Mul(k.h, k.h));
        return
        [
            Case("overwritten", (dhs, ks, p) =>
            {
                M dW = null!, dU = null!; V db = null!; var d = dhs[0] * 0;
                for (var t = dhs.Length - 1; t >= 0; t--)
                {
                    var da = Da(dhs[t] + d, ks[t]);
                    dW = da.OuterProduct(ks[t].x); dU = da.OuterProduct(ks[t].hPrev); db = da;
                    d = Back(p.Uh, da);
                }
                return (dW, dU, db, d);
            }),
            Case("not-carried", (dhs, ks, p) => Loop(dhs, ks, p, carried: (own, _) => own)),
            Case("own-loss-lost", (dhs, ks, p) =>
            {
                var (dW, dU, db) = (p.Wh * 0, p.Uh * 0, p.bh * 0);
                var d = dhs[^1];
                for (var t = dhs.Length - 1; t >= 0; t--)
                {
                    var da = Da(d, ks[t]);
                    dW += da.OuterProduct(ks[t].x); dU += da.OuterProduct(ks[t].hPrev); db += da;
                    d = Back(p.Uh, da);
                }
                return (dW, dU, db, d);
            }),
            Case("forward-in-time", (dhs, ks, p) =>
            {
                var (dW, dU, db) = (p.Wh * 0, p.Uh * 0, p.bh * 0);
                var d = p.bh * 0;
                for (var t = 0; t < dhs.Length; t++)
                {
                    var da = Da(dhs[t] + d, ks[t]);
                    dW += da.OuterProduct(ks[t].x); dU += da.OuterProduct(ks[t].hPrev); db += da;
                    d = Back(p.Uh, da);
                }
                return (dW, dU, db, d);
            }),
            Case("du-new-state", (dhs, ks, p) => Loop(dhs, ks, p, past: k => k.h)),
            Case("dh0-one-late", (dhs, ks, p) => Loop(dhs, ks, p, through: false)),
            Case("averaged", (dhs, ks, p) =>
            {
                var (dW, dU, db, dh0) = Loop(dhs, ks, p);
                return (dW / dhs.Length, dU / dhs.Length, db / dhs.Length, dh0);
            }),
            Case("no-slope", (dhs, ks, p) => Loop(dhs, ks, p, slope: false)),
            Case("losses-left-out", (dhs, ks, p) => Loop(dhs, ks, p, carried: (_, next) => next)),
            Case("step0-missing", (dhs, ks, p) =>
            {
                var (dW, dU, db, d) = (p.Wh * 0, p.Uh * 0, p.bh * 0, p.bh * 0);
                for (var t = dhs.Length - 1; t > 0; t--)
                {
                    var da = Da(dhs[t] + d, ks[t]);
                    dW += da.OuterProduct(ks[t].x); dU += da.OuterProduct(ks[t].hPrev); db += da;
                    d = Back(p.Uh, da);
                }
                return (dW, dU, db, d);
            }),
            Case("carried-twice", (dhs, ks, p) =>
            {
                var (dW, dU, db, d) = (p.Wh * 0, p.Uh * 0, p.bh * 0, p.bh * 0);
                for (var t = dhs.Length - 1; t >= 0; t--)
                {
                    var da = Da(dhs[t] + d, ks[t]);
                    dW += da.OuterProduct(ks[t].x); dU += da.OuterProduct(ks[t].hPrev); db += da;
                    d += Back(p.Uh, da);   // = was meant
                }
                return (dW, dU, db, d);
            }),
            Case("losses-one-late", (dhs, ks, p) =>
            {
                var (dW, dU, db, d) = (p.Wh * 0, p.Uh * 0, p.bh * 0, dhs[^1]);
                for (var t = dhs.Length - 1; t >= 0; t--)
                {
                    var da = Da(d, ks[t]);
                    dW += da.OuterProduct(ks[t].x); dU += da.OuterProduct(ks[t].hPrev); db += da;
                    d = Back(p.Uh, da) + dhs[t];
                }
                return (dW, dU, db, d);
            }),
            Case("sum-carried", (dhs, ks, p) =>
            {
                var (dW, dU, db, d) = (p.Wh * 0, p.Uh * 0, p.bh * 0, p.bh * 0);
                for (var t = dhs.Length - 1; t >= 0; t--)
                {
                    d += dhs[t];
                    var da = Da(d, ks[t]);
                    dW += da.OuterProduct(ks[t].x); dU += da.OuterProduct(ks[t].hPrev); db += da;
                    d += Back(p.Uh, da);   // = was meant
                }
                return (dW, dU, db, d);
            }),
            Case("dh0-with-loss", (dhs, ks, p) =>
            {
                var (dW, dU, db, dh) = (p.Wh * 0, p.Uh * 0, p.bh * 0, dhs[^1]);
                for (var t = dhs.Length - 1; t >= 0; t--)
                {
                    var da = Da(dh, ks[t]);
                    dW += da.OuterProduct(ks[t].x); dU += da.OuterProduct(ks[t].hPrev); db += da;
                    dh = Back(p.Uh, da) + (t > 0 ? dhs[t - 1] : dhs[0]);
                }
                return (dW, dU, db, dh);
            }),
        ];

        static (M, M, V, V) Loop(V[] dhs, RnnCache[] ks, RnnParameters p, Func<V, V, V>? carried = null, Func<RnnCache, V>? past = null, bool through = true, bool slope = true)
        {
            var (dW, dU, db) = (p.Wh * 0, p.Uh * 0, p.bh * 0);
            var (next, d) = (p.bh * 0, p.bh * 0);
            for (var t = dhs.Length - 1; t >= 0; t--)
            {
                d = carried is null ? dhs[t] + next : carried(dhs[t], next);
                var da = slope ? Da(d, ks[t]) : d;
                dW += da.OuterProduct(ks[t].x);
                dU += da.OuterProduct(past is null ? ks[t].hPrev : past(ks[t]));
                db += da;
                next = Back(p.Uh, da);
            }
            return (dW, dU, db, through ? next : d);
        }
    }
}
