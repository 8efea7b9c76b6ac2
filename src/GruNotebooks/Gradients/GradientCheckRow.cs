using System.Globalization;

namespace GruNotebooks.Gradients;

/// <summary>What a gradient check found in one tensor: a parameter, the inputs or an initial state.</summary>
/// <param name="Tensor">Its name, as in the equations.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="LargestGradient">The largest |gradient| in it.</param>
/// <param name="LargestError">The largest |analytic − numeric| in it.</param>
/// <param name="RelativeError"><paramref name="LargestError"/> divided by <paramref name="LargestGradient"/>.</param>
/// <param name="At">Where the largest error is.</param>
/// <param name="Analytic">What the backward pass says there.</param>
/// <param name="Numeric">What the central difference says there.</param>
public sealed record GradientCheckRow(
    string Tensor, string Shape, double LargestGradient, double LargestError, double RelativeError, string At, double Analytic, double Numeric)
{
    /// <summary>Whether the relative error is at most <see cref="GradientCheck.Tolerance"/>.</summary>
    public bool Passed => RelativeError <= GradientCheck.Tolerance;   // false for NaN too

    /// <summary>The row in words.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Tensor} {Shape}: {(Passed ? "passed" : "FAILED")}, {RelativeError:0.0e+0} at {At} (analytic {Analytic:g6}, numeric {Numeric:g6})");
}
