using GruNotebooks.Lessons.Exercises.Checking;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>Notebook 01: the gradient check itself.</summary>
internal static class GradientCheckExercises
{
    public static ExerciseTask Numeric => new FunctionTask<Func<Func<double[], double>, double[], double, double[]>>
    {
        Id = "gradient-check",
        Title = "a gradient by central differences",
        Outputs = ["gradient"],
        Trial = k =>
        {
            var (theta, epsilon) = (TrialInputs.Array(150 + k, k + 1), k % 2 == 0 ? 0.05 : 0.02);
            return new($"{theta.Length} parameter{(theta.Length == 1 ? "" : "s")} and epsilon {OutcomeText.Text(epsilon)}", f => f(Loss, theta, epsilon));
        },
        Reference = made => (loss, theta, epsilon) => Solve(loss, theta, epsilon, made),
        Recognises = new()
        {
            ["forward-difference"] = "a one-sided difference, (L(θ + ε) − L(θ))/ε: its error shrinks with ε only, that of the central one with ε².",
            ["backward-difference"] = "a one-sided difference, (L(θ) − L(θ − ε))/ε; the central one is far more exact.",
            ["no-half"] = "the two points are 2ε apart: divide by 2ε, not by ε.",
            ["precedence"] = "(up − down) / 2 * ε is divided by 2 and then multiplied by ε; write / (2 * ε).",
            ["not-divided"] = "the difference of the two losses is not divided by their distance 2ε.",
            ["not-restored"] = "a parameter is not put back before the next one moves: restore theta[k] after its two losses.",
            ["all-moved"] = "all parameters move at once; each derivative moves one and holds the others.",
            ["sign"] = "the sign: L(θ + ε) comes first, L(θ − ε) is subtracted from it.",
            ["fixed-step"] = "1e-5 is written into the code; use the argument epsilon.",
            ["same-array"] = "every number is zero: either nothing was written into the result, or up and down are one array. (var up = theta; does not copy: both names then mean the same array.)",
            ["restored-wrong-way"] = "a parameter is moved on where it should go back: after − ε it takes + ε to restore it.",
            ["one-sided-half"] = "the second loss is taken at θ itself, since + ε and then − ε is no move at all. Go down by 2ε, or to old − ε.",
        },
        Hints =
        [
            "Move one parameter a little up and a little down. What does the loss do between the two?",
            "For each k: remember theta[k], take the loss at theta[k] + epsilon, then at theta[k] − epsilon, put theta[k] back, and divide the difference by the distance of the two points.",
            "double old = theta[k]; theta[k] = old + epsilon; double up = loss(theta); theta[k] = old - epsilon; double down = loss(theta); theta[k] = old; gradient[k] = (up - down) / (2 * epsilon);",
        ],
        Moral = "this costs two losses a parameter, so it is no way to train; but it knows nothing of your derivation, so it is the way to check one.",
    };

    /// <summary>A loss with curvature, in which every number meets its neighbour; so no one-sided difference comes close.</summary>
    private static double Loss(double[] theta)
    {
        var sum = 0.0;
        for (var k = 0; k < theta.Length; k++)
            sum += Math.Exp(0.7 * theta[k]) + theta[k] * theta[k] * theta[(k + 1) % theta.Length];
        return sum;
    }

    private static double[] Solve(Func<double[], double> loss, double[] at, double epsilon, Mistakes made)
    {
        var theta = (double[])at.Clone();
        var step = made["fixed-step"] ? 1e-5 : epsilon;
        var gradient = new double[theta.Length];
        if (made["same-array"]) return gradient;
        for (var k = 0; k < theta.Length; k++)
        {
            var old = (double[])theta.Clone();
            double At(double by)
            {
                for (var j = 0; j < theta.Length; j++)
                    if (j == k || made["all-moved"]) theta[j] = old[j] + by;
                return loss(theta);
            }
            var (up, here, down) = (At(step), At(0), At(-step));
            var difference = made["forward-difference"] || made["one-sided-half"] ? up - here : made["backward-difference"] ? here - down : up - down;
            var distance = made["not-divided"] ? 1 : made["precedence"] ? 2 / step
                : made["no-half"] || made["forward-difference"] || made["backward-difference"] ? step : 2 * step;
            gradient[k] = (made["sign"] ? -difference : difference) / distance;
            if (!made["not-restored"]) theta = old;
            if (made["restored-wrong-way"]) theta[k] -= 2 * step;
        }
        return gradient;
    }
}
