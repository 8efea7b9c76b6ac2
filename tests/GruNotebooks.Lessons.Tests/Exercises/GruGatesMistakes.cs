using GruNotebooks.Cells;
using static GruNotebooks.Cells.CellMaths;
using V = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace GruNotebooks.Lessons.Tests.Exercises;

/// <summary>Notebook 04: the GRU's gates.</summary>
internal static class GruGatesMistakes
{
    public static IEnumerable<MistakeCase> All() => [.. Blend(), .. UpdateGate(), .. Step(), .. StepAfter(), .. HalfLife(), .. Latch()];

    private static IEnumerable<MistakeCase> Blend() =>
    [
        new("blend", "swapped", -0.8),
        new("blend", "kept-only", 0.9),
        new("blend", "candidate-only", -0.1),
        new("blend", "average", 0),
        new("blend", "plus", 1.0),
    ];

    private static IEnumerable<MistakeCase> UpdateGate()
    {
        static MistakeCase Case(string mistake, Func<V, V, GruParameters, V> answer) => new("update-gate", mistake, answer);
        return
        [
            Case("tanh", (x, h, p) => Tanh(p.Wz * x + p.Uz * h + p.bz)),
            Case("no-squash", (x, h, p) => p.Wz * x + p.Uz * h + p.bz),
            Case("no-bias", (x, h, p) => Sigmoid(p.Wz * x + p.Uz * h)),
            Case("reset-weights", (x, h, p) => Sigmoid(p.Wr * x + p.Ur * h + p.br)),
            Case("candidate-weights", (x, h, p) => Sigmoid(p.Wh * x + p.Uh * h + p.bh)),
            Case("no-past", (x, h, p) => Sigmoid(p.Wz * x + p.bz)),
            Case("no-input", (x, h, p) => Sigmoid(p.Uz * h + p.bz)),
            Case("transposed-u", (x, h, p) => Sigmoid(p.Wz * x + p.Uz.Transpose() * h + p.bz)),
            Case("one-minus", (x, h, p) => Sigmoid(-(p.Wz * x + p.Uz * h + p.bz))),
        ];
    }

    private static V Z(V x, V h, GruParameters p) => Sigmoid(p.Wz * x + p.Uz * h + p.bz + p.bUz);

    private static V R(V x, V h, GruParameters p) => Sigmoid(p.Wr * x + p.Ur * h + p.br + p.bUr);

    private static V Mix(V z, V h, V candidate) => Mul(z, h) + Mul(1 - z, candidate);

    private static IEnumerable<MistakeCase> Step()
    {
        static MistakeCase Case(string mistake, Func<V, V, GruParameters, V> answer) => new("gru-step", mistake, answer);
        static V Candidate(V x, V h, V r, GruParameters p) => Tanh(p.Wh * x + p.Uh * Mul(r, h) + p.bh);
        return
        [
            Case("z-swapped", (x, h, p) => Mix(1 - Z(x, h, p), h, Candidate(x, h, R(x, h, p), p))),
            Case("reset-after", (x, h, p) => Mix(Z(x, h, p), h, Tanh(p.Wh * x + Mul(R(x, h, p), p.Uh * h) + p.bh))),
            Case("no-reset", (x, h, p) => Mix(Z(x, h, p), h, Tanh(p.Wh * x + p.Uh * h + p.bh))),
            Case("gates-swapped", (x, h, p) => Mix(R(x, h, p), h, Candidate(x, h, Z(x, h, p), p))),
            Case("sigmoid-candidate", (x, h, p) => Mix(Z(x, h, p), h, Sigmoid(p.Wh * x + p.Uh * Mul(R(x, h, p), h) + p.bh))),
            Case("tanh-gates", (x, h, p) => Mix(Tanh(p.Wz * x + p.Uz * h + p.bz), h, Candidate(x, h, Tanh(p.Wr * x + p.Ur * h + p.br), p))),
            Case("no-squash", (x, h, p) => Mix(Z(x, h, p), h, p.Wh * x + p.Uh * Mul(R(x, h, p), h) + p.bh)),
            Case("no-bias", (x, h, p) => Mix(Sigmoid(p.Wz * x + p.Uz * h), h, Tanh(p.Wh * x + p.Uh * Mul(Sigmoid(p.Wr * x + p.Ur * h), h)))),
            Case("no-candidate-bias", (x, h, p) => Mix(Z(x, h, p), h, Tanh(p.Wh * x + p.Uh * Mul(R(x, h, p), h)))),
            Case("transposed-u", (x, h, p) => Mix(Sigmoid(p.Wz * x + h * p.Uz + p.bz), h, Tanh(p.Wh * x + Mul(Sigmoid(p.Wr * x + h * p.Ur + p.br), h) * p.Uh + p.bh))),
            Case("reset-all", (x, h, p) => Mix(Z(x, h, p), h, Tanh(Mul(R(x, h, p), p.Wh * x + p.Uh * h + p.bh)))),
            Case("candidate-only", (x, h, p) => Candidate(x, h, R(x, h, p), p)),
            Case("r-of-z", (x, h, p) => Mix(Z(x, h, p), h, Candidate(x, h, Sigmoid(p.Wz * x + p.Uz * h + p.bz), p))),
            Case("candidate-whole", (x, h, p) => Mul(Z(x, h, p), h) + Candidate(x, h, R(x, h, p), p)),
            Case("r-reversed", (x, h, p) => Mix(Z(x, h, p), h, Candidate(x, h, 1 - R(x, h, p), p))),
            Case("transposed-uh", (x, h, p) => Mix(Z(x, h, p), h, Tanh(p.Wh * x + Back(p.Uh, Mul(R(x, h, p), h)) + p.bh))),
        ];
    }

    private static IEnumerable<MistakeCase> StepAfter()
    {
        static MistakeCase Case(string mistake, Func<V, V, GruParameters, V> answer) => new("gru-step-after", mistake, answer);
        static V Candidate(V x, V h, V r, GruParameters p) => Tanh(p.Wh * x + p.bh + Mul(r, p.Uh * h + p.bUh));
        return
        [
            Case("z-swapped", (x, h, p) => Mul(1 - Z(x, h, p), h) + Mul(Z(x, h, p), Candidate(x, h, R(x, h, p), p))),
            Case("reset-before", (x, h, p) => Mix(Z(x, h, p), h, Tanh(p.Wh * x + p.bh + p.Uh * Mul(R(x, h, p), h) + p.bUh))),
            Case("no-reset", (x, h, p) => Mix(Z(x, h, p), h, Tanh(p.Wh * x + p.bh + p.Uh * h + p.bUh))),
            Case("gates-swapped", (x, h, p) => Mix(R(x, h, p), h, Candidate(x, h, Z(x, h, p), p))),
            Case("sigmoid-candidate", (x, h, p) => Mix(Z(x, h, p), h, Sigmoid(p.Wh * x + p.bh + Mul(R(x, h, p), p.Uh * h + p.bUh)))),
            Case("tanh-gates", (x, h, p) => Mix(Tanh(p.Wz * x + p.Uz * h + p.bz + p.bUz), h, Candidate(x, h, Tanh(p.Wr * x + p.Ur * h + p.br + p.bUr), p))),
            Case("no-squash", (x, h, p) => Mix(Z(x, h, p), h, p.Wh * x + p.bh + Mul(R(x, h, p), p.Uh * h + p.bUh))),
            Case("no-bias", (x, h, p) => Mix(Sigmoid(p.Wz * x + p.Uz * h + p.bUz), h, Tanh(p.Wh * x + Mul(Sigmoid(p.Wr * x + p.Ur * h + p.bUr), p.Uh * h + p.bUh)))),
            Case("no-candidate-bias", (x, h, p) => Mix(Z(x, h, p), h, Tanh(p.Wh * x + Mul(R(x, h, p), p.Uh * h + p.bUh)))),
            Case("transposed-u", (x, h, p) => Mix(Sigmoid(p.Wz * x + h * p.Uz + p.bz + p.bUz), h, Tanh(p.Wh * x + p.bh + Mul(Sigmoid(p.Wr * x + h * p.Ur + p.br + p.bUr), h * p.Uh + p.bUh)))),
            Case("reset-all", (x, h, p) => Mix(Z(x, h, p), h, Tanh(Mul(R(x, h, p), p.Wh * x + p.bh + p.Uh * h + p.bUh)))),
            Case("candidate-only", (x, h, p) => Candidate(x, h, R(x, h, p), p)),
            Case("r-of-z", (x, h, p) => Mix(Z(x, h, p), h, Candidate(x, h, Z(x, h, p), p))),
            Case("candidate-whole", (x, h, p) => Mul(Z(x, h, p), h) + Candidate(x, h, R(x, h, p), p)),
            Case("r-reversed", (x, h, p) => Mix(Z(x, h, p), h, Candidate(x, h, 1 - R(x, h, p), p))),
            Case("transposed-uh", (x, h, p) => Mix(Z(x, h, p), h, Tanh(p.Wh * x + p.bh + Mul(R(x, h, p), Back(p.Uh, h) + p.bUh)))),
            Case("z-one-bias", (x, h, p) => Mix(Sigmoid(p.Wz * x + p.Uz * h + p.bz), h, Candidate(x, h, R(x, h, p), p))),
            Case("one-bias-before", (x, h, p) => Mix(Sigmoid(p.Wz * x + p.Uz * h + p.bz), h, Tanh(p.Wh * x + p.Uh * Mul(Sigmoid(p.Wr * x + p.Ur * h + p.br), h) + p.bh))),
            Case("bias-outside-reset", (x, h, p) => Mix(Z(x, h, p), h, Tanh(p.Wh * x + p.bh + Mul(R(x, h, p), p.Uh * h) + p.bUh))),
            Case("no-second-candidate-bias", (x, h, p) => Mix(Z(x, h, p), h, Tanh(p.Wh * x + p.bh + Mul(R(x, h, p), p.Uh * h)))),
            Case("no-second-gate-bias", (x, h, p) => Mix(Sigmoid(p.Wz * x + p.Uz * h + p.bz), h, Candidate(x, h, Sigmoid(p.Wr * x + p.Ur * h + p.br), p))),
            Case("both-biases-inside", (x, h, p) => Mix(Z(x, h, p), h, Tanh(p.Wh * x + Mul(R(x, h, p), p.Uh * h + p.bUh + p.bh)))),
        ];
    }

    private static IEnumerable<MistakeCase> HalfLife()
    {
        static MistakeCase Case(string mistake, Func<double, (double, double)> answer) => new("half-life", mistake, answer);
        return
        [
            Case("one-minus", z => (Math.Log(0.5) / Math.Log(1 - z), -1 / Math.Log(1 - z))),
            Case("swapped", z => (-1 / Math.Log(z), Math.Log(0.5) / Math.Log(z))),
            Case("log10", z => (Math.Log(0.5) / Math.Log(z), -1 / Math.Log10(z))),
            Case("sign", z => (Math.Log(2) / Math.Log(z), 1 / Math.Log(z))),
            Case("linear", z => (0.5 / (1 - z), 1 / (1 - z))),
            Case("rounded", z => (Math.Round(Math.Log(0.5) / Math.Log(z)), Math.Round(-1 / Math.Log(z)))),
            Case("constant-is-half-life", z => (-1 / Math.Log2(z), -1 / Math.Log2(z))),
            Case("whole-division", z => (Math.Log(1 / 2) / Math.Log(z), -1 / Math.Log(z))),
            Case("rounded-up", z => (Math.Ceiling(Math.Log(0.5) / Math.Log(z)), Math.Ceiling(-1 / Math.Log(z)))),
            Case("upside-down", z => (Math.Log(z) / Math.Log(0.5), -Math.Log(z))),
        ];
    }

    private static IEnumerable<MistakeCase> Latch()
    {
        static MistakeCase Case(string mistake, Action<GruParameters> spoil)
        {
            var p = new GruParameters(2, 1);
            (p.bz[0], p.Wz[0, 0], p.Wh[0, 1]) = (-10, 20, 3);
            spoil(p);
            return new("gru-latch", mistake, p);
        }
        return
        [
            new("gru-latch", "size", GruParameters.Random(1, 1, seed: 1)),
            Case("gate-inverted", p => (p.bz[0], p.Wz[0, 0]) = (10, -20)),
            Case("inputs-exchanged", p => (p.bz[0], p.Wz[0, 0], p.Wz[0, 1]) = (-20, 0, 40)),
            Case("inputs-exchanged", p => (p.Wz[0, 0], p.Wz[0, 1], p.Wh[0, 0], p.Wh[0, 1]) = (0, 20, 3, 0)),
            Case("reset-for-update", p => (p.bz[0], p.Wz[0, 0], p.br[0], p.Wr[0, 0]) = (0, 0, -10, 20)),
            Case("candidate-of-hold", p => (p.Wh[0, 0], p.Wh[0, 1]) = (3, 0)),
            Case("biased", p => p.bh[0] = 5),
            Case("never-writes", p => p.bz[0] = 5),
            Case("leaks", p => p.Wz[0, 0] = 13),
            Case("bit-ignored", p => (p.Wh[0, 1], p.bh[0]) = (0, 3)),
            Case("sign", p => p.Wh[0, 1] = -3),
            Case("weak", p => p.Wh[0, 1] = 0.4),
            Case("bit-moves-gate", p => p.Wz[0, 1] = 8),
            Case("hears-itself", p => p.Uz[0, 0] = -12),
        ];
    }
}
