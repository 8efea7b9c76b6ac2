using GruNotebooks.Gradients;
using GruNotebooks.Layers;

namespace GruNotebooks.Lessons.Museum;

/// <summary>What the tests say of one exhibit.</summary>
/// <param name="Name">The exhibit.</param>
/// <param name="Cell">Which cell.</param>
/// <param name="Kind">In which pass the mistake is.</param>
/// <param name="GradientError">The gradient check's largest relative error; above 1e-7 it is caught.</param>
/// <param name="OutputError">The largest difference of its outputs from those of the right cell; above 1e-12 it is caught.</param>
/// <param name="TimeShift">The largest change of its outputs behind another past; at zero it is caught.</param>
public sealed record BugMuseumRow(string Name, CellKind Cell, BugKind Kind, double GradientError, double OutputError, double TimeShift)
{
    /// <summary>The tests that catch it.</summary>
    public IReadOnlyList<BugTest> CaughtBy =>
    [
        .. GradientError > GradientCheck.Tolerance ? new[] { BugTest.GradientCheck } : [],
        .. OutputError > 1e-12 ? new[] { BugTest.ComparisonWithReadableCell } : [],
        .. TimeShift == 0 ? new[] { BugTest.TimeShift } : [],
    ];

    /// <summary>The same for a reader.</summary>
    public string CaughtByInWords => CaughtBy.Count == 0 ? "nothing" : string.Join(", ", CaughtBy.Select(test => test switch
    {
        BugTest.GradientCheck => "gradient check",
        BugTest.TimeShift => "time shift",
        _ => "comparison with the readable cell",
    }));
}

/// <summary>The tests that catch mistakes in a recurrent cell.</summary>
public enum BugTest
{
    /// <summary><see cref="GradientCheck"/>: is the backward pass the derivative of the forward pass?</summary>
    GradientCheck,

    /// <summary>Same weights and inputs as a cell that can be read: the same outputs?</summary>
    ComparisonWithReadableCell,

    /// <summary>The same sequence one step later, behind something else: does the past make a difference?</summary>
    TimeShift,
}
