namespace GruNotebooks.Interop;

/// <summary>How far one tensor of ours is from the reference.</summary>
/// <param name="Tensor">Its name in the file.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="AbsoluteError">The largest |ours − reference|.</param>
/// <param name="RelativeError"><paramref name="AbsoluteError"/> divided by the largest |element| of the reference.</param>
/// <param name="At">Where the largest error is.</param>
public sealed record ParityRow(string Tensor, string Shape, double AbsoluteError, double RelativeError, string At)
{
    /// <summary>Whether the relative error is at most <paramref name="tolerance"/>.</summary>
    public bool Passed(double tolerance) => RelativeError <= tolerance;   // false for NaN too
}
