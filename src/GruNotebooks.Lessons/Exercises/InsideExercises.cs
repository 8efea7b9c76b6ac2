using GruNotebooks.Lessons.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>Notebook 10: gates, memory, gradients and units of a trained network.</summary>
internal static class InsideExercises
{
    public static ExerciseTask ReadHeatMap => new PredictionTask
    {
        Id = "read-heat-map",
        Title = "read a gate heat map",
        Material = GateRiddle.HeatMap,
        Names = ["the unit that keeps longest", "the unit that begins afresh with each sentence", "the unit that keeps next to nothing", "the step of unit 0's third overwriting"],
        Expected = [1, 3, 2, GateRiddle.Commas[2]],
        Tolerance = 1e-6,
        Recognises =
        [
            ("dark-keeps", 0, 2, "z near 0 overwrites; the bright row keeps."),
            ("comma-unit", 1, 0, "this unit writes at the commas; look under the first word of each sentence."),
            ("bright-forgets", 2, 1, "z near 1 keeps; the unit that is dark all the time keeps next to nothing."),
            ("counted-from-one", 3, GateRiddle.Commas[2] + 1, "steps are counted from 0."),
            ("second", 3, GateRiddle.Commas[1], "this is the second time."),
            ("word-before", 3, GateRiddle.Commas[2] - 1, "this is the word before; the unit writes at the comma itself."),
        ],
        Hints =
        [
            "Exercise.Show(\"read-heat-map\") draws it. A row is a unit, a column a word; z near 1 keeps, near 0 overwrites.",
            "A unit that is bright everywhere never overwrites. Compare the dark cells of the other rows with the words above them.",
            "Row 0 is dark at commas (steps 3, 11, 18), row 1 nowhere, row 2 everywhere, row 3 at the first words.",
        ],
        Moral = "reading a heat map is asking each row: what makes you change your mind?",
    };

    public static ExerciseTask Saturation => new FunctionTask<Func<double[][], (double, double)>>
    {
        Id = "saturation",
        Title = "how often a gate is decided",
        Outputs = ["below", "above"],
        Trial = k =>
        {
            double[][] gate = [.. Enumerable.Range(0, 4 + 3 * k).Select(t => t == 1 ? [0.1, .. TrialInputs.Array(700 + k, 3 + k, 0, 1), 0.9] : TrialInputs.Array(710 + 20 * k + t, 5 + k, 0, 1))];
            return new($"{gate.Length} steps of {gate[0].Length} units", f => f(gate));
        },
        Reference = made => (gate) => SolveSaturation(gate, made),
        Recognises = new()
        {
            ["swapped"] = "the two results are swapped: first the share below 0.1.",
            ["counts"] = "these are counts; divide by the number of all values.",
            ["percent"] = "these are percentages; shares between 0 and 1 are asked for.",
            ["per-step"] = "this is divided by the number of steps only; there is a value for each step and each unit.",
            ["half"] = "the threshold is 0.5; decided means below 0.1 or above 0.9.",
            ["inclusive"] = "exactly 0.1 and exactly 0.9 do not count: below and above.",
            ["first-unit"] = "only the first unit is counted.",
        },
        Hints =
        [
            "Look at all the values of all units and steps together. Which of them are decided?",
            "Count values below 0.1 and values above 0.9, and divide both counts by the number of all values.",
            "var all = gate.SelectMany(row => row).ToArray(); return (all.Count(v => v < 0.1) / (double)all.Length, all.Count(v => v > 0.9) / (double)all.Length);",
        ],
        Moral = "a gate that is always decided the same way is a constant; the interesting ones are decided both ways.",
    };

    public static ExerciseTask GateHalfLife => new FunctionTask<Func<double[], double>>
    {
        Id = "gate-half-life",
        Title = "the half-life of a gate that changes",
        Outputs = ["halfLife"],
        Trial = k =>
        {
            var z = TrialInputs.Array(800 + k, 3 + 2 * k, 0.3, 0.99);
            return new($"{z.Length} steps", f => f(z));
        },
        Reference = made => (z) => SolveHalfLife(z, made),
        Recognises = new()
        {
            ["arithmetic"] = "this takes the plain mean of z. Steps multiply: what is left is the product of all z, so ln z must be averaged.",
            ["mean-of-half-lives"] = "this averages the half-lives of the steps; one step with z near 1 then outweighs all others.",
            ["one-minus"] = "this is computed with 1 − z; z itself is what is kept.",
            ["time-constant"] = "this is the time constant, to 1/e; a half-life has ln 2 in it.",
            ["per-sequence"] = "this is in sequences, not in steps: the average of ln z takes the number of steps.",
            ["last-only"] = "only the last step's gate is used.",
        },
        Hints =
        [
            "After all T steps z₁·z₂···z_T of a value is left. Which constant z would leave as much?",
            "That constant is the geometric mean, with ln z = (Σ ln z_t)/T. Its half-life is ln ½ / ln z.",
            "return Math.Log(0.5) / z.Average(v => Math.Log(v));",
        ],
        Moral = "one wide-open step empties a memory that was held for a hundred; an average of z hides that.",
    };

    public static ExerciseTask Connectivity => new FunctionTask<Func<Matrix<double>[], Vector<double>, double[]>>
    {
        Id = "connectivity",
        Title = "how much each earlier state matters",
        Outputs = ["norm"],
        Trial = k =>
        {
            Matrix<double>[] jacobians = [.. Enumerable.Range(0, 2 + k).Select(t => TrialInputs.Matrix(820 + 10 * k + t, 2 + k, 2 + k))];
            var dLast = TrialInputs.Vector(860 + k, 2 + k);
            return new($"{jacobians.Length} steps and {dLast.Count} units", f => f(jacobians, dLast));
        },
        Reference = made => (jacobians, dLast) => SolveFlow(jacobians, dLast, made),
        Recognises = new()
        {
            ["not-transposed"] = "a gradient goes back through the transposed Jacobian: d = J.TransposeThisAndMultiply(d).",
            ["forward-order"] = "the Jacobians are applied from the first to the last; the gradient starts at the end.",
            ["not-carried"] = "each Jacobian is applied to the last gradient alone; it must be carried from step to step.",
            ["reversed"] = "the order of the results: norm[0] belongs to the first state, the last entry to the last state.",
            ["squared"] = "these are squared norms.",
            ["sum-of-sizes"] = "these are sums of |d|; the Euclidean norm is asked for.",
            ["largest"] = "these are the largest |d|; the Euclidean norm is asked for.",
        },
        Hints =
        [
            "The last state's gradient is given. What takes it one step back?",
            "d = Jᵀ·d, once for each Jacobian from the last to the first; note the norm each time.",
            "var norms = new double[jacobians.Length + 1]; var d = dLast; norms[^1] = d.L2Norm(); for (int t = jacobians.Length - 1; t >= 0; t--) { d = jacobians[t].TransposeThisAndMultiply(d); norms[t] = d.L2Norm(); }",
        ],
        Moral = "this is the picture of Distill's \"Visualizing memorization in RNNs\": where in the past does the network look?",
    };

    public static ExerciseTask NameAUnit => new FunctionTask<Func<double[][], double[], (int, double)>>
    {
        Id = "name-a-unit",
        Title = "the unit that follows a feature",
        Outputs = ["unit", "correlation"],
        Trial = k =>
        {
            var (states, feature) = MakeUnits(k);
            return new($"{states.Length} steps of {states[0].Length} units", f => f(states, feature));
        },
        Reference = made => (states, feature) => SolveUnit(states, feature, made),
        Recognises = new()
        {
            ["sign-lost"] = "the unit is right, but the correlation has lost its sign.",
            ["largest-positive"] = "a unit that goes down when the feature goes up follows it just as well: compare |correlation|.",
            ["covariance"] = "this is a covariance; a loud unit wins with it. Divide by both standard deviations.",
            ["not-centred"] = "the means are not subtracted, so a unit that is merely large looks related.",
            ["squared"] = "the unit is right, but this is the squared correlation.",
            ["last-unit-missing"] = "the loop leaves out the last unit.",
        },
        Hints =
        [
            "Compare each unit's curve over time with the feature's curve. What must not matter is their height and their size.",
            "Correlation: subtract both means, multiply step by step and add, divide by the root of the product of both sums of squares. Take the unit with the largest |correlation|; return it with its sign.",
            "MathNet has it: MathNet.Numerics.Statistics.Correlation.Pearson(states.Select(row => row[j]), feature). Then the j with the largest Math.Abs of it.",
        ],
        Moral = "search with a number, not with the eye: among a hundred units one always looks like something.",
    };

    private static (double, double) SolveSaturation(double[][] gate, Mistakes made)
    {
        var all = gate.SelectMany(row => made["first-unit"] ? row.Take(1) : row).ToList();
        var (low, high) = made["half"] ? (0.5, 0.5) : (0.1, 0.9);
        double below = all.Count(v => made["inclusive"] ? v <= low : v < low);
        double above = all.Count(v => made["inclusive"] ? v >= high : v > high);
        var divisor = made["counts"] ? 1 : made["percent"] ? all.Count / 100.0 : made["per-step"] ? gate.Length : all.Count;
        return made["swapped"] ? (above / divisor, below / divisor) : (below / divisor, above / divisor);
    }

    private static double SolveHalfLife(double[] gate, Mistakes made)
    {
        var z = gate.Select(v => made["one-minus"] ? 1 - v : v).ToArray();
        var target = made["time-constant"] ? -1 : Math.Log(0.5);
        return made["arithmetic"] ? target / Math.Log(z.Average())
            : made["mean-of-half-lives"] ? z.Average(v => target / Math.Log(v))
            : made["last-only"] ? target / Math.Log(z[^1])
            : made["per-sequence"] ? target / z.Sum(Math.Log)
            : target / z.Average(Math.Log);
    }

    private static double[] SolveFlow(Matrix<double>[] jacobians, Vector<double> dLast, Mistakes made)
    {
        double Size(Vector<double> v) => made["squared"] ? v * v : made["sum-of-sizes"] ? v.L1Norm() : made["largest"] ? v.InfinityNorm() : v.L2Norm();
        var norms = new double[jacobians.Length + 1];
        var d = dLast;
        norms[^1] = Size(d);
        for (var t = jacobians.Length - 1; t >= 0; t--)
        {
            var J = made["forward-order"] ? jacobians[jacobians.Length - 1 - t] : jacobians[t];
            var from = made["not-carried"] ? dLast : d;
            d = made["not-transposed"] ? J * from : J.TransposeThisAndMultiply(from);
            norms[t] = Size(d);
        }
        return made["reversed"] ? [.. norms.Reverse()] : norms;
    }

    /// <summary>Units around a feature: a quiet one that follows it downwards best, a loud one, a high one, one that follows it upwards less well.</summary>
    private static (double[][] states, double[] feature) MakeUnits(int k)
    {
        var steps = 12 + 4 * k;
        var feature = TrialInputs.Array(870 + k, steps, 1, 2);
        double[][] noise = [.. Enumerable.Range(0, 5).Select(j => TrialInputs.Array(880 + 10 * k + j, steps))];
        double Unit(int j, int t) => j switch
        {
            0 => 20 * noise[0][t] + 15 * feature[t],
            1 => 0.3 * feature[t] + 0.05 * noise[1][t],
            2 => 50 + noise[2][t],
            3 => noise[3][t],
            _ => -0.2 * feature[t] + 0.003 * noise[4][t],
        };
        // The best unit stands at another place in each trial, last in the first one.
        return ([.. Enumerable.Range(0, steps).Select(t => Enumerable.Range(0, 5).Select(j => Unit((j + k) % 5, t)).ToArray())], feature);
    }

    private static (int, double) SolveUnit(double[][] states, double[] feature, Mistakes made)
    {
        double Relation(int j)
        {
            var values = states.Select(row => row[j]).ToArray();
            var (meanV, meanF) = made["not-centred"] ? (0, 0) : (values.Average(), feature.Average());
            var together = values.Zip(feature).Sum(p => (p.First - meanV) * (p.Second - meanF));
            return made["covariance"]
                ? together / values.Length
                : together / Math.Sqrt(values.Sum(v => (v - meanV) * (v - meanV)) * feature.Sum(f => (f - meanF) * (f - meanF)));
        }
        var units = Enumerable.Range(0, states[0].Length - (made["last-unit-missing"] ? 1 : 0));
        var best = units.MaxBy(j => made["largest-positive"] ? Relation(j) : Math.Abs(Relation(j)));
        var found = Relation(best);
        return (best, made["sign-lost"] ? Math.Abs(found) : made["squared"] ? found * found : found);
    }
}
