using System.Text.Json;
using GruNotebooks.Cli.Pictures;
using Microsoft.Playwright;

namespace GruNotebooks.Cli.Pages.Site;

/// <summary>Sets formulas with KaTeX in a browser while the site is made, so that its pages need no script to show them.</summary>
internal static class FormulaRenderer
{
    private const string Render = """
        (formulas) => JSON.parse(formulas).map(f => {
          try { return katex.renderToString(f.tex, { displayMode: f.displayed, throwOnError: false }); } catch { return null; }
        })
        """;

    /// <returns>HTML with MathML for each formula; empty where there is no browser or no KaTeX, and pages set formulas themselves.</returns>
    public static async Task<IReadOnlyDictionary<Formula, string>> SetAsync(IReadOnlyCollection<Formula> formulas, string? katexFolder)
    {
        var none = new Dictionary<Formula, string>();
        if (formulas.Count == 0 || katexFolder is null || InstalledBrowser.Find() is not { } path) return none;
        try
        {
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = BrowserRenderer.Flags });
            var page = await browser.NewPageAsync();
            await page.AddScriptTagAsync(new() { Content = await File.ReadAllTextAsync(Path.Combine(katexFolder, "katex.min.js")) });
            Formula[] all = [.. formulas.Distinct()];
            var html = await page.EvaluateAsync<string?[]>(Render, JsonSerializer.Serialize(all, JsonSerializerOptions.Web));
            // One that KaTeX cannot bear, nested too deeply, stands as it was written.
            return all.Zip(html).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First, pair => pair.Second!);
        }
        catch (PlaywrightException)
        {
            return none;
        }
    }
}
