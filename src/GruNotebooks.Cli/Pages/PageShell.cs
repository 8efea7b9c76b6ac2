using System.Net;
using System.Text.Json;
using GruNotebooks.Charts;

namespace GruNotebooks.Cli.Pages;

/// <summary>A page without its frame.</summary>
/// <param name="Title">As text; the browser's tab shows it.</param>
/// <param name="Main">Its body, as HTML.</param>
internal sealed record Page(string Title, string Main)
{
    /// <summary>What stands beside it, as HTML.</summary>
    public string Navigation { get; init; } = "";

    /// <summary>What stands above it, as HTML.</summary>
    public string Bar { get; init; } = "";

    /// <summary>One sentence for search engines and for those who get the link.</summary>
    public string Description { get; init; } = "";

    /// <summary>From the page to the folder of its scripts: "" or "../".</summary>
    public string Up { get; init; } = "";

    /// <summary>Whether plotly.js is among its files; otherwise charts come from a public address, with its hash.</summary>
    public bool LocalPlotly { get; init; }

    /// <summary>What else belongs into the head, as HTML.</summary>
    public string Head { get; init; } = "";

    /// <summary>Scripts besides those that every page has.</summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];

    /// <summary>Whether it needs more room than text does.</summary>
    public bool Broad { get; init; }
}

/// <summary>What every page has: language, skip link, navigation, style, scripts from files, and a policy that lets nothing else run.</summary>
internal static class PageShell
{
    /// <summary>The files that every page loads.</summary>
    public static readonly string[] Files = ["theme.js", "page.js", "style.css", "favicon.svg"];

    /// <summary>
    /// What pages call their own parts, and what their scripts put on the window: what a notebook brings may not have these names, because scripts would take it for the real one.
    /// </summary>
    public static readonly IReadOnlySet<string> Names = new HashSet<string> { "main", "pages", "theme", "search", "hits", "hits-note", "plotly-sources", "text-network", "Plotly", "katex", "siteIndex", "siteSearch" };

    /// <summary>The choice of a theme, for the bar.</summary>
    public const string Theme = """
        <label class="needs-scripts"><span class="heard">Theme</span> <select id="theme"><option value="system">System theme</option><option value="light">Light</option><option value="dark">Dark</option></select></label>
        """;

    public static string Html(Page page)
    {
        var online = new PlotlySource(PlotlyScript.Address, PlotlyScript.Integrity);
        PlotlySource[] sources = page.LocalPlotly ? [new PlotlySource(page.Up + PageFiles.LocalPlotly, null), online] : [online];
        var title = WebUtility.HtmlEncode(page.Title);
        var description = page.Description.Length == 0 ? "" : $"<meta name=\"description\" content=\"{WebUtility.HtmlEncode(page.Description)}\">\n";
        var scripts = string.Concat(page.Scripts.Select(s => $"<script src=\"{page.Up}{s}\" defer></script>\n"));
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title>
            {description}<link rel="icon" href="{page.Up}favicon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="{page.Up}style.css">
            <script src="{page.Up}theme.js"></script>
            {page.Head}</head>
            <body>
            <a class="skip" href="#main">Skip to the text</a>
            <header class="top">
            {page.Bar}</header>
            <div class="frame">
            <nav id="pages" aria-label="Pages" tabindex="-1">
            {page.Navigation}</nav>
            <main id="main" tabindex="-1"{(page.Broad ? " class=\"broad\"" : "")}>
            {page.Main}</main>
            </div>
            <script type="application/json" id="plotly-sources">{PlotHtml.InScript(JsonSerializer.Serialize(sources, JsonSerializerOptions.Web))}</script>
            <script src="{page.Up}page.js" defer></script>
            {scripts}</body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    // Styles may be inline: plotly.js and tables of notebooks set them; they cannot run anything. Public files are named one by one: the server has everybody's.
    private const string Policy = "default-src 'none'; script-src 'self' " + PlotlyScript.Address + " " + KatexFiles.Script + "; style-src 'self' 'unsafe-inline' " + KatexFiles.Style
        + "; font-src 'self' " + KatexFiles.Fonts + "; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'";

    private sealed record PlotlySource(string Src, string? Integrity);
}
