using GruNotebooks.Training;

namespace GruNotebooks.Lessons.Museum;

/// <summary>Two learning curves from the same weights on the same examples.</summary>
/// <param name="Exhibit">The mistake.</param>
/// <param name="Wrong">The cell that makes it.</param>
/// <param name="Right">The cell that does not.</param>
public sealed record BugMuseumCurves(BugMuseumExhibit Exhibit, TrainingRun<double> Wrong, TrainingRun<double> Right);
