using GruNotebooks.Cells;
using GruNotebooks.Lessons.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;
using static GruNotebooks.Cells.CellMaths;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>Notebook 03, forward: what a forget bias keeps, one LSTM step, and a cell that counts.</summary>
internal static class LstmForwardExercises
{
    public static ExerciseTask ForgetBias => new PredictionTask
    {
        Id = "forget-bias",
        Title = "what ten steps leave of the cell with forget bias 0 and 1",
        Names = ["the share left with bias 0", "the share left with bias 1"],
        Expected = [Math.Pow(Sigma(0), 10), Math.Pow(Sigma(1), 10)],
        Tolerance = 0.03,
        Recognises =
        [
            ("one-step", 0, Sigma(0), "this is what one step keeps, σ(0) = 1/2; ten steps keep that to the tenth power."),
            ("closed", 0, 0, "a gate of bias 0 is half open, not closed: σ(0) = 1/2."),
            ("one-step", 1, Sigma(1), "this is what one step keeps, σ(1); ten steps keep that to the tenth power."),
            ("bias-is-gate", 1, 1, "the bias is not the gate: the gate is σ(1) = 0.73."),
            ("percent", 0, 100 * Math.Pow(Sigma(0), 10), "this is in percent; give the share itself, a number between 0 and 1."),
            ("percent", 1, 100 * Math.Pow(Sigma(1), 10), "this is in percent; give the share itself, a number between 0 and 1."),
            ("tanh", 1, Math.Pow(Math.Tanh(1), 10), "a gate is σ of its sum, not tanh of it."),
        ],
        Hints =
        [
            "With nothing written, each step multiplies the cell by the forget gate, and the gate is σ(bias).",
            "σ(0) = 0.5 and σ(1) = 1/(1 + e⁻¹) = 0.731. What are their tenth powers?",
            "new[] { Math.Pow(0.5, 10), Math.Pow(0.7311, 10) }",
        ],
        Moral = "one number at the start, the forget bias: on the cell's own road forty-five times as much of a gradient is left after ten steps.",
    };

    public static ExerciseTask Step => new FunctionTask<Func<Vector<double>, Vector<double>, Vector<double>, LstmParameters, (Vector<double>, Vector<double>)>>
    {
        Id = "lstm-step",
        Title = "one LSTM step",
        Outputs = ["h", "c"],
        ComputedInOrder = ["c", "h"],
        Trial = k =>
        {
            var (inputs, units) = TrialInputs.SizesOf(k);
            var (x, h, c, p) = (TrialInputs.Vector(220 + k, inputs), TrialInputs.Vector(230 + k, units), TrialInputs.Vector(240 + k, units), LstmParameters.Random(inputs, units, (ulong)(250 + k)));
            return new(TrialInputs.Sizes(x.Count, h.Count), f => f(x, h, c, p));
        },
        Reference = made => (x, h, c, p) => SolveStep(x, h, c, p, made),
        Recognises = new()
        {
            ["i-f-swapped"] = "input and forget gate are swapped: f multiplies the old cell, i the candidate.",
            ["i-o-swapped"] = "input and output gate are swapped: i writes into the cell, o shows it.",
            ["sigmoid-candidate"] = "σ in place of tanh for the candidate g: what is written may be negative.",
            ["tanh-gates"] = "tanh in place of σ for the gates: a gate lies between 0 and 1.",
            ["no-tanh-of-c"] = "tanh of the cell is missing: h' = o ⊙ tanh(c').",
            ["old-cell-shown"] = "the old cell is shown: h' = o ⊙ tanh(c') with the new c'.",
            ["no-forget"] = "the forget gate is missing: this is the LSTM of 1997, c' = c + i ⊙ g.",
            ["coupled"] = "the input gate is taken as 1 − f; here it has weights of its own.",
            ["no-bias"] = "the biases are missing.",
            ["transposed-u"] = "the recurrent matrices are transposed.",
            ["h-for-c"] = "the forget gate multiplies the hidden state h; it must multiply the cell c.",
            ["output-gate-forgotten"] = "the output gate is missing: h' = o ⊙ tanh(c').",
            ["output-from-input"] = "the output gate is computed with the input gate's arrays; it has its own, Wo, Uo and bo.",
            ["returned-swapped"] = "the results are swapped: h' first, then c'.",
        },
        Hints =
        [
            "Four sums of the same form, W·x + U·h + b: three go through σ (i, f, o), one through tanh (g).",
            "The cell keeps and adds: c' = f ⊙ c + i ⊙ g. What others see is h' = o ⊙ tanh(c').",
            "var i = CellMaths.Sigmoid(p.Wi * x + p.Ui * h + p.bi); … f and o alike, g with CellMaths.Tanh; var cNew = CellMaths.Mul(f, c) + CellMaths.Mul(i, g); return (CellMaths.Mul(o, CellMaths.Tanh(cNew)), cNew);",
        ],
        Moral = "the old cell reaches the new one through one multiplication by f: no matrix, no tanh. That path is why an LSTM remembers.",
    };

    public static ExerciseTask Counter => new DesignTask<LstmParameters>
    {
        Id = "lstm-counter",
        Title = "weights with which one LSTM cell counts",
        IsBlank = TrialInputs.AllZero,
        Judge = JudgeCounter,
        Recognises = ["size", "leaks", "grows", "writes-nothing", "pause-writes", "b-silent", "b-adds", "uneven", "hears-itself"],
        Hints =
        [
            "Three wishes: keep everything (forget gate), write + for a and − for b (candidate), and nothing at a pause.",
            "A bias of 10 opens a gate, −10 closes it. All U can stay zero. The candidate of a pause is tanh(bg); leave bg zero, or shut the input gate at a pause.",
            "p.bf[0] = 10; p.bi[0] = -10; p.Wi[0, 0] = 20; p.Wi[0, 1] = 20; p.Wg[0, 0] = 2; p.Wg[0, 1] = -2;",
        ],
        Moral = "the cell of an LSTM adds without bound, so it can count. A GRU's state is an average of candidates between −1 and 1 and cannot (Weiss et al. 2018).",
    };

    private static (Vector<double>, Vector<double>) SolveStep(Vector<double> x, Vector<double> h, Vector<double> c, LstmParameters p, Mistakes made)
    {
        Vector<double> Sum(Matrix<double> W, Matrix<double> U, Vector<double> b) =>
            W * x + TrialInputs.TransposeIf(made["transposed-u"], U) * h + (made["no-bias"] ? b * 0 : b);
        Vector<double> Gate(Vector<double> a) => made["tanh-gates"] ? Tanh(a) : Sigmoid(a);

        var (i, f, o) = (Gate(Sum(p.Wi, p.Ui, p.bi)), Gate(Sum(p.Wf, p.Uf, p.bf)), Gate(Sum(p.Wo, p.Uo, p.bo)));
        var a = Sum(p.Wg, p.Ug, p.bg);
        var g = made["sigmoid-candidate"] ? Sigmoid(a) : Tanh(a);
        if (made["i-f-swapped"]) (i, f) = (f, i);
        if (made["i-o-swapped"]) (i, o) = (o, i);
        if (made["output-from-input"]) o = i;
        if (made["output-gate-forgotten"]) o = o * 0 + 1;
        if (made["no-forget"]) f = f * 0 + 1;
        if (made["coupled"]) i = 1 - f;
        var cNew = Mul(f, made["h-for-c"] ? h : c) + Mul(i, g);
        var shown = made["old-cell-shown"] ? c : cNew;
        var hNew = Mul(o, made["no-tanh-of-c"] ? shown : Tanh(shown));
        return made["returned-swapped"] ? (cNew, hNew) : (hNew, cNew);
    }

    private static Finding JudgeCounter(LstmParameters p)
    {
        if (p.InputSize != 2 || p.HiddenSize != 1)
            return Finding.Mistaken("", $"the cell has {TrialInputs.Sizes(p.InputSize, p.HiddenSize)}; 2 inputs and 1 unit are asked for", "new LstmParameters(2, 1) makes it.", "size");
        var one = CellAfter(p, "a");
        if (Math.Abs(one) < 0.3)
            return Finding.Mistaken("the size", $"after one a the cell holds {OutcomeText.Text(one, "F3")}", "next to nothing is written: open the input gate at a letter (Wi), and give the candidate a large weight (Wg).", "writes-nothing");
        var paused = CellAfter(p, "a" + new string('.', 40));
        var silent = CellAfter(p, new string('.', 40));
        if (Math.Abs(silent) > 0.05 * Math.Abs(one))
            return Finding.Mistaken("a letter is written", $"forty pauses alone leave {OutcomeText.Text(silent, "F3")} in the cell", "a pause writes too: without a letter the input gate must be shut (a negative bi) or the candidate zero (bg = 0).", "pause-writes");
        if (paused / one > 1.05)
            return Finding.Mistaken("a letter is written", $"one a counts {OutcomeText.Text(one, "F3")}, but {OutcomeText.Text(paused, "F3")} after forty pauses", "the cell grows by itself at a pause, since it hears its own state: leave all U zero.", "grows");
        if (Math.Abs(paused / one - 1) > 0.05)
            return Finding.Mistaken("a letter is written", $"one a counts {OutcomeText.Text(one, "F3")}, but {OutcomeText.Text(paused, "F3")} after forty pauses", "the cell leaks: the forget gate is not open enough. Raise bf; and nothing else may act on it.", "leaks");
        var opposite = CellAfter(p, "b") / one;
        if (Math.Abs(opposite) < 0.02)
            return Finding.Mistaken("a counts and is kept", "b changes nothing", "b must take away: give the candidate a negative weight for b, Wg[0, 1], and let the input gate open for b.", "b-silent");
        if (opposite > 0)
            return Finding.Mistaken("a counts and is kept", $"b adds {OutcomeText.Text(opposite, "F3")} of what a adds", "b must take away: give the candidate opposite weights for a and b.", "b-adds");
        if (Math.Abs(opposite + 1) > 0.05)
            return Finding.Mistaken("a counts and is kept, b takes away", $"b takes away {OutcomeText.Text(-opposite, "F3")} of what a adds", "a and b must weigh the same, with opposite signs: equal Wi, opposite Wg, no bg.", "uneven");
        var text = "aaaaaaaaaa.bbb..aa.bbbbbbbbb.aaaaaaaaaaaa";
        var count = text.Sum(letter => letter switch { 'a' => 1, 'b' => -1, _ => 0 });
        var counted = CellAfter(p, text) / one;
        return Math.Abs(counted - count) < 0.5
            ? Finding.Solved($"After \"{text}\" the cell holds {OutcomeText.Text(counted, "F2")} times one a; the count is {count}.")
            : Finding.Mistaken("single letters", $"after \"{text}\" the cell holds {OutcomeText.Text(counted, "F2")} times one a; the count is {count}", "the cell hears itself: set the recurrent weights Ui, Uf and Ug to zero.", "hears-itself");
    }

    /// <summary>The cell after a text: a and b are the two inputs, a point is a pause.</summary>
    private static double CellAfter(LstmParameters p, string text)
    {
        var cell = new LstmCell(p);
        var (h, c) = (Vector<double>.Build.Dense(1), Vector<double>.Build.Dense(1));
        foreach (var letter in text)
            (h, c, _) = cell.Forward(Vector<double>.Build.DenseOfArray([letter == 'a' ? 1 : 0, letter == 'b' ? 1 : 0]), h, c);
        return c[0];
    }

    private static double Sigma(double a) => 1 / (1 + Math.Exp(-a));
}
