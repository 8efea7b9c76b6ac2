using System.Globalization;
using Spectre.Console;

namespace GruNotebooks.Cli.Running;

/// <summary>What stands at the end of a run: a table, what was skipped and why, and where the charts are.</summary>
internal static class RunReport
{
    public static void Write(IAnsiConsole console, IReadOnlyList<NotebookResult> results, bool verbose)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Notebook", "Cells", "Charts", "Seconds", "Result");
        foreach (int column in new[] { 1, 2, 3 }) table.Columns[column].RightAligned();
        foreach (var result in results) table.AddRow(Row(result));
        if (results.Count > 1)
        {
            table.AddEmptyRow();
            table.AddRow("all", Number(results.Sum(result => result.CellsRun)), Number(results.Sum(result => result.Charts)), Seconds(results.Sum(result => result.Seconds)), Tally(results));
        }
        console.Write(table);
        foreach (string timing in results.SelectMany(result => result.Timings)) console.WriteLine(TerminalText.Line(timing));
        foreach (string note in RunNote.Lines(results.SelectMany(result => result.Notes), verbose)) console.WriteLine(TerminalText.Line(note));
    }

    /// <summary>The page of all charts, last and alone, so that it can be clicked or copied.</summary>
    public static void WritePathToOpen(IAnsiConsole console, string outFolder) => console.WriteLine($"\n{TerminalText.Line(Path.Combine(Shown(outFolder), "index.html"))}");

    private static Text[] Row(NotebookResult result)
    {
        string cells = result.CellsRun == result.Cells ? Number(result.Cells) : $"{Number(result.CellsRun)} of {Number(result.Cells)}";
        var colour = result.ExitCode is ExitCode.Done ? Style.Plain : new Style(ConsoleColor.Red);
        return [new(TerminalText.Line(result.Name)), new(cells), new(Number(result.Charts)), new(Seconds(result.Seconds)), new(result.Verdict, colour)];
    }

    private static string Tally(IReadOnlyList<NotebookResult> results)
    {
        int bad = results.Count(result => result.ExitCode is not ExitCode.Done);
        return bad == 0 ? "all well" : $"{bad} of {results.Count} need attention";
    }

    /// <summary>From the current folder where that is shorter to read.</summary>
    private static string Shown(string folder)
    {
        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), folder);
        return relative.StartsWith("..", StringComparison.Ordinal) ? folder : relative;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
