using System.Text.RegularExpressions;
using GruNotebooks.Cli.Notebooks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GruNotebooks.Cli.Tests.Portability;

/// <summary>What makes a chapter readable: short cells, more prose than code, a header that says what it costs.</summary>
internal static partial class ShapeRules
{
    private const int MostLines = 12;

    public static IReadOnlyList<NotebookRule> All { get; } =
    [
        NotebookRule.OfCode($"code cells have at most {MostLines} lines", source =>
            source.Split('\n').Length is var lines && lines > MostLines ? [$"{lines} lines: split the cell, or move the loop into the library"] : [],
            string.Join('\n', Enumerable.Range(0, 13).Select(i => $"var v{i} = {i};"))),

        new("more prose than code", notebook =>
            IsChapter(notebook) && Letters(notebook, cell => cell.IsMarkdown) is var prose && Letters(notebook, cell => cell.IsCode) is var code && prose <= code
                ? [$"{prose} letters of prose, {code} of code: say more about what the reader sees, or move code into the library"] : [],
            document => document.Change("chart", string.Concat(Enumerable.Repeat("var aVeryLongNameOfSomething = ANotLessLongNameOfAFunction(withAnArgument);", 60)))),

        new("a chapter has at least 20 cells and at most 30 of code (04, 11 and 12: 45)", notebook =>
            IsChapter(notebook) && !IsFrame(notebook) && (notebook.Cells.Count < 20 || notebook.Cells.Count(cell => cell.IsCode) > MostCodeCells(notebook))
                ? [$"{notebook.Cells.Count} cells, {notebook.Cells.Count(cell => cell.IsCode)} of code: split or join; a chapter is read in one sitting"] : [],
            document => { while (document["cells"]!.AsArray().Count > 19) document["cells"]!.AsArray().RemoveAt(19); }),

        new("a chapter's header says what it teaches and what it costs", notebook =>
            IsChapter(notebook) && Header(notebook) is var header
                ? Needed.Where(needed => !needed.Pattern.IsMatch(header)).Select(needed => $"the first cells lack {needed.What}") : [],
            document => document.Change("title", "# 99 A sample\n\nLet us begin.")),

        new("a chapter ends with its references and the way on", notebook =>
            !IsChapter(notebook) ? []
            : [
                .. notebook.Cells.Any(cell => cell.IsMarkdown && References().IsMatch(cell.Source)) ? Array.Empty<string>()
                    : ["write a section '## References': paper, year, and the equation or table that was used"],
                .. Neighbours(notebook.Path).Where(next => !notebook.Cells[^1].Source.Contains($"]({next})"))
                    .Select(next => $"the last cell has no link to {next}: end with '[← the chapter before](…) · [the chapter after →](…)'"),
            ],
            document => document.Change("way-on", "That is all.")),
    ];

    private static (string What, Regex Pattern)[] Needed =>
    [
        ("a title: '# 04 What the gates do'", Title()),
        ("'You will learn …'", Learn()),
        ("the minutes to read: '20 minutes to read'", Reading()),
        ("the minutes to run: '1 minute to run'", Running()),
    ];

    /// <summary>A numbered notebook of the series, not an exercise or a solution.</summary>
    internal static bool IsChapter(Notebook notebook) =>
        ChapterName().IsMatch(Path.GetFileName(notebook.Path)) && Path.GetFileName(Path.GetDirectoryName(notebook.Path)) == "notebooks";

    /// <summary>The map at the start and the ledger at the end are shorter.</summary>
    internal static bool IsFrame(Notebook notebook) => IsLedger(notebook) || Path.GetFileName(notebook.Path)[..2] is "00";

    internal static bool IsLedger(Notebook notebook) => Path.GetFileName(notebook.Path)[..2] is "14";

    /// <summary>The file names of the chapters before and after; after the last one the series begins again.</summary>
    public static IEnumerable<string> Neighbours(string path)
    {
        var self = Path.GetFileName(path);
        string[] chapters = [.. Repository.Chapters().Select(chapter => Path.GetFileName(chapter)).Append(self).Distinct().Order(StringComparer.Ordinal)];
        var place = Array.IndexOf(chapters, self);
        if (place > 0) yield return chapters[place - 1];
        yield return chapters[(place + 1) % chapters.Length];
    }

    private static int MostCodeCells(Notebook notebook) => Path.GetFileName(notebook.Path)[..2] is "04" or "11" or "12" ? 45 : 30;

    private static int Letters(Notebook notebook, Func<NotebookCell, bool> which) => notebook.Cells.Where(which)
        .Sum(cell => cell.IsMarkdown ? cell.Source.Count(char.IsLetter) : Script.Parse(cell.Source).DescendantTokens().Where(IsCode).Sum(token => token.Text.Count(char.IsLetter)));

    /// <summary>Titles and alternative texts stand in the code, but they are prose.</summary>
    private static bool IsCode(SyntaxToken token) => !token.IsKind(SyntaxKind.StringLiteralToken) && !token.IsKind(SyntaxKind.InterpolatedStringTextToken);

    private static string Header(Notebook notebook) => string.Join('\n', notebook.Cells.TakeWhile(cell => !cell.IsCode).Select(cell => cell.Source));

    [GeneratedRegex(@"^\d\d-.*\.ipynb$")]
    private static partial Regex ChapterName();

    [GeneratedRegex("^# .+", RegexOptions.Multiline)]
    private static partial Regex Title();

    [GeneratedRegex("^## References", RegexOptions.Multiline)]
    private static partial Regex References();

    [GeneratedRegex("you will (learn|see|know)|what you will learn", RegexOptions.IgnoreCase)]
    private static partial Regex Learn();

    [GeneratedRegex(@"minutes? to read|to read\W+\D{0,12}\d+\W+min|read\w*\W+(about )?\d+\W+min", RegexOptions.IgnoreCase)]
    private static partial Regex Reading();

    [GeneratedRegex(@"(minutes?|seconds?) to run|to run\W+\D{0,12}\d+\W+(min|sec)|run\w*\W+(about |under )?\d+\W+(min|sec)|less than a minute to run", RegexOptions.IgnoreCase)]
    private static partial Regex Running();
}
