using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using GruNotebooks.Cli.Files;

namespace GruNotebooks.Cli.Pages.Site;

/// <summary>Writes the site: a page for each notebook, a front page, pictures, and the scripts that npm installed.</summary>
/// <param name="folder">Where the site goes.</param>
/// <param name="pages">The notebooks, in order.</param>
/// <param name="katex">The folder of an installed KaTeX; null where there is none.</param>
internal sealed class SiteWriter(string folder, IReadOnlyList<SitePage> pages, string? katex)
{
    private const string Title = "Gated recurrent networks in C#";
    private const string Pictures = "pictures/";

    private IReadOnlyDictionary<Formula, string> formulas = new Dictionary<Formula, string>();
    private bool localPlotly;

    /// <returns>Whether the site works offline in full: plotly.js and KaTeX are in it.</returns>
    public async Task<bool> WriteAsync()
    {
        Directory.CreateDirectory(Path.Combine(folder, Pictures));
        localPlotly = PageShell.BringPlotly(folder);
        if (katex is not null) KatexFiles.Bring(katex, folder);
        var texts = pages.SelectMany(p => p.Notebook.Cells).Where(c => c.IsMarkdown).Select(c => c.Source);
        formulas = await FormulaSetter.SetAsync([.. texts.SelectMany(SiteMarkdown.Formulas)], katex);
        for (var i = 0; i < pages.Count; i++)
            Write(pages[i].Path, NotebookPage(i));
        Write("index.html", FrontPage());
        return localPlotly && katex is not null;
    }

    private string NotebookPage(int index)
    {
        var page = pages[index];
        var markdown = new SiteMarkdown(url => Address(page, url)) { SetFormulas = formulas };
        var outputs = new OutputHtml(png => page.Up + KeepPicture(png));
        var main = new StringBuilder();
        var number = 0;
        foreach (var cell in page.Notebook.Cells)
        {
            if (cell.IsMarkdown) main.Append(markdown.ToHtml(cell.Source));
            if (!cell.IsCode) continue;
            main.Append(CSharpHtml.Block(cell.Source, $"Code cell {++number}")).Append(outputs.Of(cell));
        }
        main.Append(Turn(page, index));
        var needsFormulas = page.Notebook.Cells.Any(c => c.IsMarkdown && SiteMarkdown.Formulas(c.Source).Any());
        return PageShell.Html(page.Title, Navigation(page), main.ToString(), localPlotly ? page.Up : null,
            needsFormulas ? KatexFiles.Head(page.Up, katex is not null, formulas.Count > 0) : "");
    }

    private string FrontPage()
    {
        var main = new StringBuilder($"<h1>{WebUtility.HtmlEncode(Title)}</h1>\n<p>Notebooks that run, with every chart and every number they gave.</p>\n");
        foreach (var group in pages.GroupBy(p => p.Group))
        {
            if (group.Key.Length > 0) main.Append(CultureInfo.InvariantCulture, $"<h2>{WebUtility.HtmlEncode(GroupName(group.Key))}</h2>\n");
            main.Append("<ol class=\"cards\">\n");
            foreach (var page in group)
            {
                var picture = NotebookChart.Of(page.Notebook).FirstOrDefault(c => c.Png is not null);
                main.Append("<li>");
                if (picture is not null) main.Append(CultureInfo.InvariantCulture, $"<img src=\"{KeepPicture(picture.Png!)}\" alt=\"{WebUtility.HtmlEncode(picture.Alt)}\" loading=\"lazy\">");
                main.Append(CultureInfo.InvariantCulture, $"<div><h2><a href=\"{page.Path}\">{WebUtility.HtmlEncode(page.Title)}</a></h2><p>{WebUtility.HtmlEncode(page.Question)}</p></div></li>\n");
            }
            main.Append("</ol>\n");
        }
        return PageShell.Html(Title, Navigation(null), main.ToString(), localPlotly ? "" : null);
    }

    private string Navigation(SitePage? here)
    {
        var up = here?.Up ?? "";
        var nav = new StringBuilder($"<p><a href=\"{up}index.html\"{(here is null ? " aria-current=\"page\"" : "")}>{WebUtility.HtmlEncode(Title)}</a></p>\n");
        foreach (var group in pages.GroupBy(p => p.Group))
        {
            if (group.Key.Length > 0) nav.Append(CultureInfo.InvariantCulture, $"<p>{WebUtility.HtmlEncode(GroupName(group.Key))}</p>\n");
            nav.Append("<ol>\n");
            foreach (var page in group)
            {
                nav.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{up}{page.Path}\"{(page == here ? " aria-current=\"page\"" : "")}>{WebUtility.HtmlEncode(page.Title)}</a>");
                if (page == here) nav.Append(Sections(page));
                nav.Append("</li>\n");
            }
            nav.Append("</ol>\n");
        }
        return nav.ToString();
    }

    private static string Sections(SitePage page)
    {
        var sections = page.Notebook.Cells.Where(c => c.IsMarkdown).SelectMany(c => SiteMarkdown.Sections(c.Source)).ToArray();
        return sections.Length == 0 ? "" : $"<ul>{string.Concat(sections.Select(s => $"<li><a href=\"#{s.Id}\">{WebUtility.HtmlEncode(s.Text)}</a></li>"))}</ul>";
    }

    private string Turn(SitePage page, int index)
    {
        string Link(int at, string arrow) => at >= 0 && at < pages.Count && pages[at].Group == page.Group
            ? $"<a href=\"{page.Up}{pages[at].Path}\">{string.Format(CultureInfo.InvariantCulture, arrow, WebUtility.HtmlEncode(pages[at].Title))}</a>" : "<span></span>";
        return $"<nav class=\"turn\" aria-label=\"Previous and next\">{Link(index - 1, "← {0}")}{Link(index + 1, "{0} →")}</nav>\n";
    }

    /// <summary>Links between notebooks become links between pages; what is elsewhere in the repository is not on the site.</summary>
    private string? Address(SitePage page, string url)
    {
        var parts = url.Split('#', 2);
        var target = Path.GetRelativePath(".", Path.Combine(Path.GetDirectoryName(page.Source) ?? "", Uri.UnescapeDataString(parts[0]))).Replace('\\', '/');
        return pages.FirstOrDefault(p => p.Source == target) is { } other ? page.Up + other.Path + (parts.Length > 1 ? "#" + parts[1] : "") : null;
    }

    private string KeepPicture(byte[] png)
    {
        var name = $"{Pictures}{Convert.ToHexStringLower(SHA256.HashData(png))[..16]}.png";
        var path = Path.Combine(folder, name);
        if (!File.Exists(path)) AtomicFile.Write(path, png);
        return name;
    }

    private void Write(string path, string html)
    {
        var target = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        AtomicFile.Write(target, Encoding.UTF8.GetBytes(html));
    }

    private static string GroupName(string group) => char.ToUpperInvariant(group[0]) + group[1..];
}
