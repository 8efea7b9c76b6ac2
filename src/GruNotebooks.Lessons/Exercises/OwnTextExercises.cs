using GruNotebooks.Lessons.Exercises.Checking;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>Notebook 12, first project: the parts of a network that learns a text.</summary>
internal static class OwnTextExercises
{
    public static ExerciseTask Encode => new FunctionTask<Func<string, int[]>>
    {
        Id = "encode-text",
        Title = "characters as classes",
        Outputs = ["symbols"],
        Trial = k =>
        {
            string text = new[] { "banana", "to be, or not to be", "Zebra, apple.\nMango!", "aab" }[k];
            return new($"the text \"{text.Replace("\n", "\\n", StringComparison.Ordinal)}\"", f => f(text));
        },
        Reference = made => text => SolveEncode(text, made),
        Recognises = new()
        {
            ["codes"] = "these are the characters' own codes; count from 0 among the distinct characters of this text, or the one-hot vectors get 65,536 places.",
            ["first-come"] = "characters are numbered in the order in which they appear; sort them, so that the numbering does not depend on where a text begins.",
            ["from-one"] = "the numbers begin at 1; the first character is class 0.",
            ["no-case"] = "capitals and small letters share a number; they are different characters.",
            ["letters-only"] = "spaces, marks or line ends are left out; they are characters like others, and the network must write them too.",
        },
        Hints =
        [
            "Which distinct characters does the text have, in the order of their codes?",
            "Make the sorted alphabet once, then look up each character's place in it.",
            "string alphabet = new string(text.Distinct().Order().ToArray()); return text.Select(c => alphabet.IndexOf(c)).ToArray();",
        ],
        Moral = "alphabet and network belong together: save the one with the other, or its classes mean nothing.",
    };

    public static ExerciseTask Pair => new FunctionTask<Func<int[], int, int, (int[] Input, int[] Target)>>
    {
        Id = "input-and-target",
        Title = "what is read and what is wanted",
        Outputs = ["input", "target"],
        Trial = k =>
        {
            int[] symbols = [.. TrialInputs.Array(700 + k, 12 + k, 0, 9).Select(v => (int)v)];
            var (start, steps) = (new[] { 0, 2, 5, 3 }[k], new[] { 4, 6, 3, 5 }[k]);
            return new($"{symbols.Length} symbols, {steps} from place {start}", f => f([.. symbols], start, steps));
        },
        Reference = made => (symbols, start, steps) => SolvePair(symbols, start, steps, made),
        Recognises = new()
        {
            ["same"] = "the target is the input itself: the network would learn to repeat what it reads, and the loss would go to 0.",
            ["before"] = "the target lies one step before the input; the future is wanted, not the past.",
            ["two-ahead"] = "the target is two steps ahead.",
            ["short"] = "one step is missing at the end: the symbol after the window is the target of its last step.",
            ["exchanged"] = "input and target are exchanged.",
        },
        Hints =
        [
            "At step t the network has read symbol start + t. Which symbol should it name?",
            "Both have `steps` entries; the target is the input shifted by one.",
            "return (symbols[start..(start + steps)], symbols[(start + 1)..(start + steps + 1)]);",
        ],
        Moral = "a shift that is off by one is a common bug of sequence models, and one of the two directions makes the loss look wonderful.",
    };

    public static ExerciseTask CrossEntropy => new FunctionTask<Func<double[], int, (double Loss, double[] Slope)>>
    {
        Id = "loss-and-slope",
        Title = "cross-entropy and its slope",
        Outputs = ["loss", "slope"],
        Trial = k =>
        {
            double[] scores = k == 3 ? [850, 852, 849] : TrialInputs.Array(720 + k, 3 + k, -3, 3);
            int right = new[] { 0, 2, 4, 1 }[k];
            return new($"{scores.Length} scores{(k == 3 ? " near 850" : "")}, class {right} right", f => f([.. scores], right));
        },
        Reference = made => (scores, right) => SolveLoss(scores, right, made),
        Recognises = new()
        {
            ["bits"] = "the logarithm has base 2; the slope p − one-hot belongs to the natural one.",
            ["sign"] = "the slope points downhill; it must be ∂L/∂s = p − one-hot, which the optimiser then subtracts.",
            ["not-minus-one"] = "the slope is p alone; take 1 off at the right class, or every score is pushed down.",
            ["only-right"] = "only the right class has a slope; the wrong classes must be pushed down by their probability.",
            ["overflow"] = "large scores overflow: exp(850) is infinite. Subtract the largest score first; the probabilities stay the same.",
            ["loss-of-score"] = "the loss is −ln of e^score without the division by the sum; that is minus the score.",
        },
        Hints =
        [
            "Softmax first (subtract the largest score), then −ln of the right one.",
            "loss = −ln p[right]; slope[k] = p[k], and 1 less at the right class.",
            "double top = scores.Max(); var e = scores.Select(s => Math.Exp(s - top)).ToArray(); double sum = e.Sum(); return (-Math.Log(e[right] / sum), e.Select((v, k) => v / sum - (k == right ? 1 : 0)).ToArray());",
        ],
        Moral = "what was said minus what was right: remember it, and you never need to look up this gradient again.",
    };

    public static ExerciseTask Adam => new FunctionTask<Func<double, double, double, double, double, int, (double W, double M, double V)>>
    {
        Id = "adam-step",
        Title = "one step of Adam",
        Outputs = ["w", "m", "v"],
        Trials = 5,
        Trial = k =>
        {
            if (k == 4) return new("step 1 and a gradient of 0.000001", f => f(0, 0, 0, 1e-6, 0.1, 1));       // so small that 1e-8 beside the root is seen
            double[] n = TrialInputs.Array(740 + k, 3);
            var (w, m, v, g, rate, t) = (n[0], k == 0 ? 0 : 0.3 * n[1], k == 0 ? 0 : 0.04 + (0.1 * k), n[2], new[] { 0.1, 0.01, 0.1, 0.03 }[k], new[] { 1, 2, 7, 40 }[k]);
            return new($"step {t}", f => f(w, m, v, g, rate, t));
        },
        Reference = made => (w, m, v, g, rate, t) => SolveAdam(w, m, v, g, rate, t, made),
        Recognises = new()
        {
            ["no-correction"] = "the means are not divided by 1 − βᵗ; at the first steps they are far too small.",
            ["corrected-kept"] = "the corrected means are returned; keep the plain ones, or they are corrected again and again.",
            ["no-root"] = "m is divided by v; divide by its root, so that m and its divisor are of the same size.",
            ["inside-root"] = "1e-8 is added under the root; it belongs beside it. Under the root it is as large as a gradient of 0.0001, and weights with small gradients stand still.",
            ["uphill"] = "the weight moves up the gradient; subtract.",
            ["t-from-zero"] = "t − 1 is used for the correction; the first step has t = 1.",
            ["means-exchanged"] = "the two βs are exchanged: 0.9 belongs to m, 0.999 to v.",
            ["v-not-squared"] = "v is the mean of g; it must be the mean of g².",
        },
        Hints =
        [
            "First the two running means, m of g with 0.9 and v of g² with 0.999.",
            "mHat = m / (1 − 0.9ᵗ), vHat = v / (1 − 0.999ᵗ), w ← w − rate · mHat / (√vHat + 1e-8); return the means without the hats.",
            "m = 0.9 * m + 0.1 * g; v = 0.999 * v + 0.001 * g * g; w -= rate * (m / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(v / (1 - Math.Pow(0.999, t))) + 1e-8); return (w, m, v);",
        ],
        Moral = "the first step of Adam has the size of the learning rate whatever the gradient is: that is why rates carry over between tasks.",
    };

    public static ExerciseTask StopEarly => new FunctionTask<Func<double[], int, int>>
    {
        Id = "stop-early",
        Title = "which weights are kept",
        Outputs = ["look"],
        Trials = 5,
        Trial = k =>
        {
            var (losses, patience) = k switch
            {
                0 => (new[] { 3.0, 2.5, 2.4, 2.6, 2.7, 2.8, 2.3 }, 3),
                1 => ([3.0, 3.1, 2.9, 3.05, 2.8, 3.0, 2.5], 3),
                2 => ([1.0, 1.1, 0.9, 1.2, 1.3, 0.5], 2),
                3 => ([2.0, 1.8, 1.8, 1.9, 1.7, 1.75], 3),
                _ => ([3.0, 2.0, 2.0, 2.5], 5),                     // two looks are the best
            };
            return new($"losses {string.Join(", ", losses.Select(loss => OutcomeText.Text(loss)))} and patience {patience}", f => f([.. losses], patience));
        },
        Reference = made => (losses, patience) => SolveStop(losses, patience, made),
        Recognises = new()
        {
            ["best-of-all"] = "this is the best of all looks, but training had ended before it: nobody would know that it was coming.",
            ["where-it-stops"] = "this is the look at which training ends; the weights that are kept are those of the best look before it.",
            ["first-rise"] = "training ends at the first rise; wait for `patience` looks in a row without a new best.",
            ["impatient"] = "training ends one look too early: `patience` looks may pass without a new best.",
            ["equal-is-new"] = "a look that equals the best becomes the best; only a loss below it does, so the first of two equals is kept.",
            ["not-in-a-row"] = "all looks without a new best are counted; a new best starts the count anew.",
        },
        Hints =
        [
            "Walk through the looks and remember the best one so far.",
            "A look that is below the best becomes the best; when `patience` looks have passed since the best, stop. Return the place of the best.",
            "int best = 0; for (int k = 1; k < losses.Length && k - best <= patience; k++) if (losses[k] < losses[best]) best = k; return best;",
        ],
        Moral = "early stopping is the cheapest regulariser there is, and the others must be compared with it switched on.",
    };

    private static int[] SolveEncode(string text, Mistakes made)
    {
        string read = made["no-case"] ? text.ToUpperInvariant() : made["letters-only"] ? new string([.. text.Where(char.IsLetter)]) : text;
        char[] alphabet = made["first-come"] ? [.. read.Distinct()] : [.. read.Distinct().Order()];
        return [.. read.Select(c => made["codes"] ? (int)c : Array.IndexOf(alphabet, c) + (made["from-one"] ? 1 : 0))];
    }

    private static (int[] Input, int[] Target) SolvePair(int[] symbols, int start, int steps, Mistakes made)
    {
        int shift = made["same"] ? 0 : made["before"] ? -1 : made["two-ahead"] ? 2 : 1;
        int length = made["short"] ? steps - 1 : steps;
        int[] From(int first) => [.. Enumerable.Range(first, length).Select(k => symbols[Math.Clamp(k, 0, symbols.Length - 1)])];
        return made["exchanged"] ? (From(start + shift), From(start)) : (From(start), From(start + shift));
    }

    private static (double Loss, double[] Slope) SolveLoss(double[] scores, int right, Mistakes made)
    {
        double top = made["overflow"] ? 0 : scores.Max();
        double[] e = [.. scores.Select(score => Math.Exp(score - top))];
        double[] p = [.. e.Select(value => value / e.Sum())];
        double loss = made["loss-of-score"] ? -scores[right] : made["bits"] ? -Math.Log2(p[right]) : -Math.Log(p[right]);
        double SlopeOf(int k) => made["only-right"] && k != right ? 0 : p[k] - (k == right && !made["not-minus-one"] ? 1 : 0);
        return (loss, [.. Enumerable.Range(0, p.Length).Select(k => made["sign"] ? -SlopeOf(k) : SlopeOf(k))]);
    }

    private static (double W, double M, double V) SolveAdam(double w, double m, double v, double g, double rate, int t, Mistakes made)
    {
        var (beta1, beta2) = made["means-exchanged"] ? (0.999, 0.9) : (0.9, 0.999);
        m = (beta1 * m) + ((1 - beta1) * g);
        v = (beta2 * v) + ((1 - beta2) * (made["v-not-squared"] ? g : g * g));
        int steps = made["t-from-zero"] ? t - 1 : t;
        var (mHat, vHat) = made["no-correction"] ? (m, v) : (m / (1 - Math.Pow(beta1, steps)), v / (1 - Math.Pow(beta2, steps)));
        double move = rate * mHat / (made["inside-root"] ? Math.Sqrt(vHat + 1e-8) : (made["no-root"] ? vHat : Math.Sqrt(vHat)) + 1e-8);
        w = made["uphill"] ? w + move : w - move;
        return made["corrected-kept"] ? (w, mHat, vHat) : (w, m, v);
    }

    private static int SolveStop(double[] losses, int patience, Mistakes made)
    {
        if (made["best-of-all"]) return Array.IndexOf(losses, losses.Min());
        if (made["first-rise"]) patience = 1;
        if (made["impatient"]) patience--;
        int best = 0, without = 0, k = 1;
        for (; k < losses.Length && without < patience; k++)
        {
            if (losses[k] < losses[best] || (made["equal-is-new"] && losses[k] == losses[best])) (best, without) = (k, made["not-in-a-row"] ? without : 0);
            else without++;
        }
        return made["where-it-stops"] ? k - 1 : best;
    }
}
