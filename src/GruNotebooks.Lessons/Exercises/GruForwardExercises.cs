using GruNotebooks.Cells;
using GruNotebooks.Lessons.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;
using static GruNotebooks.Cells.CellMaths;
using StepFunction = System.Func<MathNet.Numerics.LinearAlgebra.Vector<double>, MathNet.Numerics.LinearAlgebra.Vector<double>, GruNotebooks.Cells.GruParameters, MathNet.Numerics.LinearAlgebra.Vector<double>>;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>Notebook 04: the blend, one gate, and one GRU step in both variants.</summary>
internal static class GruForwardExercises
{
    public static ExerciseTask Blend => new PredictionTask
    {
        Id = "blend",
        Title = "one state from the old one and the candidate",
        Names = ["the new state"],
        Expected = [0.8],
        Tolerance = 0.001,
        Recognises =
        [
            ("swapped", 0, -0.8, "z and 1 − z are swapped: in this tutorial z keeps the old state. (Chung et al. 2014 write it the other way round.)"),
            ("kept-only", 0, 0.9, "this is the kept part alone; the candidate adds (1 − z) times −1."),
            ("candidate-only", 0, -0.1, "this is the candidate's part alone; z times the old state is missing."),
            ("average", 0, 0, "this is the plain average; the gate weighs the two with 0.9 and 0.1."),
            ("plus", 0, 1, "the candidate is −1, so its part is subtracted."),
        ],
        Hints =
        [
            "z is the share of the old state that stays. What share is left for the candidate?",
            "h' = z · h + (1 − z) · candidate.",
            "0.9 · 1 + 0.1 · (−1)",
        ],
        Moral = "the new state is a weighted average of two numbers between −1 and 1, so it can never leave that range.",
    };

    public static ExerciseTask UpdateGate => new FunctionTask<StepFunction>
    {
        Id = "update-gate",
        Title = "fill in one gate",
        Outputs = ["z"],
        Trial = k => Make(k, BiasScheme.OnePerGate),
        Reference = made => (x, h, p) => SolveGate(x, h, p, made),
        Recognises = new()
        {
            ["tanh"] = "tanh in place of σ: a gate lies between 0 and 1.",
            ["no-squash"] = "σ is missing: this is the sum inside it.",
            ["no-bias"] = "the bias bz is missing.",
            ["reset-weights"] = "these are the reset gate's arrays (Wr, Ur, br); the update gate has Wz, Uz, bz.",
            ["candidate-weights"] = "these are the candidate's arrays (Wh, Uh, bh); the update gate has Wz, Uz, bz.",
            ["no-past"] = "Uz·h is missing: the gate must see the old state to decide whether to keep it.",
            ["no-input"] = "Wz·x is missing: the gate must see the input to decide whether to let it in.",
            ["transposed-u"] = "Uz is transposed.",
            ["one-minus"] = "this is 1 − z, the share of the candidate.",
        },
        Hints =
        [
            "A gate is a small layer of its own: it sees x and h and answers with a number between 0 and 1 for each unit.",
            "z = σ(Wz·x + Uz·h + bz).",
            "return CellMaths.Sigmoid(p.Wz * x + p.Uz * h + p.bz);",
        ],
        Moral = "every gate of every gated cell has this form; only its arrays and what it multiplies differ.",
    };

    public static ExerciseTask Step => new FunctionTask<StepFunction>
    {
        Id = "gru-step",
        BuildsOn = "update-gate",
        Title = "one GRU step, reset before the product",
        Outputs = ["h"],
        Trial = k => Make(k, BiasScheme.OnePerGate),
        Reference = made => (x, h, p) => SolveStep(x, h, p, made, after: made["reset-after"]),
        Recognises = new(StepMistakes) { ["reset-after"] = "looks like the reset gate acts after the product, r ⊙ (Uh·h); here it acts before: Uh·(r ⊙ h)." },
        Hints =
        [
            "Four lines, in this order: update gate, reset gate, candidate, blend.",
            "Both gates are σ(W·x + U·h + b). The candidate is tanh(Wh·x + Uh·(r ⊙ h) + bh): the reset gate hides parts of the old state from it. Then h' = z ⊙ h + (1 − z) ⊙ candidate.",
            "var candidate = CellMaths.Tanh(p.Wh * x + p.Uh * CellMaths.Mul(r, h) + p.bh); return CellMaths.Mul(z, h) + CellMaths.Mul(1 - z, candidate);",
        ],
        Moral = "with z = 1 a unit copies itself unchanged; with r = 0 its candidate sees the input only. Everything else lies between.",
    };

    public static ExerciseTask StepAfter => new FunctionTask<StepFunction>
    {
        Id = "gru-step-after",
        Title = "one GRU step, reset after the product",
        Outputs = ["h"],
        Trial = k => Make(k, BiasScheme.TwoPerGate),
        Reference = made => (x, h, p) => SolveStep(x, h, p, made, after: !(made["reset-before"] || made["one-bias-before"])),
        Recognises = new(StepMistakes)
        {
            ["reset-before"] = "looks like the reset gate acts before the product, Uh·(r ⊙ h); here it acts after: r ⊙ (Uh·h + bUh).",
            ["bias-outside-reset"] = "the second bias bUh stands outside the reset gate: r ⊙ (Uh·h + bUh).",
            ["no-second-candidate-bias"] = "the candidate's second bias bUh is missing: r ⊙ (Uh·h + bUh).",
            ["no-second-gate-bias"] = "the gates' second biases bUz and bUr are missing.",
            ["z-one-bias"] = "the update gate's second bias bUz is missing. (The UpdateGate of exercise 2 has one bias only.)",
            ["one-bias-before"] = "this is the step of exercise 3: one bias a gate, and the reset gate before the product.",
            ["both-biases-inside"] = "bh stands inside the reset gate; only Uh·h and bUh belong there.",
        },
        Hints =
        [
            "Only the candidate changes: first the whole product with the old state, then the reset gate.",
            "Each gate has two biases: σ(W·x + b + U·h + bU). The candidate is tanh(Wh·x + bh + r ⊙ (Uh·h + bUh)).",
            "var candidate = CellMaths.Tanh(p.Wh * x + p.bh + CellMaths.Mul(r, p.Uh * h + p.bUh));",
        ],
        Moral = "the variants differ by where r stands, yet weights of one are wrong in the other. PyTorch and cuDNN use this one: all products with h are one big product.",
    };

    private static readonly Dictionary<string, string> StepMistakes = new()
    {
        ["z-swapped"] = "looks like z and 1 − z are swapped: z multiplies the old state, 1 − z the candidate.",
        ["no-reset"] = "the reset gate is not used: the candidate sees all of the old state.",
        ["gates-swapped"] = "looks like z and r are swapped: r belongs inside the candidate, z into the blend.",
        ["sigmoid-candidate"] = "σ in place of tanh for the candidate: a state may be negative.",
        ["tanh-gates"] = "tanh in place of σ for the gates.",
        ["no-squash"] = "tanh of the candidate is missing.",
        ["no-bias"] = "the biases bz, br and bh are missing.",
        ["no-candidate-bias"] = "the candidate's bias bh is missing.",
        ["transposed-u"] = "the recurrent matrices are transposed.",
        ["reset-all"] = "the reset gate multiplies the whole sum of the candidate; the input's part must stay.",
        ["candidate-only"] = "the blend is missing: this is the candidate.",
        ["r-of-z"] = "the reset gate is computed with the update gate's arrays; it has its own, Wr, Ur and br.",
        ["candidate-whole"] = "the candidate enters whole: its share is 1 − z.",
        ["r-reversed"] = "the reset gate is turned round: r, not 1 − r, says how much of the old state the candidate sees.",
        ["transposed-uh"] = "Uh is transposed; Uz and Ur are right.",
    };

    private static Trial<StepFunction> Make(int k, BiasScheme bias)
    {
        var (inputs, units) = TrialInputs.SizesOf(k);
        var (x, h, p) = (TrialInputs.Vector(320 + k, inputs), TrialInputs.Vector(330 + k, units), GruParameters.Random(inputs, units, (ulong)(340 + k), bias));
        return new(TrialInputs.Sizes(inputs, units), f => f(x, h, p));
    }

    private static Vector<double> SolveGate(Vector<double> x, Vector<double> h, GruParameters p, Mistakes made)
    {
        var (W, U, b) = made["reset-weights"] ? (p.Wr, p.Ur, p.br) : made["candidate-weights"] ? (p.Wh, p.Uh, p.bh) : (p.Wz, p.Uz, p.bz);
        var a = b * (made["no-bias"] ? 0 : 1);
        if (!made["no-input"]) a += W * x;
        if (!made["no-past"]) a += TrialInputs.TransposeIf(made["transposed-u"], U) * h;
        var z = made["no-squash"] ? a : made["tanh"] ? Tanh(a) : Sigmoid(a);
        return made["one-minus"] ? 1 - z : z;
    }

    private static Vector<double> SolveStep(Vector<double> x, Vector<double> h, GruParameters p, Mistakes made, bool after)
    {
        var second = made["no-second-gate-bias"] || made["one-bias-before"] ? 0 : 1;
        var first = made["no-bias"] ? 0 : 1;
        Matrix<double> Recurrent(Matrix<double> U) => TrialInputs.TransposeIf(made["transposed-u"], U);
        Vector<double> Gate(Vector<double> a) => made["tanh-gates"] ? Tanh(a) : Sigmoid(a);

        var z = Gate(p.Wz * x + Recurrent(p.Uz) * h + first * p.bz + (made["z-one-bias"] ? 0 : second) * p.bUz);
        var r = Gate(p.Wr * x + Recurrent(p.Ur) * h + first * p.br + second * p.bUr);
        if (made["r-of-z"]) r = z;
        if (made["r-reversed"]) r = 1 - r;
        if (made["gates-swapped"]) (z, r) = (r, z);
        if (made["no-reset"]) r = r * 0 + 1;

        var (input, bias) = (p.Wh * x, p.bh * (made["no-candidate-bias"] ? 0 : first));
        var bU = p.bUh * (made["no-second-candidate-bias"] || made["one-bias-before"] ? 0 : 1);
        var Uh = TrialInputs.TransposeIf(made["transposed-uh"], Recurrent(p.Uh));
        var a = made["reset-all"] ? Mul(r, input + bias + Uh * h + bU)
            : !after ? input + bias + Uh * Mul(r, h) + bU
            : made["bias-outside-reset"] ? input + bias + Mul(r, Uh * h) + bU
            : made["both-biases-inside"] ? input + Mul(r, Uh * h + bU + bias)
            : input + bias + Mul(r, Uh * h + bU);
        var hTilde = made["no-squash"] ? a : made["sigmoid-candidate"] ? Sigmoid(a) : Tanh(a);
        return made["candidate-only"] ? hTilde
            : made["candidate-whole"] ? Mul(z, h) + hTilde
            : made["z-swapped"] ? Mul(1 - z, h) + Mul(z, hTilde)
            : Mul(z, h) + Mul(1 - z, hTilde);
    }
}
