using GruNotebooks.Display;

namespace GruNotebooks.Interop;

/// <summary>One reference file against our layer: outputs, final states, loss and every gradient.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Description">The network it describes.</param>
/// <param name="DefaultTolerance">1e-12 for double precision, 1e-5 for single.</param>
/// <param name="Rows">One row a tensor.</param>
public sealed record ParityReport(string Name, string Description, double DefaultTolerance, IReadOnlyList<ParityRow> Rows)
{
    /// <summary>The largest relative error of all tensors.</summary>
    public double LargestRelativeError => Rows.Max(row => double.IsNaN(row.RelativeError) ? double.PositiveInfinity : row.RelativeError);

    /// <summary>Whether every tensor is within <paramref name="tolerance"/>; the default of the file's precision if null.</summary>
    public bool Passed(double? tolerance = null) => Rows.All(row => row.Passed(tolerance ?? DefaultTolerance));

    /// <summary>The rows as a table for a notebook.</summary>
    public ResultTable Table() => ResultTable.Of(
        Rows.Select(row => new { row.Tensor, row.Shape, row.AbsoluteError, row.RelativeError }), "tensor", "shape", "largest error", "relative error");
}
