namespace GruNotebooks.Diagnostics;

/// <summary>Mistakes in recurrent cells that were really published. Each runs, each is caught by a test, each has its source.</summary>
/// <remarks>Careful people made them, and several stood for years in code that thousands have read. That is why the tests are there.</remarks>
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
}
