using System.Text.Json.Nodes;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Tests.Portability;

/// <summary>One rule that keeps notebooks running everywhere: what breaks it, in words that say what to write instead, and a change that must break it.</summary>
/// <param name="Name">What holds, in a few words.</param>
/// <param name="Breaches">A sentence for each place where a notebook breaks it.</param>
/// <param name="Spoil">Changes the good sample so that it breaks this rule: the proof that the rule can fail.</param>
internal sealed record NotebookRule(string Name, Func<Notebook, IEnumerable<string>> Breaches, Action<JsonObject> Spoil)
{
    /// <summary>A rule about each code cell's source.</summary>
    public static NotebookRule OfCode(string name, Func<string, IEnumerable<string>> breaches, string bad) =>
        OfCells(name, cell => cell.IsCode, cell => breaches(cell.Source), document => document.Change("chart", bad));

    /// <summary>A rule about each markdown cell's text.</summary>
    public static NotebookRule OfMarkdown(string name, Func<string, IEnumerable<string>> breaches, string bad) =>
        OfCells(name, cell => cell.IsMarkdown, cell => breaches(cell.Source), document => document.Change("question", bad));

    public static NotebookRule OfCells(string name, Func<NotebookCell, bool> which, Func<NotebookCell, IEnumerable<string>> breaches, Action<JsonObject> spoil) =>
        new(name, notebook => notebook.Cells.Where(which).SelectMany(cell => breaches(cell).Select(breach => $"cell {cell.Id}: {breach}")), spoil);

    public static IReadOnlyList<NotebookRule> All { get; } =
        [.. FormRules.All, .. ShapeRules.All, .. TagRules.All, .. ImportRules.All, .. CodeRules.All, .. PackageRules.All, .. MarkdownRules.All, .. WordRules.All, .. OutputRules.All];

    public override string ToString() => Name;
}
