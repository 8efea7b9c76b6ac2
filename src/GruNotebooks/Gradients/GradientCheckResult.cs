using System.Globalization;
using GruNotebooks.Display;

namespace GruNotebooks.Gradients;

/// <summary>What a gradient check found, tensor by tensor.</summary>
/// <param name="Rows">One row for each tensor, parameters first.</param>
public sealed record GradientCheckResult(IReadOnlyList<GradientCheckRow> Rows)
{
    /// <summary>Whether every tensor passed.</summary>
    public bool Passed => Rows.All(row => row.Passed);

    /// <summary>The tensor that is furthest off.</summary>
    public GradientCheckRow Worst => Rows.MaxBy(row => double.IsNaN(row.RelativeError) ? double.PositiveInfinity : row.RelativeError)!;

    /// <summary>The largest relative error of all.</summary>
    public double LargestRelativeError => Worst.RelativeError;

    /// <summary>The names of the tensors that failed.</summary>
    public IReadOnlyList<string> Failed => [.. Rows.Where(row => !row.Passed).Select(row => row.Tensor)];

    /// <summary>The rows as a table for a notebook.</summary>
    public ResultTable Table() => ResultTable.Of(
        Rows.Select(row => new { row.Tensor, row.Shape, row.LargestGradient, row.LargestError, row.RelativeError, row.At, Verdict = row.Passed ? "passed" : "FAILED" }),
        "tensor", "shape", "largest |gradient|", "largest error", "relative error", "where", "verdict");

    /// <summary>The verdict in one line.</summary>
    public override string ToString() =>
        $"{(Passed ? "passed" : "FAILED")}: {Rows.Count} tensors, worst {Worst}";
}

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
