using GruNotebooks.Cells;
using GruNotebooks.Lessons.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>Notebook 01, forward: one step of a plain recurrent network, and a whole sequence.</summary>
internal static class RnnForwardExercises
{
    public static ExerciseTask Fade => new PredictionTask
    {
        Id = "rnn-fade",
        Title = "how much of one pulse is left",
        Names = ["the state"],
        Expected = [PulseAfter(10)],
        Tolerance = 0.6,
        Recognises =
        [
            ("kept", 0, PulseAfter(0), "this is the state right after the pulse. Ten steps follow, and each takes at least two fifths of it."),
            ("one-step", 0, PulseAfter(1), "this is one step after the pulse; there are ten."),
            ("linear", 0, 0.076, "a step multiplies by 0.6, and so do the nine others: 0.6 ten times, not once for all."),
            ("percent", 0, 100 * PulseAfter(10), "this is in percent; give the state itself."),
            ("zero", 0, 0, "it never becomes zero exactly: each step multiplies by about 0.6."),
        ],
        Hints =
        [
            "For small numbers tanh(a) is nearly a. So what does one step without input do to a small state?",
            "Each step multiplies by about 0.6. Ten steps multiply by 0.6 ten times.",
            "The pulse leaves tanh(1) = 0.76. Then 0.76 · 0.6¹⁰ = 0.76 · 0.006; tanh takes a little more. Anything from 0.4 to 1.6 times the right number counts.",
        ],
        Moral = "ten steps of a factor 0.6 leave less than a hundredth: what is lost in the state is lost in the gradient too (notebook 02).",
    };

    public static ExerciseTask Step => new FunctionTask<Func<Vector<double>, Vector<double>, RnnParameters, Vector<double>>>
    {
        Id = "rnn-step",
        Title = "one step of a recurrent network",
        Outputs = ["h"],
        Trial = k =>
        {
            var (inputs, units) = TrialInputs.SizesOf(k);
            var (x, h, p) = (TrialInputs.Vector(10 + k, inputs), TrialInputs.Vector(20 + k, units), RnnParameters.Random(inputs, units, (ulong)(30 + k)));
            return new(TrialInputs.Sizes(x.Count, h.Count), f => f(x, h, p));
        },
        Reference = made => (x, h, p) => SolveStep(x, h, p, made),
        Recognises = new()
        {
            ["no-bias"] = "the bias bh is missing.",
            ["no-tanh"] = "tanh is missing: this is the sum inside it.",
            ["sigmoid"] = "σ in place of tanh: a state lies between −1 and 1, a gate between 0 and 1.",
            ["relu"] = "max(0, a) in place of tanh(a).",
            ["no-past"] = "Uh·h is missing: nothing of the past enters.",
            ["no-input"] = "Wh·x is missing: nothing of the input enters.",
            ["transposed-u"] = "Uh is transposed.",
            ["transposed-w"] = "Wh is transposed: W is H × I and stands left of x.",
            ["bias-outside"] = "the bias is added after tanh; it belongs inside.",
            ["swapped"] = "x and h are swapped: Wh multiplies x, Uh multiplies h.",
        },
        Hints =
        [
            "Three things are added inside tanh: what is read, what is remembered, and a bias.",
            "In MathNet a matrix times a vector is p.Wh * x, vectors add with +, and a.PointwiseTanh() or CellMaths.Tanh(a) takes tanh of each number.",
            "return CellMaths.Tanh(p.Wh * x + p.Uh * h + p.bh);",
        ],
        Moral = "the same three arrays serve every step; that is all the memory of how to read that the network has.",
    };

    public static ExerciseTask Unroll => new FunctionTask<Func<Vector<double>[], Vector<double>, RnnParameters, Vector<double>[]>>
    {
        Id = "rnn-unroll",
        BuildsOn = "rnn-step",
        Title = "a whole sequence, the state carried",
        Outputs = ["h"],
        Trial = k =>
        {
            var (inputs, units) = TrialInputs.SizesOf(k);
            var (xs, h0, p) = (TrialInputs.Vectors(40 + k, 4 + k, inputs), TrialInputs.Vector(50 + k, units), RnnParameters.Random(inputs, units, (ulong)(60 + k)));
            return new($"{xs.Length} steps, {TrialInputs.Sizes(xs[0].Count, h0.Count)}", f => f(xs, h0, p));
        },
        Reference = made => (xs, h0, p) => SolveUnroll(xs, h0, p, made),
        Recognises = new()
        {
            ["not-carried"] = "the state is not carried: every step starts from h0 again. (It was published like this once; the network still trains a little.)",
            ["from-zero"] = "the first step starts from zeros in place of h0.",
            ["one-early"] = "the time index: result t is the state before step t; the state after it is asked for.",
            ["reversed-time"] = "the inputs are read from the last to the first.",
            ["last-everywhere"] = "every result is the last state: all entries hold the same vector.",
            ["with-h0"] = "h0 is among the results: there is one result for each input, and the first is the state after xs[0].",
            ["same-input"] = "every step reads the first input, xs[0].",
            ["first-skipped"] = "xs[0] is never read: result 0 is h0 itself, and the loop begins at 1. Result 0 is the state after xs[0].",
        },
        Hints =
        [
            "Keep one variable for the state. Each step turns it into the next state.",
            "Start with h = h0; for each t: h = RnnStep(xs[t], h, p) and store h as result t.",
            "var hs = new Vector<double>[xs.Length]; var h = h0; for (int t = 0; t < xs.Length; t++) { h = RnnStep(xs[t], h, p); hs[t] = h; } return hs;",
        ],
        Moral = "a recurrent network is one function in a loop. What is hard is not the loop but what it does to gradients on the way back.",
    };

    private static Vector<double> SolveStep(Vector<double> x, Vector<double> h, RnnParameters p, Mistakes made)
    {
        if (made["swapped"]) (x, h) = (h, x);
        var W = TrialInputs.TransposeIf(made["transposed-w"], p.Wh);
        var U = TrialInputs.TransposeIf(made["transposed-u"], p.Uh);
        var a = Vector<double>.Build.Dense(p.HiddenSize);
        if (!made["no-input"]) a += W * x;
        if (!made["no-past"]) a += U * h;
        if (!made["no-bias"] && !made["bias-outside"]) a += p.bh;
        var result = made["no-tanh"] ? a : made["sigmoid"] ? CellMaths.Sigmoid(a) : made["relu"] ? CellMaths.Relu(a) : CellMaths.Tanh(a);
        return made["bias-outside"] ? result + p.bh : result;
    }

    private static Vector<double>[] SolveUnroll(Vector<double>[] xs, Vector<double> h0, RnnParameters p, Mistakes made)
    {
        var inputs = made["reversed-time"] ? [.. xs.Reverse()] : xs;
        var h = made["from-zero"] ? h0 * 0 : h0;
        var hs = new Vector<double>[xs.Length];
        for (var t = 0; t < xs.Length; t++)
        {
            var next = SolveStep(inputs[made["same-input"] ? 0 : t], h, p, Mistakes.None);
            if (made["first-skipped"] && t == 0) next = h;
            hs[t] = made["one-early"] ? h : next;
            if (!made["not-carried"]) h = next;
        }
        return made["last-everywhere"] ? [.. hs.Select(_ => hs[^1])] : made["with-h0"] ? [h0, .. hs] : hs;
    }

    /// <summary>The state of h' = tanh(0.6 h + x) some steps after a pulse x = 1.</summary>
    private static double PulseAfter(int steps) => Enumerable.Range(0, steps).Aggregate(Math.Tanh(1), (h, _) => Math.Tanh(0.6 * h));
}
