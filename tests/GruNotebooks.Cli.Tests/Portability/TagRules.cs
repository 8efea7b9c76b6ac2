using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GruNotebooks.Cli.Tests.Portability;

/// <summary>Tags of cells: a mistyped one would silently change what a run does.</summary>
internal static class TagRules
{
    private static readonly string[] Known = ["parameters", "raises-exception", "skip-execution", "volatile"];
    private static readonly HashSet<string> Clocks = ["DateTime", "Environment", "MachinePeak", "Stopwatch", "TimeProvider", "Timing"];

    public static IReadOnlyList<NotebookRule> All { get; } =
    [
        NotebookRule.OfCells("tags are those that `gru run` knows", _ => true, cell =>
            cell.Tags.Except(Known).Select(tag => $"tag '{tag}' is unknown; write one of {string.Join(", ", Known)}"),
            document => document.Tag("chart", "volatil")),

        NotebookRule.OfCells("a cell that measures time or the machine is tagged volatile", cell => cell.IsCode && !cell.HasTag("volatile"), cell =>
            Script.All<IdentifierNameSyntax>(cell.Source).Select(name => name.Identifier.Text).Where(Clocks.Contains).Distinct()
                .Select(name => $"`{name}` gives other numbers on each machine: tag the cell volatile, so that its values are not compared"),
            document => document.Change("chart", "var seconds = Timing.Of(() => { });")),

        new("a chapter's parameters are small by default", notebook =>
            ShapeRules.IsChapter(notebook) && !ShapeRules.IsLedger(notebook) && notebook.Cells.Count(cell => cell.HasTag("parameters") && cell.Source.Contains("string scale = \"quick\";")) != 1
                ? ["write one cell, tagged parameters, with `string scale = \"quick\";` and what it scales; `--set scale=paper` is for those who have the time"] : [],
            document => document.Change("parameters", "string scale = \"paper\";")),
    ];
}
