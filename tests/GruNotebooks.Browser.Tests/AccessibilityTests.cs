using System.Text.Json;
using GruNotebooks.Cli.Files;
using Microsoft.Playwright;

namespace GruNotebooks.Browser.Tests;

/// <summary>axe-core on every page of the site, charts drawn, on a phone and on a desk, light and dark.</summary>
[Collection(SiteCollection.Name)]
public sealed class AccessibilityTests(WholeSite site)
{
    private static string Axe => File.ReadAllText(Path.Combine(Repository.Root!, "node_modules", "axe-core", "axe.min.js"));

    [BrowserTheory]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task NoPageHasASeriousFinding(int width, ColorScheme scheme)
    {
        var paths = Directory.EnumerateFiles(site.Folder, "*.html", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(site.Folder, p).Replace('\\', '/')).Order(StringComparer.Ordinal).ToArray();
        var findings = new List<string>();
        var bySeverity = new Dictionary<string, int>();
        await using var context = await site.Browser.NewContextAsync(new() { Offline = true, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = width, Height = 900 } });
        foreach (var path in paths)
        {
            var page = await context.NewPageAsync();
            await page.GotoAsync(site.File(path));
            await DrawChartsAsync(page);
            await page.EvaluateAsync(Axe);
            var json = await page.EvaluateAsync<string>("axe.run(document, { resultTypes: ['violations'] }).then(r => JSON.stringify(r.violations.map(v => ({ id: v.id, impact: v.impact, nodes: v.nodes.map(n => n.html.slice(0, 200)) }))))");
            foreach (var violation in JsonDocument.Parse(json).RootElement.EnumerateArray())
            {
                var (id, impact) = (violation.GetProperty("id").GetString()!, violation.GetProperty("impact").GetString() ?? "minor");
                bySeverity[impact] = bySeverity.GetValueOrDefault(impact) + violation.GetProperty("nodes").GetArrayLength();
                if (impact is "serious" or "critical") findings.Add($"{path}: {id} ({impact}), {violation.GetProperty("nodes").GetArrayLength()} times, first {violation.GetProperty("nodes")[0].GetString()}");
            }
            await page.CloseAsync();
        }
        Assert.True(paths.Length > 40, $"{paths.Length} pages");
        Assert.True(findings.Count == 0, $"{string.Join(", ", bySeverity.Select(p => $"{p.Value} {p.Key}"))} on {paths.Length} pages:\n{string.Join('\n', findings)}");
    }

    /// <summary>Walks down the page, so that every chart is drawn as a reader would see it.</summary>
    private static async Task DrawChartsAsync(IPage page)
    {
        await page.EvaluateAsync("document.querySelectorAll('figure.chart').forEach(f => { const fold = f.closest('details'); if (fold) fold.open = true; })");
        for (var k = 0; k < await page.Locator("figure.chart").CountAsync(); k++)
        {
            await page.Locator("figure.chart").Nth(k).ScrollIntoViewIfNeededAsync();
            await Assertions.Expect(page.Locator("figure.chart").Nth(k).Locator(".plot svg").First).ToBeAttachedAsync(new() { Timeout = 20000 });
        }
    }
}
