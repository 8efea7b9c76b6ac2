using GruNotebooks.Lessons.Exercises.Checking;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>Notebook 11: to move a GRU between frameworks by hand.</summary>
internal static class RosettaExercises
{
    public static ExerciseTask GateOrder => new FunctionTask<Func<double[], int, double[]>>
    {
        Id = "gate-order",
        Title = "from PyTorch's gate order to ours",
        Outputs = ["bias"],
        Trial = k =>
        {
            int units = new[] { 2, 3, 1, 4 }[k];
            double[] bias = TrialInputs.Array(810 + k, 3 * units);
            return new($"{units} unit{(units == 1 ? "" : "s")}", f => f([.. bias], units));
        },
        Reference = made => (bias, units) => SolveOrder(bias, units, made),
        Recognises = new()
        {
            ["as-it-lies"] = "the numbers are copied as they lie; PyTorch has the reset gate on top.",
            ["upside-down"] = "all three blocks are turned upside down; only the first two change places.",
            ["round"] = "the blocks are moved round by one; only the first two change places.",
            ["unit-by-unit"] = "the array is read unit by unit; a gate's numbers lie together, one block of `units` after the other.",
        },
        Hints =
        [
            "PyTorch stacks r, z, n from the top; here it is z, r, h.",
            "The first two blocks of `units` numbers change places, the third stays.",
            "return bias[units..(2 * units)].Concat(bias[..units]).Concat(bias[(2 * units)..]).ToArray();",
        ],
        Moral = "shapes cannot tell one gate from another: only the documentation can, or a known output.",
    };

    public static ExerciseTask FlipUpdate => new FunctionTask<Func<double[], int, double[]>>
    {
        Id = "flip-update",
        Title = "from z that takes to z that keeps",
        Outputs = ["bias"],
        Trial = k =>
        {
            int units = new[] { 2, 3, 1, 4 }[k];
            double[] bias = TrialInputs.Array(820 + k, 3 * units);
            return new($"{units} unit{(units == 1 ? "" : "s")}", f => f([.. bias], units));
        },
        Reference = made => (bias, units) => SolveFlip(bias, units, made),
        Recognises = new()
        {
            ["not-at-all"] = "nothing is changed; with these numbers the gate would keep where it should take.",
            ["every-gate"] = "every sign is changed; reset gate and candidate mean the same in both conventions.",
            ["candidate"] = "the candidate's sign is changed; it is the update gate that differs.",
            ["one-minus"] = "1 − b is not what makes 1 − z: the gate is σ(a), and 1 − σ(a) = σ(−a).",
        },
        Hints =
        [
            "You need a gate that is 1 − z for every input. The gate is σ of a sum; what does 1 − σ(a) equal?",
            "1 − σ(a) = σ(−a): change the sign of everything in a, here the z block of the bias.",
            "return bias.Select((b, k) => k < units ? -b : b).ToArray();",
        ],
        Moral = "the two conventions describe the same networks; they only look at the gate from the two ends.",
    };

    public static ExerciseTask MergeBiases => new FunctionTask<Func<double[], double[], int, (double[] B, double[] BU)>>
    {
        Id = "merge-biases",
        Title = "two biases where one will do",
        Outputs = ["b", "bU"],
        Trial = k =>
        {
            int units = new[] { 2, 3, 1, 4 }[k];
            var (b, bU) = (TrialInputs.Array(830 + k, 3 * units), TrialInputs.Array(840 + k, 3 * units));
            return new($"{units} unit{(units == 1 ? "" : "s")}", f => f([.. b], [.. bU], units));
        },
        Reference = made => (b, bU, units) => SolveMerge(b, bU, units, made),
        Recognises = new()
        {
            ["candidate-too"] = "the candidate's second bias is merged too; the reset gate multiplies it and not the first, so it must stay where it is.",
            ["twice"] = "what was added to the first bias is still in the second: it would count twice.",
            ["dropped"] = "the second bias of the gates is set to zero without being added to the first.",
            ["candidate-lost"] = "the candidate's second bias is lost.",
        },
        Hints =
        [
            "z = σ(W x + b + U h + b'): what may be added there? And in h̃ = tanh(W x + b + r ⊙ (U h + b'))?",
            "For z and r add the second bias to the first and leave zeros; for the candidate leave both as they are.",
            "for (int k = 0; k < 2 * units; k++) { b[k] += bU[k]; bU[k] = 0; } return (b, bU);",
        ],
        Moral = "that one block is why a ResetAfter GRU has two biases, and why its count of parameters differs by H.",
    };

    public static ExerciseTask ReadTheError => new ChoiceTask
    {
        Id = "read-the-error",
        Title = "which convention was missed",
        Expected = "C",
        Options = new Dictionary<char, string>
        {
            ['A'] = "gates in the wrong order give wrong numbers at the first step already.",
            ['B'] = "a kernel that lies on its side spoils the first step already; every input goes through it.",
            ['C'] = "",
            ['D'] = "rounding in single precision is 1e-7 of the largest output, not three percent.",
            ['E'] = "a flipped z exchanges state and candidate; from a state of zeros h' = (1 − z) h̃ would be z h̃, wrong at the first step.",
        },
        Hints =
        [
            "The first step starts from a state of zeros. Which conventions cannot be seen there?",
            "With h = 0 every product with U is zero, and so is r ⊙ h.",
            "Only what multiplies h, or U h, can hide at the first step: look for the place of the reset gate.",
        ],
        Moral = "compare step by step from a state of zeros, then from one that is not zero: the first wrong step names the suspect.",
    };

    private static double[] SolveOrder(double[] bias, int units, Mistakes made)
    {
        int[] from = made["as-it-lies"] ? [0, 1, 2] : made["upside-down"] ? [2, 1, 0] : made["round"] ? [1, 2, 0] : [1, 0, 2];      // the block of PyTorch's that each of ours takes
        double At(int block, int unit) => made["unit-by-unit"] ? bias[(3 * unit) + block] : bias[(block * units) + unit];
        return [.. from.SelectMany(block => Enumerable.Range(0, units).Select(unit => At(block, unit)))];
    }

    private static double[] SolveFlip(double[] bias, int units, Mistakes made) => [.. bias.Select((b, k) =>
        made["not-at-all"] ? b
        : made["every-gate"] ? -b
        : made["candidate"] ? (k >= 2 * units ? -b : b)
        : k >= units ? b
        : made["one-minus"] ? 1 - b : -b)];

    private static (double[] B, double[] BU) SolveMerge(double[] b, double[] bU, int units, Mistakes made)
    {
        double[] first = [.. b], second = [.. bU];
        int merged = made["candidate-too"] ? 3 * units : 2 * units;
        for (int k = 0; k < merged; k++)
        {
            if (!made["dropped"]) first[k] += bU[k];
            if (!made["twice"]) second[k] = 0;
        }
        if (made["candidate-lost"]) Array.Clear(second, 2 * units, units);
        return (first, second);
    }
}
