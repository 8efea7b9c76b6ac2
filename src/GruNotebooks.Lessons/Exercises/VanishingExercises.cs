using GruNotebooks.Lessons.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;
using static GruNotebooks.Cells.CellMaths;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>Notebook 02: what repeated multiplication does to a gradient.</summary>
internal static class VanishingExercises
{
    public static ExerciseTask Steps => new PredictionTask
    {
        Id = "vanish-steps",
        Title = "after how many steps a gradient has vanished",
        Names = ["the number of steps"],
        Expected = [66],
        Tolerance = 0.001,
        Recognises =
        [
            ("rounded-down", 0, 65, "0.9⁶⁵ is still above 1/1000; one step more is needed."),
            ("not-rounded", 0, Math.Log(0.001) / Math.Log(0.9), "a whole number is asked for: the first step after which it is below 1/1000."),
            ("linear", 0, 10, "a step multiplies by 0.9, it does not subtract a tenth."),
            ("ln-as-tenth", 0, 69, "ln 0.9 is −0.105, not −0.1: ln 1000 divided by 0.105."),
            ("two-zeros", 0, 44, "this is where it falls below 1/100; 1/1000 is asked for."),
            ("log-mixed", 0, 29, "the two logarithms have different bases: take ln of both 1000 and 0.9, or log10 of both."),
        ],
        Hints =
        [
            "After n steps 0.9 stands there n times: 0.9ⁿ. Which n makes that smaller than 1/1000?",
            "Take logarithms: n · ln 0.9 < ln 0.001. Both sides are negative; dividing by ln 0.9 turns the sign.",
            "n > ln 1000 / −ln 0.9 = 6.908 / 0.10536 = 65.56, so the first whole number above it.",
        ],
        Moral = "0.9 looks harmless. A sentence has thirty words and a recording thousands of steps.",
    };

    public static ExerciseTask JacobianProduct => new FunctionTask<Func<Vector<double>[], Matrix<double>, Matrix<double>>>
    {
        Id = "jacobian-product",
        Title = "the Jacobian from the first state to the last",
        Outputs = ["J"],
        Trial = k =>
        {
            var (hs, U) = (TrialInputs.Vectors(160 + k, 2 + k, 2 + k), TrialInputs.Matrix(170 + k, 2 + k, 2 + k));
            return new($"{hs.Length} steps and {U.RowCount} units", f => f(hs, U));
        },
        Reference = made => (hs, U) => SolveJacobian(hs, U, made),
        Recognises = new()
        {
            ["wrong-order"] = "the order of the factors: the last step stands leftmost, J = J_T ··· J_2 J_1.",
            ["no-slope"] = "the slopes of tanh are missing: J_t = diag(1 − h_t²)·U.",
            ["slope-on-right"] = "the slopes scale the rows: diag(1 − h_t²) stands left of U, since tanh comes after the product.",
            ["not-squared"] = "the slope of tanh is 1 − h², not 1 − h.",
            ["transposed"] = "this is the transposed product, the one that carries a gradient back; dh_T/dh_0 is asked for.",
            ["last-missing"] = "the last step is missing from the product.",
            ["first-missing"] = "the first step is missing from the product.",
            ["sum"] = "the Jacobians are added; the chain rule multiplies them.",
            ["from-zeros"] = "every number is zero: either nothing was written into the result, or the product begins with a matrix of zeros. Begin with the identity.",
        },
        Hints =
        [
            "One step: a change of h_{t−1} goes through U, then through tanh. The second scales each row.",
            "J_t = diag(1 − h_t²)·U. Start with the identity; for each step put J_t on the left.",
            "var J = Matrix<double>.Build.DenseIdentity(U.RowCount); foreach (var h in hs) J = Matrix<double>.Build.DiagonalOfDiagonalVector(1 - CellMaths.Mul(h, h)) * U * J; return J;",
        ],
        Moral = "a product of matrices that shrink a little shrinks a lot; tanh brings a slope of at most 1 to each of them.",
    };

    public static ExerciseTask GrowthCurve => new FunctionTask<Func<Matrix<double>, int, double[]>>
    {
        Id = "growth-curve",
        Title = "how large the powers of a matrix are",
        Outputs = ["norm"],
        Trial = k =>
        {
            var (U, steps) = (k == 0 ? Matrix<double>.Build.DenseOfArray(new[,] { { 0.5, 4 }, { 0, 0.5 } }) : TrialInputs.Matrix(180 + k, 1 + k, 1 + k), 3 + k);
            return new($"a {U.RowCount} × {U.RowCount} matrix and {steps} powers", f => f(U, steps));
        },
        Reference = made => (U, steps) => SolveGrowth(U, steps, made),
        Recognises = new()
        {
            ["frobenius"] = "this is the Frobenius norm; the largest stretch of any vector is L2Norm(), the largest singular value.",
            ["radius"] = "these are powers of the spectral radius. They tell the end of the curve, not its beginning: a non-normal matrix grows first.",
            ["norm-power"] = "these are powers of the norm of U, an upper bound; the norm of the power Uᵏ is asked for.",
            ["from-identity"] = "the index: result 0 belongs to U itself (k = 1), not to the identity (k = 0).",
            ["elementwise"] = "each number was raised to the power; Uᵏ is a product of matrices.",
            ["from-zeros"] = "every number is zero: either nothing was written into the result, or the product begins with a matrix of zeros. Begin with the identity, or with U.",
        },
        Hints =
        [
            "You need the matrix Uᵏ for each k, and then how far it can stretch a vector.",
            "Multiply by U once a step and keep the product. The largest singular value of a matrix M is M.L2Norm().",
            "var P = Matrix<double>.Build.DenseIdentity(U.RowCount); for (int k = 0; k < steps; k++) { P = P * U; norms[k] = P.L2Norm(); }",
        ],
        Moral = "a spectral radius of 0.5 promises decay in the end, and yet this matrix stretches a vector four times at first. Only σmax(U) < 1 forbids growth from the first step.",
    };

    private static Matrix<double> SolveJacobian(Vector<double>[] hs, Matrix<double> U, Mistakes made)
    {
        var steps = hs.Skip(made["first-missing"] ? 1 : 0).SkipLast(made["last-missing"] ? 1 : 0);
        var J = made["sum"] || made["from-zeros"] ? U * 0 : Matrix<double>.Build.DenseIdentity(U.RowCount);
        foreach (var h in made["wrong-order"] ? steps.Reverse() : steps)
        {
            var slope = made["no-slope"] ? h * 0 + 1 : made["not-squared"] ? 1 - h : 1 - Mul(h, h);
            var D = Matrix<double>.Build.DiagonalOfDiagonalVector(slope);
            var step = made["slope-on-right"] ? U * D : D * U;
            J = made["sum"] ? J + step : step * J;
        }
        return TrialInputs.TransposeIf(made["transposed"], J);
    }

    private static double[] SolveGrowth(Matrix<double> U, int steps, Mistakes made)
    {
        var P = made["from-zeros"] ? U * 0 : Matrix<double>.Build.DenseIdentity(U.RowCount);
        var radius = U.Evd().EigenValues.Max(value => value.Magnitude);
        var norms = new double[steps];
        for (var k = 0; k < steps; k++)
        {
            var before = P;
            P = made["elementwise"] ? U.PointwisePower(k + 1) : P * U;
            var power = made["from-identity"] ? before : P;
            var exponent = made["from-identity"] ? k : k + 1;
            norms[k] = made["radius"] ? Math.Pow(radius, exponent)
                : made["norm-power"] ? Math.Pow(made["frobenius"] ? U.FrobeniusNorm() : U.L2Norm(), exponent)
                : made["frobenius"] ? power.FrobeniusNorm() : power.L2Norm();
        }
        return norms;
    }
}
