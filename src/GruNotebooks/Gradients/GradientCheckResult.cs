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
