using System.Globalization;
using System.Net;
using System.Text;

namespace GruNotebooks.Cli.Pages.Site;

/// <summary>What the pages of the site have around them: the bar with search and theme, the list of pages, what others see of a link.</summary>
/// <param name="pages">The notebooks, in order.</param>
/// <param name="localPlotly">Whether plotly.js is in the site.</param>
internal sealed class SiteFrame(IReadOnlyList<SitePage> pages, bool localPlotly)
{
    public const string Title = "Gated recurrent networks in C#";

    /// <summary>A page of the site.</summary>
    /// <param name="path">Where it goes, from the site's folder.</param>
    /// <param name="page">The page without its frame.</param>
    /// <param name="picture">A picture of the site that stands for the page, from the site's folder.</param>
    /// <param name="sections">The page's own sections, for the list of pages.</param>
    public Page Around(string path, Page page, string? picture = null, IReadOnlyList<PageSection>? sections = null)
    {
        var up = string.Concat(Enumerable.Repeat("../", path.Count(c => c == '/')));
        var title = path == "index.html" ? Title : $"{page.Title} · {Title}";
        return page with
        {
            Title = title,
            Up = up,
            LocalPlotly = localPlotly,
            Bar = Bar(up),
            Navigation = Navigation(path, up, sections ?? []),
            Head = page.Head + Social(title, page.Description, path, picture),
            Main = page.Main + $"<footer>{Title}: text and code under the MIT licence. <a href=\"{SiteAddress.Repository}\">Source</a> · <a href=\"{up}index.html#cite\">How to cite</a></footer>\n",
        };
    }

    private static string Bar(string up) => $"""
        <a href="{up}index.html">GruNotebooks</a>
        <a class="menu" href="#pages">Pages</a>
        <span class="places"><a href="{up}playground.html">Playground</a><a href="{up}reference/index.html">Reference</a></span>
        <div class="search needs-scripts" role="search"><label><span class="heard">Search all pages</span><input type="search" id="search" data-up="{up}" placeholder="Search (/)" autocomplete="off"></label>
        <div class="results"><p id="hits-note" role="status"></p><ol id="hits"></ol></div></div>
        {PageShell.Theme}
        """;

    private string Navigation(string path, string up, IReadOnlyList<PageSection> sections)
    {
        var nav = new StringBuilder("<a class=\"close\" href=\"#main\">Close the list</a>\n<ol>\n");
        void Entry(string address, string title, string inside = "") =>
            nav.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{up}{SiteAddress.Escape(address)}\"{(address == path ? " aria-current=\"page\"" : "")}>{WebUtility.HtmlEncode(title)}</a>{inside}</li>\n");
        Entry("index.html", "Home");
        Entry("playground.html", "Playground: a GRU to touch");
        foreach (var group in pages.GroupBy(p => p.Group))
        {
            nav.Append(CultureInfo.InvariantCulture, $"</ol>\n<p>{WebUtility.HtmlEncode(group.Key.Length > 0 ? GroupName(group.Key) : "Chapters")}</p>\n<ol>\n");
            foreach (var page in group)
                Entry(page.Path, page.Title, page.Path == path ? Inside(sections) : "");
        }
        nav.Append("</ol>\n<p>Library</p>\n<ol>\n");
        Entry("reference/index.html", "Reference");
        return nav.Append("</ol>\n").ToString();
    }

    private static string Inside(IReadOnlyList<PageSection> sections)
    {
        var second = sections.Where(s => s.Level == 2).ToArray();
        return second.Length == 0 ? "" : $"<ul>{string.Concat(second.Select(s => $"<li><a href=\"#{WebUtility.HtmlEncode(Uri.EscapeDataString(s.Id))}\">{WebUtility.HtmlEncode(s.Title)}</a></li>"))}</ul>";
    }

    private static string Social(string title, string description, string path, string? picture)
    {
        var head = new StringBuilder();
        void Meta(string property, string content) => head.Append(CultureInfo.InvariantCulture, $"<meta property=\"{property}\" content=\"{WebUtility.HtmlEncode(content)}\">\n");
        Meta("og:type", "article");
        Meta("og:title", title);
        if (description.Length > 0) Meta("og:description", description);
        Meta("og:url", SiteAddress.Site + SiteAddress.Escape(path));
        if (picture is not null) Meta("og:image", SiteAddress.Site + picture);
        if (picture is not null) head.Append("<meta name=\"twitter:card\" content=\"summary_large_image\">\n");
        return head.Append(CultureInfo.InvariantCulture, $"<link rel=\"canonical\" href=\"{SiteAddress.Site}{SiteAddress.Escape(path)}\">\n").ToString();
    }

    public static string GroupName(string group) => char.ToUpperInvariant(group[0]) + group[1..];
}
