using GruNotebooks.Charts;
using GruNotebooks.Display;
using GruNotebooks.Layers;

namespace GruNotebooks.Lessons.Museum;

/// <summary>Mistakes in recurrent cells that were really published. Each runs, each is caught by a test, each has its source.</summary>
/// <remarks>Careful people made them, and several stayed for years in widely read code. The tests exist for that reason.</remarks>
public static class BugMuseum
{
    /// <summary>All exhibits: mistakes of the backward pass, then those of the forward pass.</summary>
    public static IReadOnlyList<BugMuseumExhibit> Exhibits { get; } = [.. BugMuseumCatalogue.Backward(), .. BugMuseumCatalogue.Forward()];

    /// <summary>The exhibit of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static BugMuseumExhibit Exhibit(string name) =>
        Exhibits.FirstOrDefault(exhibit => exhibit.Name == name)
        ?? throw new ArgumentException($"The museum has no '{name}'; it has {string.Join(", ", Exhibits.Select(exhibit => exhibit.Name))}.", nameof(name));

    /// <summary>Every test on every exhibit.</summary>
    public static IReadOnlyList<BugMuseumRow> TestAll(ulong seed = 1) => [.. Exhibits.Select(exhibit => exhibit.Test(seed))];

    /// <summary>The labels of the exhibits as a table: what was written, and where it was published.</summary>
    public static ResultTable Labels() => ResultTable.Of(
        Exhibits.Select(exhibit => new { exhibit.Name, Cell = Name(exhibit.CellKind), exhibit.Mistake, exhibit.Source }), "exhibit", "cell", "mistake", "source");

    /// <summary>What every test says of every exhibit, as a table.</summary>
    public static ResultTable Verdicts(ulong seed = 1) => ResultTable.Of(
        TestAll(seed).Select(row => new { row.Name, Cell = Name(row.Cell), Pass = row.Kind.ToString().ToLowerInvariant(), row.GradientError, row.OutputError, row.TimeShift, CaughtBy = row.CaughtByInWords }),
        "exhibit", "cell", "mistake in", "gradient check", "outputs off by", "changed by its past", "caught by");

    private static string Name(CellKind kind) => Palette.NameOf(kind);
}
