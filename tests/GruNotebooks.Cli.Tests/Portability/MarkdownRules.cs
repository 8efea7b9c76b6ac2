using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace GruNotebooks.Cli.Tests.Portability;

/// <summary>Text that GitHub, VS Code, JupyterLab and the site show alike.</summary>
internal static class MarkdownRules
{
    public static IReadOnlyList<NotebookRule> All { get; } =
    [
        NotebookRule.OfMarkdown("no at sign in markdown", text =>
            text.Contains('@') ? ["an at sign makes GitHub and some hosts look for a person or an input; write 'at', or put the code into a code cell"] : [],
            "Ask someone@example.org."),

        new("links lead somewhere", notebook => notebook.Cells.Where(cell => cell.IsMarkdown)
                .SelectMany(cell => BrokenLinks(cell.Source, Path.GetDirectoryName(notebook.Path)!, other: notebook.Path).Select(breach => $"cell {cell.Id}: {breach}")),
            document => document.Change("question", "See [the end](98-not-there.ipynb).")),

        NotebookRule.OfMarkdown("pictures in text have an alternative text", text =>
            Links(text).Where(link => link.IsImage && link.FirstChild is null).Select(link => $"![]({link.Url}): say between the brackets what the picture shows"),
            "![](chart.png)"),
    ];

    /// <summary>A sentence for each relative link of a text that names nothing in the repository.</summary>
    public static IEnumerable<string> BrokenLinks(string text, string folder, string? other = null) =>
        from link in Links(text)
        let url = Uri.UnescapeDataString(link.Url?.Split('#')[0] ?? "")
        where url.Length > 0 && !url.Contains("://") && !url.StartsWith("mailto:", StringComparison.Ordinal)
        let target = Path.GetFullPath(Path.Combine(folder, url))
        where (!File.Exists(target) && !Directory.Exists(target) && !IsSelfOrSample(target, other)) || target.StartsWith(Repository.Path("artifacts"), StringComparison.Ordinal)
        select $"the link to {link.Url} leads nowhere in a fresh clone; link only to what exists";

    private static IEnumerable<LinkInline> Links(string text) => Markdown.Parse(text).Descendants<LinkInline>();

    /// <summary>The sample notebook of these tests is in no folder, so the map that it links to need not be there either.</summary>
    private static bool IsSelfOrSample(string target, string? other) =>
        other is not null && (target == other || (Path.GetFileName(other) == "99-sample.ipynb" && Path.GetFileName(target) == "00-start-here.ipynb"));
}
