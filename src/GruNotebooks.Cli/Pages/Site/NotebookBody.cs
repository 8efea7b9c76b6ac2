using System.Globalization;
using System.Net;
using System.Text;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Pages.Site;

/// <summary>A notebook as the body of a page: text, code, outputs; what only a running notebook needs is folded.</summary>
/// <param name="page">The notebook.</param>
/// <param name="markdown">Sets its text.</param>
/// <param name="outputs">Shows what its cells gave.</param>
/// <param name="picture">Where the page finds its first chart's picture; null where it has none.</param>
/// <param name="typeLink">Gives the address of a type's description; null for a name that is none.</param>
internal sealed class NotebookBody(SitePage page, SiteMarkdown markdown, OutputHtml outputs, string? picture, Func<string, string?> typeLink)
{
    private readonly StringBuilder main = new();
    private int number;

    /// <param name="download">Whether the notebook itself is on the site, beside the page.</param>
    public string Html(bool download)
    {
        var cells = page.Notebook.Cells.Where(c => c.IsCode || c.IsMarkdown).ToList();
        for (var i = 0; i < cells.Count;)
        {
            var folded = cells.Skip(i).TakeWhile(IsSetUp).Count();
            // A lone note that speaks of the next cell is no set-up.
            if (cells.Skip(i).Take(folded).Any(c => c.IsCode))
            {
                main.Append("<details class=\"setup\"><summary>Set-up, for your own copy</summary>\n");
                foreach (var cell in cells.Skip(i).Take(folded)) Append(cell);
                main.Append("</details>\n");
                i += folded;
                continue;
            }
            if (i == 0) main.Append("<div class=\"opening\"><div>\n");
            Append(cells[i]);
            if (i++ == 0) main.Append("</div>\n").Append(Glimpse()).Append("</div>\n").Append(Tools(download));
        }
        return main.ToString();
    }

    private void Append(NotebookCell cell)
    {
        if (cell.IsMarkdown) main.Append(markdown.ToHtml(cell.Source));
        if (!cell.IsCode) return;
        main.Append(CultureInfo.InvariantCulture, $"<div class=\"cell\" id=\"cell-{WebUtility.HtmlEncode(cell.Id.Length > 0 ? cell.Id : (number + 1).ToString(CultureInfo.InvariantCulture))}\">\n");
        main.Append(CSharpHtml.Block(cell.Source, $"Code cell {++number}", typeLink)).Append(outputs.Of(cell)).Append("</div>\n");
    }

    private static bool IsSetUp(NotebookCell cell) =>
        cell.Id is "setup-note" or "setup" or "ready" or "parameters-note" or "plotly-import" || cell.HasTag("parameters") || (cell.IsCode && cell.Source.Split('\n').All(line => line.StartsWith("#!import ", StringComparison.Ordinal)));

    /// <summary>The first chart, small, so that a reader sees where the chapter leads before scrolling.</summary>
    private string Glimpse()
    {
        var first = NotebookChart.Of(page.Notebook).FirstOrDefault(c => c.Png is not null);
        return first is null || picture is null ? "" : $"<a class=\"glimpse\" href=\"#cell-{WebUtility.HtmlEncode(Uri.EscapeDataString(first.CellId))}\"><img src=\"{picture}\" alt=\"To the first chart. {WebUtility.HtmlEncode(first.Alt)}\"></a>\n";
    }

    private string Tools(bool download)
    {
        var source = SiteAddress.Source("notebooks/" + page.Source);
        var file = WebUtility.HtmlEncode(Uri.EscapeDataString(Path.GetFileName(page.Source)));
        return "<ul class=\"tools\">" + (download ? $"<li><a href=\"{file}\" download>Download the notebook</a></li>" : "")
            + $"<li><a href=\"{SiteAddress.Codespace}\">Open in Codespaces</a></li><li><a href=\"{WebUtility.HtmlEncode(source)}\">Source on GitHub</a></li></ul>\n";
    }
}
