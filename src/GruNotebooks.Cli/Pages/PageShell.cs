using System.Net;
using System.Text.Json;
using GruNotebooks.Charts;
using GruNotebooks.Cli.Files;
using GruNotebooks.Cli.Pictures;

namespace GruNotebooks.Cli.Pages;

/// <summary>What every page has: language, skip link, navigation, the style, the script that brings charts to life.</summary>
internal static class PageShell
{
    private const string LocalPlotly = "plotly.min.js";

    public static string Asset(string name)
    {
        using var stream = typeof(PageShell).Assembly.GetManifestResourceStream("pages/" + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <param name="title">The page's title, as text.</param>
    /// <param name="navigation">What stands beside the page.</param>
    /// <param name="main">The page.</param>
    /// <param name="assets">Folder of plotly.min.js, as the page sees it ("" for its own); null where there is none.</param>
    /// <param name="head">What else belongs into the head.</param>
    public static string Html(string title, string navigation, string main, string? assets, string head = "")
    {
        var online = new PlotlySource(PlotlyScript.Address, PlotlyScript.Integrity);
        PlotlySource[] sources = assets is null ? [online] : [new PlotlySource(assets + LocalPlotly, null), online];
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{WebUtility.HtmlEncode(title)}</title>
            <style>
            {Asset("page.css")}</style>
            {head}</head>
            <body>
            <a class="skip" href="#main">Skip to the text</a>
            <div class="frame">
            <nav aria-label="Pages">
            {navigation}</nav>
            <main id="main" tabindex="-1">
            {main}</main>
            </div>
            <script type="application/json" id="plotly-sources">{PlotHtml.InScript(JsonSerializer.Serialize(sources, JsonSerializerOptions.Web))}</script>
            <script>
            {Asset("page.js")}</script>
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    /// <summary>Puts plotly.js beside a page where npm has installed it, so that charts work offline.</summary>
    /// <returns>Whether it is there.</returns>
    public static bool BringPlotly(string folder)
    {
        if (PlotlyFile.InNodeModules(Repository.Root) is not { } installed) return false;
        var target = Path.Combine(folder, LocalPlotly);
        if (!File.Exists(target) || new FileInfo(target).Length != new FileInfo(installed).Length) File.Copy(installed, target, overwrite: true);
        return true;
    }

    private sealed record PlotlySource(string Src, string? Integrity);
}
