namespace GruNotebooks.Cli.Notebooks;

/// <summary>The languages that a C# notebook may be written in: C#, and what the kernel shows without running it.</summary>
internal static class CellLanguage
{
    private static readonly HashSet<string> CSharpNames = new(StringComparer.OrdinalIgnoreCase) { "csharp", "c#", ".net-csharp", "cs" };
    private static readonly HashSet<string> Shown = new(StringComparer.OrdinalIgnoreCase) { "html", "javascript", "markdown" };

    public static bool IsCSharp(string name) => CSharpNames.Contains(name);

    public static bool IsKnown(string name) => IsCSharp(name) || Shown.Contains(name);

    /// <summary>What the kernel is given to run: a cell that is not C# starts with the directive that says so.</summary>
    public static string Submission(NotebookCell cell) =>
        cell.Language is { } name && Shown.Contains(name) && !cell.Source.TrimStart().StartsWith("#!", StringComparison.Ordinal)
            ? $"#!{name.ToLowerInvariant()}\n{cell.Source}"
            : cell.Source;
}
