using GruNotebooks.Lessons.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>Notebook 02: clipping a gradient that is too large, and a matrix that needs no clipping.</summary>
internal static class ExplodingExercises
{
    public static ExerciseTask ClipByNorm => new FunctionTask<Func<double[][], double, double[][]>>
    {
        Id = "clip-by-norm",
        Title = "clipping by the global norm",
        Outputs = ["clipped"],
        Trial = k =>
        {
            double[][] gradients = [TrialInputs.Array(190 + k, 3), TrialInputs.Array(200 + k, 3), TrialInputs.Array(210 + k, 3)];
            var maxNorm = k switch { 0 => 0.7, 1 => 10, 2 => 0.1, _ => 1.1 };
            return new($"gradients of global norm {OutcomeText.Text(Norm(gradients), "G3")} and maxNorm {OutcomeText.Text(maxNorm)}", f => f(gradients, maxNorm));
        },
        Reference = made => (gradients, maxNorm) => SolveClip(gradients, maxNorm, made),
        Recognises = new()
        {
            ["each-alone"] = "each gradient is clipped on its own, which turns the direction of the step; one norm over all of them is asked for.",
            ["by-value"] = "each number is cut at ±maxNorm (clipping by value), which turns the direction of the step.",
            ["always"] = "gradients are scaled even where the norm is below maxNorm; those must stay as they are.",
            ["no-root"] = "the root is missing: the norm is √(Σ g²).",
            ["sum-of-sizes"] = "this norm is Σ|g|; the Euclidean one, √(Σ g²), is asked for.",
            ["largest"] = "this norm is the largest |g|; the Euclidean one, √(Σ g²), is asked for.",
            ["inverted"] = "the factor is upside down: maxNorm / norm makes the gradient smaller.",
            ["max-for-min"] = "the choice is turned round (Math.Max in place of Math.Min, or < in place of >): now long gradients stay and short ones grow.",
            ["to-one"] = "the gradient is scaled to norm 1, not to maxNorm.",
        },
        Hints =
        [
            "Think of all gradients as one long vector. How long is it?",
            "norm = √(sum of the squares of every number in every array). If it is larger than maxNorm, multiply every number by maxNorm / norm; else change nothing.",
            "double norm = Math.Sqrt(gradients.Sum(g => g.Sum(v => v * v))); double factor = Math.Min(1, maxNorm / norm); return gradients.Select(g => g.Select(v => v * factor).ToArray()).ToArray();",
        ],
        Moral = "clipping shortens the step and keeps its direction. It cures exploding gradients; it cannot bring back vanished ones.",
    };

    public static ExerciseTask HoldTheGradient => new DesignTask<Matrix<double>>
    {
        Id = "hold-the-gradient",
        Title = "a recurrent matrix that neither shrinks nor grows gradients",
        IsBlank = U => U.Enumerate().All(value => value == 0 || double.IsNaN(value)),
        Judge = JudgeMatrix,
        Recognises = ["size", "diagonal", "shrinks", "grows", "non-normal"],
        Hints =
        [
            "A linear network sends a gradient through Uᵀ once a step. Which matrices keep the length of every vector?",
            "Rotations and reflections do: matrices with UᵀU = identity, called orthogonal. MathNet's QR() gives one from almost any matrix.",
            "Draw any 4 × 4 matrix and take its Q: Matrix<double>.Build.Random(4, 4, seed: 1).QR().Q. A permutation of the units works as well.",
        ],
        Moral = "orthogonal matrices hold gradients for any number of steps, but only without tanh, whose slopes are below 1; gates are the other way out.",
    };

    private static Finding JudgeMatrix(Matrix<double> U)
    {
        if (U.RowCount != 4 || U.ColumnCount != 4)
            return Finding.Mistaken("", $"the matrix is {U.RowCount} × {U.ColumnCount}; 4 × 4 is asked for", "four units hand a state of four numbers to themselves.", "size");
        if (U.Enumerate().Any(value => !double.IsFinite(value)))
            return Finding.Mistaken("", "the matrix has a number that is not finite", "a division by zero on the way.");
        if ((U - Matrix<double>.Build.DiagonalOfDiagonalVector(U.Diagonal())).FrobeniusNorm() < 1e-6)
            return Finding.Mistaken("the size", "the matrix is diagonal, so no unit reads another", "the identity holds gradients, yet each unit is alone; turn or mix them.", "diagonal");

        var stretch = U.Power(100).Svd().S;
        var (longest, shortest) = (Math.Abs(stretch[0]), Math.Abs(stretch[^1]));   // a −0 is not for readers
        if (longest < 1.01 && shortest > 0.99)
            return Finding.Solved($"After 100 steps every gradient has {OutcomeText.Text(shortest, "F4")} to {OutcomeText.Text(longest, "F4")} of its length.");
        var radius = U.Evd().EigenValues.Max(value => value.Magnitude);
        var wrong = $"after 100 steps gradients have between {OutcomeText.Text(shortest, "G3")} and {OutcomeText.Text(longest, "G3")} of their length";
        return longest < 1.01 || radius < 0.999
            ? Finding.Mistaken("the size", wrong, $"it shrinks: the smallest singular value of U is {OutcomeText.Text(U.Svd().S[^1], "F4")}, its spectral radius {OutcomeText.Text(radius, "F4")}. All singular values must be 1.", "shrinks")
            : radius < 1.001
                ? Finding.Mistaken("the size, and the spectral radius of 1", wrong, "all eigenvalues may have size 1 and a matrix still stretch: this one is not orthogonal. Look at UᵀU.", "non-normal")
                : Finding.Mistaken("the size", wrong, $"it grows: the spectral radius is {OutcomeText.Text(radius, "F4")}, above 1. All singular values must be 1.", "grows");
    }

    private static double Norm(double[][] gradients) => Math.Sqrt(gradients.Sum(g => g.Sum(v => v * v)));

    private static double[][] SolveClip(double[][] gradients, double maxNorm, Mistakes made)
    {
        if (made["by-value"]) return [.. gradients.Select(g => g.Select(v => Math.Clamp(v, -maxNorm, maxNorm)).ToArray())];
        if (made["each-alone"]) return [.. gradients.SelectMany(g => Scaled([g], maxNorm, made))];
        return Scaled(gradients, maxNorm, made);
    }

    private static double[][] Scaled(double[][] gradients, double maxNorm, Mistakes made)
    {
        var all = gradients.SelectMany(g => g).ToList();
        var norm = made["no-root"] ? all.Sum(v => v * v)
            : made["sum-of-sizes"] ? all.Sum(Math.Abs)
            : made["largest"] ? all.Max(Math.Abs)
            : Norm(gradients);
        var factor = made["inverted"] ? norm / maxNorm : made["to-one"] ? 1 / norm : maxNorm / norm;
        if (made["max-for-min"]) factor = Math.Max(1, factor);
        else if (norm <= maxNorm && !made["always"]) factor = 1;
        return [.. gradients.Select(g => g.Select(v => v * factor).ToArray())];
    }
}
