using GruNotebooks.Cells;
using GruNotebooks.Layers;
using GruNotebooks.Lessons.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;
using static GruNotebooks.Cells.CellMaths;
using ComposeFunction = System.Func<MathNet.Numerics.LinearAlgebra.Vector<double>, MathNet.Numerics.LinearAlgebra.Vector<double>, MathNet.Numerics.LinearAlgebra.Vector<double>, MathNet.Numerics.LinearAlgebra.Vector<double>, (MathNet.Numerics.LinearAlgebra.Vector<double>, MathNet.Numerics.LinearAlgebra.Vector<double>)>;
using StepFunction = System.Func<MathNet.Numerics.LinearAlgebra.Vector<double>, MathNet.Numerics.LinearAlgebra.Vector<double>, GruNotebooks.Cells.MinGruParameters, MathNet.Numerics.LinearAlgebra.Vector<double>>;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>Notebook 13: a minGRU step, the operator of the scan, parity, and what a gate without h saves.</summary>
internal static class GatedRecurrenceExercises
{
    public static ExerciseTask Step => new FunctionTask<StepFunction>
    {
        Id = "mingru-step",
        Title = "one minGRU step",
        Outputs = ["h"],
        Trial = MakeStep,
        Reference = made => (x, h, p) => SolveStep(x, h, p, made),
        Recognises = new()
        {
            ["paper-sign"] = "this is the sign of the paper, where z writes; in this tutorial z keeps: h' = z ⊙ h + (1 − z) ⊙ h̃.",
            ["tanh"] = "the candidate has no tanh in a minGRU: h̃ = Wh·x + bh as it is.",
            ["no-sigmoid"] = "σ is missing: a gate lies between 0 and 1.",
            ["no-gate-bias"] = "the bias bz is missing.",
            ["no-candidate-bias"] = "the bias bh is missing.",
            ["arrays-exchanged"] = "the arrays are exchanged: Wz and bz make the gate, Wh and bh the candidate.",
            ["candidate-whole"] = "the candidate comes in whole; it gets the share 1 − z.",
            ["signed"] = "this is the signed variant (3b), with 2z − 1 before h; (3a) has z.",
            ["forgets"] = "the old state is missing: z ⊙ h keeps a part of it.",
        },
        Hints =
        [
            "Three lines: the gate from x, the candidate from x, the blend of the old state and the candidate. Only the third sees h.",
            "z = σ(Wz·x + bz); h̃ = Wh·x + bh; h' = z ⊙ h + (1 − z) ⊙ h̃.",
            "var z = CellMaths.Sigmoid(p.Wz * x + p.bz); return CellMaths.Mul(z, h) + CellMaths.Mul(1 - z, p.Wh * x + p.bh);",
        ],
        Moral = "h stands in the last line alone, so the first two can be computed for all steps before any state is known.",
    };

    public static ExerciseTask Compose => new FunctionTask<ComposeFunction>
    {
        Id = "scan-compose",
        Title = "two steps as one",
        Outputs = ["a", "b"],
        Trial = k =>
        {
            Vector<double> Part(int seed) => TrialInputs.Vector(seed + (10 * k), k + 1);
            return new($"steps of {k + 1} unit{(k == 0 ? "" : "s")}", f => f(Part(1), Part(2), Part(3), Part(4)));
        },
        Reference = made => (a1, b1, a2, b2) => SolveCompose(a1, b1, a2, b2, made),
        Recognises = new()
        {
            ["order"] = "the order: the first step acts first, so its b goes through the second step's a.",
            ["b-not-scaled"] = "b₁ must go through the second step too: it is multiplied by a₂.",
            ["added"] = "the two a are multiplied, not added: each keeps a share of what the other left.",
            ["first-lost"] = "the first step's b is lost.",
            ["second-lost"] = "the second step's own b is missing.",
            ["all-scaled"] = "only b₁ is multiplied by a₂; b₂ comes after it.",
        },
        Hints =
        [
            "Write the two steps in a row: h₁ = a₁ h + b₁, then h₂ = a₂ h₁ + b₂. Put the first into the second.",
            "h₂ = a₂ a₁ h + a₂ b₁ + b₂. What multiplies h is the new a, the rest is the new b.",
            "return (CellMaths.Mul(a2, a1), CellMaths.Mul(a2, b1) + b2);",
        ],
        Moral = "the result is again a step of the same form. That is all a scan needs.",
    };

    public static ExerciseTask ParityByHand => new FunctionTask<Func<double, (double, double)>>
    {
        Id = "parity-by-hand",
        Title = "a and b for parity, by hand",
        Outputs = ["a", "b"],
        Trial = k => new($"the bit {k % 2}", f => f(k % 2)),
        Reference = made => bit => SolveParity(bit, made),
        Recognises = new()
        {
            ["bits-exchanged"] = "the bits are exchanged: a 0 keeps the state, a 1 turns it over.",
            ["no-sign"] = "with a = 1 on a one the state climbs to 2 at the second one; it must come back to 0.",
            ["gate"] = "with a = 0 on a one the state is 1 after every one, odd or even: it must depend on what it was.",
            ["nothing-written"] = "nothing is written: from 0 the state stays 0 for ever, whatever its sign.",
            ["always-written"] = "on a zero nothing must be added: b = 0 there.",
            ["always-turned"] = "on a zero the state must be kept: a = 1 there.",
        },
        Hints =
        [
            "On a 0 the state must stay: which a and b? On a 1, 0 must become 1 and 1 must become 0.",
            "On a 1: a · 0 + b = 1 and a · 1 + b = 0. Two equations, two numbers.",
            "return (1 - 2 * bit, bit);",
        ],
        Moral = "one negative number is all that parity asks for; a gate between 0 and 1 does not have it.",
    };

    public static ExerciseTask WhyNotParity => new ChoiceTask
    {
        Id = "why-not-parity",
        Expected = "B",
        Title = "why gates between 0 and 1 that see x alone cannot track parity",
        Options = new Dictionary<char, string>
        {
            ['A'] = "the gradient is not the obstacle: even weights set by hand do not do it, so there is nothing to find.",
            ['B'] = "think of a sequence of ones only: what does the state do from step to step?",
            ['C'] = "more units each do the same on a sequence of ones: every one of them moves in one direction only.",
            ['D'] = "one bit is stored easily: a = 1 and b = 0 keep it for ever. Turning it over is the problem.",
        },
        Hints =
        [
            "Feed ones only. The input is the same at every step, so a and b are too.",
            "Then h changes by a factor a of its last change at each step. What sign have all these changes, if a is not negative?",
            "All changes have the sign of the first, so the state goes one way; the right answer goes to and fro.",
        ],
        Moral = "the proof for finite precision and any number of units is in Grazzi et al. 2024; a gate that sees h, or an a below zero, escapes it.",
    };

    public static ExerciseTask Count => new PredictionTask
    {
        Id = "mingru-count",
        Title = "what the missing matrix saves",
        Names = ["GRU", "minGRU"],
        Expected = [CellKind.Gru.ParameterCount(64, 128), CellKind.MinGru.ParameterCount(64, 128)],
        Tolerance = 1e-6,
        Recognises =
        [
            ("gru-no-square", 0, 24960, "the recurrent matrices are missing: each block of a GRU has one of 128 × 128."),
            ("gru-no-bias", 0, 73728, "the biases are missing: 128 a block."),
            ("gru-two-blocks", 0, 49408, "a GRU has three blocks: two gates and the candidate."),
            ("gru-two-biases", 0, 74496, "one bias a gate is asked for."),
            ("min-three-blocks", 1, 24960, "a minGRU has no reset gate: two blocks, z and the candidate."),
            ("min-with-square", 1, 49408, "a minGRU has no recurrent matrices: only W and b."),
            ("min-no-bias", 1, 16384, "the biases are missing: 128 a block."),
        ],
        Hints =
        [
            "Count the blocks of each cell, then the arrays of one block.",
            "A block of a GRU: 128 · 64 + 128 · 128 + 128. A block of a minGRU has no second term.",
            "3 · (8192 + 16384 + 128) and 2 · (8192 + 128).",
        ],
        Moral = "with more units than inputs, the square matrix is most of a GRU; that budget can go into a second layer.",
    };

    private static Trial<StepFunction> MakeStep(int k)
    {
        var (inputs, units) = TrialInputs.SizesOf(k);
        return new(TrialInputs.Sizes(inputs, units), f => f(TrialInputs.Vector(k + 21, inputs), TrialInputs.Vector(k + 31, units), new MinGruParameters(inputs, units)
        {
            Wz = TrialInputs.Matrix(k + 41, units, inputs),
            bz = TrialInputs.Vector(k + 51, units),
            Wh = TrialInputs.Matrix(k + 61, units, inputs),
            bh = TrialInputs.Vector(k + 71, units),
        }));
    }

    private static Vector<double> SolveStep(Vector<double> x, Vector<double> h, MinGruParameters p, Mistakes made)
    {
        var (wz, bz, wh, bh) = made["arrays-exchanged"] ? (p.Wh, p.bh, p.Wz, p.bz) : (p.Wz, p.bz, p.Wh, p.bh);
        var z = made["no-gate-bias"] ? wz * x : wz * x + bz;
        if (!made["no-sigmoid"]) z = Sigmoid(z);
        if (made["paper-sign"]) z = 1 - z;
        var hTilde = made["no-candidate-bias"] ? wh * x : wh * x + bh;
        if (made["tanh"]) hTilde = Tanh(hTilde);
        var kept = made["forgets"] ? 0 * h : Mul(made["signed"] ? 2 * z - 1 : z, h);
        return kept + (made["candidate-whole"] ? hTilde : Mul(1 - z, hTilde));
    }

    private static (Vector<double>, Vector<double>) SolveCompose(Vector<double> a1, Vector<double> b1, Vector<double> a2, Vector<double> b2, Mistakes made)
    {
        if (made["order"]) (a1, b1, a2, b2) = (a2, b2, a1, b1);
        var first = made["first-lost"] ? 0 * b1 : made["b-not-scaled"] ? b1 : Mul(a2, b1);
        var second = made["second-lost"] ? 0 * b2 : made["all-scaled"] ? Mul(a2, b2) : b2;
        return (made["added"] ? a1 + a2 : Mul(a2, a1), first + second);
    }

    private static (double, double) SolveParity(double bit, Mistakes made)
    {
        if (made["bits-exchanged"]) bit = 1 - bit;
        var a = made["no-sign"] ? 1 : made["gate"] ? 1 - bit : made["always-turned"] ? -1 : 1 - (2 * bit);
        return (a, made["nothing-written"] ? 0 : made["always-written"] ? 1 : bit);
    }
}
