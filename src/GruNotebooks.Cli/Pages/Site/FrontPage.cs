using System.Globalization;
using System.Net;
using System.Text;

namespace GruNotebooks.Cli.Pages.Site;

/// <summary>The site's first page: the question, a moving picture, where to start, every chapter, how to cite.</summary>
internal static class FrontPage
{
    private const string Citation = """
        @software{grunotebooks,
          author  = {{The GruNotebooks authors}},
          title   = {GruNotebooks: gated recurrent networks in C\#},
          year    = {2026},
          url     = {https://github.com/grunotebooks/grunotebooks},
          license = {MIT}
        }
        """;

    public const string Question = "How does a network keep something in mind for a hundred steps?";

    /// <param name="pages">The notebooks, in order.</param>
    /// <param name="keepPicture">Puts a picture into the site and gives its address.</param>
    public static string Body(IReadOnlyList<SitePage> pages, Func<byte[], string, string> keepPicture)
    {
        var first = pages.FirstOrDefault(p => p.Source.StartsWith("00-", StringComparison.Ordinal)) ?? pages[0];
        var main = new StringBuilder(PageFiles.Read("home.html").Replace("{start}", WebUtility.HtmlEncode(first.Href), StringComparison.Ordinal));
        foreach (var group in pages.GroupBy(p => p.Group))
        {
            main.Append(CultureInfo.InvariantCulture, $"<h2>{WebUtility.HtmlEncode(group.Key.Length > 0 ? SiteFrame.GroupName(group.Key) : "Chapters")}</h2>\n");
            main.Append(group.Key.Length > 0 ? "<ul class=\"list\">\n" : "<ol class=\"cards\">\n");
            foreach (var page in group)
                main.Append(group.Key.Length > 0 ? $"<li><a href=\"{WebUtility.HtmlEncode(page.Href)}\">{WebUtility.HtmlEncode(page.Title)}</a></li>\n" : Card(page, keepPicture));
            main.Append(group.Key.Length > 0 ? "</ul>\n" : "</ol>\n");
        }
        return main.Append(CultureInfo.InvariantCulture, $"<h2 id=\"cite\">How to cite</h2>\n<p>The repository has a <a href=\"{SiteAddress.Source("CITATION.cff")}\">CITATION.cff</a>; as BibTeX:</p>\n<pre tabindex=\"0\" role=\"group\" aria-label=\"BibTeX entry\"><code>{WebUtility.HtmlEncode(Citation)}</code></pre>\n").ToString();
    }

    private static string Card(SitePage page, Func<byte[], string, string> keepPicture)
    {
        var picture = NotebookChart.Of(page.Notebook).FirstOrDefault(c => c.Png is not null);
        var shown = picture is null ? "" : $"<img src=\"{keepPicture(picture.Png!, ".png")}\" alt=\"{WebUtility.HtmlEncode(picture.Alt)}\" loading=\"lazy\">";
        return $"<li>{shown}<div><h3><a href=\"{WebUtility.HtmlEncode(page.Href)}\">{WebUtility.HtmlEncode(page.Title)}</a></h3><p>{WebUtility.HtmlEncode(page.Question)}</p></div></li>\n";
    }
}
