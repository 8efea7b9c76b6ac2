using System.Text.RegularExpressions;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Pages.Site;

/// <summary>A notebook with its place on the site.</summary>
/// <param name="Notebook">With outputs.</param>
/// <param name="Source">Its path below the folder of notebooks, with forward slashes.</param>
internal sealed partial record SitePage(Notebook Notebook, string Source)
{
    /// <summary>The page's path on the site.</summary>
    public string Path => Source[..^".ipynb".Length] + ".html";

    /// <summary>Its path as an address from the site's folder.</summary>
    public string Href => SiteAddress.Escape(Path);

    /// <summary>From the page to the site's folder.</summary>
    public string Up => string.Concat(Enumerable.Repeat("../", Source.Count(c => c == '/')));

    /// <summary>The folder it is in: "" for the series itself.</summary>
    public string Group => Source.Contains('/', StringComparison.Ordinal) ? Source[..Source.LastIndexOf('/')] : "";

    public string Title => Marks().Replace(Notebook.Title, "");

    /// <summary>The question that the notebook opens with.</summary>
    public string Question => SiteMarkdown.FirstParagraph(Notebook.Cells.FirstOrDefault(c => c.IsMarkdown)?.Source ?? "");

    [GeneratedRegex(@"[*`]")]
    private static partial Regex Marks();
}
