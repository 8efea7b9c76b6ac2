using GruNotebooks.Cli.Notebooks;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GruNotebooks.Cli.Tests.Portability;

/// <summary><c>#!import</c> in the one form that every host understands.</summary>
internal static class ImportRules
{
    private const string Directive = "#!import ";
    private const string Library = "artifacts/gru.csx";

    public static IReadOnlyList<NotebookRule> All { get; } =
    [
        new("the first code cell imports the library", notebook =>
            notebook.Cells.FirstOrDefault(cell => cell.IsCode)?.Source.Trim() is { } first && first.StartsWith(Directive, StringComparison.Ordinal) && Target(notebook, first) == Repository.Path(Library)
                ? [] : [$"the first code cell must be '{Directive}{Path.GetRelativePath(Path.GetDirectoryName(notebook.Path)!, Repository.Path(Library)).Replace('\\', '/')}' and nothing else"],
            document => document.Change("import", "#r \"../artifacts/gru.dll\"")),

        new("the text above the import says what to do when it fails", notebook =>
            notebook.Cells.TakeWhile(cell => !cell.IsCode).LastOrDefault() is not { } above || !above.Source.Contains("dotnet build")
                ? ["write above the import: 'If the next cells fail, run `dotnet build` once in the repository's folder, then run them again.'"] : [],
            document => document.Change("before-import", "Run the next cell.")),

        NotebookRule.OfCode("an import stands alone in its cell", source =>
            source.Contains("#!import") && source.Trim().Contains('\n') ? ["put the import into a cell of its own: Verso runs nothing else of that cell"] : [],
            "#!import other.csx\nvar x = 1;"),

        NotebookRule.OfCode("an import is written without quotes, with forward slashes", source =>
            Imports(source).Where(line => line.IndexOfAny(['"', '\'', '\\']) >= 0).Select(line => $"'{line}': write {Directive}folder/file.csx"),
            "#!import \"other.csx\""),

        new("an imported file exists", notebook =>
            notebook.Cells.Where(cell => cell.IsCode).SelectMany(cell => Imports(cell.Source).Select(line => (cell, line)))
                .Where(import => Target(notebook, import.line) is var target && target != Repository.Path(Library) && !File.Exists(target))
                .Select(import => $"cell {import.cell.Id}: '{import.line}' names no file of this repository; the path is relative to the notebook"),
            document => document.InsertAfter("chart", SampleNotebook.Code("import-other", "#!import no-such-file.csx"))),

        new("the cell after the import shows something of the library", notebook =>
            notebook.Cells.Where(cell => cell.IsCode).Skip(1).FirstOrDefault() is { } next && !Shows(next.Source)
                ? [$"cell {next.Id}: end it with an expression without a semicolon; Verso hides what an import prints, its errors too, so this cell is where a reader sees that it worked"] : [],
            document => document.Change("first-look", "var gru = new Gru<double>(4, 5, seed: 1);")),
    ];

    private static IEnumerable<string> Imports(string source) =>
        source.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("#!import", StringComparison.Ordinal));

    private static string Target(Notebook notebook, string line) =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(notebook.Path)!, line[Directive.Length..].Trim()));

    private static bool Shows(string source) =>
        source.Contains(".Display()") || source.Contains("Console.Write")
        || Script.Statements(source).LastOrDefault() is ExpressionStatementSyntax { SemicolonToken.IsMissing: true } or ExpressionStatementSyntax { SemicolonToken.RawKind: (int)SyntaxKind.None };
}
