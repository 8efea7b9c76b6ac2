using GruNotebooks.Cells;
using GruNotebooks.Lessons.Exercises.Checking;
using GruNotebooks.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>Notebook 04: how long an update gate keeps, and weights that keep one bit.</summary>
internal static class GruMemoryExercises
{
    public static ExerciseTask HalfLife => new FunctionTask<Func<double, (double, double)>>
    {
        Id = "half-life",
        Title = "how long a gate keeps",
        Outputs = ["halfLife", "timeConstant"],
        Trial = k =>
        {
            var z = new[] { 0.9, 0.5, 0.99, 0.25 }[k];
            return new($"z = {OutcomeText.Text(z)}", f => f(z));
        },
        Reference = made => (z) => SolveHalfLife(z, made),
        Recognises = new()
        {
            ["one-minus"] = "this is computed with 1 − z; z itself is the share that is kept.",
            ["swapped"] = "the two results are swapped: half-life first, then time constant.",
            ["log10"] = "the time constant is defined with e: use the natural logarithm, Math.Log.",
            ["sign"] = "the sign: ln z is negative, since z < 1; both times are positive.",
            ["linear"] = "this takes off 1 − z of the first value at each step; a gate takes off 1 − z of what is left.",
            ["rounded"] = "the results are rounded; both times are asked for as they are.",
            ["rounded-up"] = "the results are rounded up; both times are asked for as they are.",
            ["upside-down"] = "the fraction is upside down: ln ½ / ln z.",
            ["constant-is-half-life"] = "the time constant is your half-life: it asks for 1/e, so it is −1 / ln z with the natural logarithm, Math.Log.",
            ["whole-division"] = "1/2 is a division of whole numbers in C# and gives 0; write 0.5.",
        },
        Hints =
        [
            "After n steps zⁿ of a value is left. For which n is that ½? For which n is it 1/e?",
            "Take the natural logarithm of zⁿ = ½: n · ln z = ln ½. For 1/e: n · ln z = −1.",
            "return (Math.Log(0.5) / Math.Log(z), -1 / Math.Log(z));",
        ],
        Moral = "from z = 0.9 to 0.99 is a small step for a gate, and ten times the memory: 6.6 steps against 69.",
    };

    public static ExerciseTask Latch => new DesignTask<GruParameters>
    {
        Id = "gru-latch",
        Title = "a GRU of one unit that keeps a bit for 200 steps",
        IsBlank = TrialInputs.AllZero,
        Judge = JudgeLatch,
        Recognises = ["size", "reset-for-update", "inputs-exchanged", "bit-moves-gate", "gate-inverted", "never-writes", "leaks", "candidate-of-hold", "bit-ignored", "biased", "sign", "weak", "hears-itself"],
        Hints =
        [
            "The update gate must follow the hold signal: near 1 (keep) with it, near 0 (take the candidate) without it. The candidate must follow the bit.",
            "A negative bias bz lets the candidate in, and a positive weight of about twice that size on the hold signal keeps it out. The bit must not touch the gate. σ(10) = 0.99995.",
            "latch.bz[0] = -10; latch.Wz[0, 0] = 20; latch.Wh[0, 1] = 3; everything else stays zero.",
        ],
        Moral = "two weights and a bias make a memory cell. Training has to find the same thing by small steps.",
    };

    private static (double, double) SolveHalfLife(double gate, Mistakes made)
    {
        var z = made["one-minus"] ? 1 - gate : gate;
        var rate = made["log10"] ? Math.Log10(z) : Math.Log(z);
        var half = made["linear"] ? 0.5 / (1 - z) : made["upside-down"] ? Math.Log(z) / Math.Log(0.5) : Math.Log(0.5) / Math.Log(z);
        var constant = made["linear"] ? 1 / (1 - z) : made["upside-down"] ? -rate : -1 / rate;
        if (made["constant-is-half-life"]) constant = half;
        if (made["whole-division"]) half = double.PositiveInfinity;
        if (made["sign"]) (half, constant) = (-half, -constant);
        if (made["rounded"]) (half, constant) = (Math.Round(half), Math.Round(constant));
        if (made["rounded-up"]) (half, constant) = (Math.Ceiling(half), Math.Ceiling(constant));
        return made["swapped"] ? (constant, half) : (half, constant);
    }

    private static Finding JudgeLatch(GruParameters p)
    {
        if (p.InputSize != 2 || p.HiddenSize != 1)
            return Finding.Mistaken("", $"the cell has {TrialInputs.Sizes(p.InputSize, p.HiddenSize)}; 2 inputs and 1 unit are asked for", "new GruParameters(2, 1) makes it.", "size");
        var (holding, writing) = (Gate(p, 1, hold: true), Gate(p, 1, hold: false));
        var (otherHolding, otherWriting) = (Gate(p, -1, hold: true), Gate(p, -1, hold: false));
        if (holding == 0.5 && writing == 0.5 && p.Wr.L2Norm() + p.br.L2Norm() > 0)
            return Finding.Mistaken("the size", "z is 0.5 at every step", "the reset gate is set, the update gate is not: it has bz and Wz.", "reset-for-update");
        if (Math.Abs(holding - otherHolding) + Math.Abs(writing - otherWriting) > 1e-3)
        {
            var byBit = $"z is {OutcomeText.Text(writing, "F4")} for the bit 1 and {OutcomeText.Text(otherWriting, "F4")} for −1 while writing, {OutcomeText.Text(holding, "F4")} and {OutcomeText.Text(otherHolding, "F4")} while holding";
            return Math.Abs(holding - writing) < 1e-3
                ? Finding.Mistaken("the size", byBit, "the inputs are exchanged: hold is input 0, so its weight to the update gate is Wz[0, 0]; the bit is input 1, and Wz[0, 1] should be zero.", "inputs-exchanged")
                : Finding.Mistaken("the size", byBit, "the bit moves the gate: Wz[0, 1] should be zero.", "bit-moves-gate");
        }
        var gates = $"z is {OutcomeText.Text(holding, "F4")} while holding and {OutcomeText.Text(writing, "F4")} while writing";
        if (holding < writing)
            return Finding.Mistaken("the size", gates, "the gate is the wrong way round: z near 1 keeps. Turn the signs of bz and of Wz[0, 0].", "gate-inverted");
        if (writing > 0.2)
            return Finding.Mistaken("the size", gates, "while writing z must be near 0, or the candidate does not get in: bz must be clearly negative.", "never-writes");
        var worst = Math.Min(holding, otherHolding);
        var kept = Math.Pow(worst, 200);
        if (kept < 0.5)
            return Finding.Mistaken("writing", $"{gates}; 200 steps keep {OutcomeText.Text(100 * kept, "G3")} %", $"it leaks: a half-life of {OutcomeText.Text(Math.Log(0.5) / Math.Log(worst), "F1")} steps. Make Wz[0, 0] larger.", "leaks");

        var (plus, minus) = (StateAfterWrite(p, 1), StateAfterWrite(p, -1));
        var states = $"writing 1 gives the state {OutcomeText.Text(plus, "F3")}, writing −1 gives {OutcomeText.Text(minus, "F3")}";
        if (Math.Abs(plus - minus) < 0.1)
            return p.Wh[0, 1] != 0 && p.bh[0] != 0
                ? Finding.Mistaken("the gate", states, "bh pushes the candidate to one side, whatever the bit: leave it zero.", "biased")
                : p.Wh[0, 0] != 0
                    ? Finding.Mistaken("the gate", states, "the candidate hears the hold signal and not the bit: the bit is input 1, so its weight is Wh[0, 1].", "candidate-of-hold")
                    : Finding.Mistaken("the gate", states, "the candidate ignores the bit: Wh[0, 1] must be large.", "bit-ignored");
        if (plus < minus)
            return Finding.Mistaken("the gate", states, "the sign: the bit 1 must be kept as a positive state.", "sign");
        if (plus < 0.5 || minus > -0.5)
            return Finding.Mistaken("the gate", states, "the states are too close to tell apart: a larger Wh[0, 1], and bh = 0.", "weak");

        var random = new SeededRandom(350);
        var (bits, right) = (20, 0);
        for (var k = 0; k < bits; k++)
        {
            var bit = random.NextInt(2) == 0 ? -1 : 1;
            var h = Run(p, [(bit, false), .. Enumerable.Range(0, 200).Select(_ => (random.NextInt(2) == 0 ? -1 : 1, true))]);
            if (Math.Sign(h) == bit && Math.Abs(h) > 0.3) right++;
        }
        return right == bits
            ? Finding.Solved($"All {bits} bits came back after 200 steps of noise.")
            : Finding.Mistaken("the gate and the writing", $"{right} of {bits} bits came back after 200 steps of noise", "the state acts on its own gate: leave Uz, Uh, Wr, Ur and br zero.", "hears-itself");
    }

    private static double Gate(GruParameters p, double bit, bool hold) =>
        new GruCell(p).Forward(Input(bit, hold), Vector<double>.Build.Dense(1)).cache.z[0];

    private static double StateAfterWrite(GruParameters p, double bit) => Run(p, [((int)bit, false)]);

    private static double Run(GruParameters p, IEnumerable<(int Bit, bool Hold)> steps)
    {
        var cell = new GruCell(p);
        return steps.Aggregate(Vector<double>.Build.Dense(1), (h, step) => cell.Forward(Input(step.Bit, step.Hold), h).h)[0];
    }

    private static Vector<double> Input(double bit, bool hold) => Vector<double>.Build.DenseOfArray([hold ? 1 : 0, bit]);
}
