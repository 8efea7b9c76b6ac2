using System.Collections.Concurrent;
using System.Text.Json;
using GruNotebooks.Cli.Files;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace GruNotebooks.Browser.Tests;

/// <summary>axe-core with charts drawn: every page of the site on a phone in the dark, one page of each kind on a desk in the light.</summary>
[Collection(SiteCollection.Name)]
public sealed class AccessibilityTests(WholeSite site, ITestOutputHelper output)
{
    /// <summary>Pages looked at side by side: more would wait for each other.</summary>
    private const int AtOnce = 2;

    /// <summary>Walks down the page, so that every chart is drawn as a reader would see it.</summary>
    private const string DrawCharts = """
        async () => {
          for (const figure of document.querySelectorAll('figure.chart')) {
            const fold = figure.closest('details');
            if (fold) fold.open = true;
            figure.scrollIntoView();
            for (let wait = 0; !figure.querySelector('.plot svg'); wait++) {
              if (wait > 400) throw new Error('not drawn: ' + figure.dataset.alt);
              await new Promise((done) => setTimeout(done, 50));
            }
          }
        }
        """;

    private static string Axe => File.ReadAllText(Path.Combine(Repository.Root!, "node_modules", "axe-core", "axe.min.js"));

    [BrowserFact]
    public async Task No_page_has_a_serious_finding_on_a_phone_in_the_dark()
    {
        var paths = site.Pages;
        Assert.True(paths.Count > 40, $"{paths.Count} pages");
        await ExamineAsync(paths, 390, ColorScheme.Dark);
    }

    [BrowserFact]
    public Task No_kind_of_page_has_a_serious_finding_on_a_desk_in_the_light() => ExamineAsync(WholeSite.OneOfEachKind, 1280, ColorScheme.Light);

    private async Task ExamineAsync(IReadOnlyList<string> paths, int width, ColorScheme scheme)
    {
        var (axe, findings, bySeverity) = (Axe, new ConcurrentBag<string>(), new ConcurrentDictionary<string, int>());
        await using var context = await site.Browser.NewContextAsync(new() { Offline = true, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = width, Height = 900 } });
        await Parallel.ForEachAsync(paths, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (path, _) =>
        {
            var page = await context.NewPageAsync();
            await page.GotoAsync(site.File(path));
            await page.EvaluateAsync(DrawCharts);
            await page.EvaluateAsync(axe);
            var json = await page.EvaluateAsync<string>("axe.run(document, { resultTypes: ['violations'] }).then(r => JSON.stringify(r.violations.map(v => ({ id: v.id, impact: v.impact, nodes: v.nodes.map(n => n.html.slice(0, 200)) }))))");
            using var violations = JsonDocument.Parse(json);
            foreach (var violation in violations.RootElement.EnumerateArray())
            {
                var (id, impact) = (violation.GetProperty("id").GetString()!, violation.GetProperty("impact").GetString() ?? "minor");
                var nodes = violation.GetProperty("nodes");
                bySeverity.AddOrUpdate(impact, nodes.GetArrayLength(), (_, n) => n + nodes.GetArrayLength());
                if (impact is "serious" or "critical") findings.Add($"{path}: {id} ({impact}), {nodes.GetArrayLength()} times, first {nodes[0].GetString()}");
                else output.WriteLine($"{path}: {id} ({impact}), {nodes.GetArrayLength()} times");
            }
            await page.CloseAsync();
        });
        var count = bySeverity.IsEmpty ? "no finding" : string.Join(", ", bySeverity.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Value} {p.Key}"));
        output.WriteLine($"axe-core at {width} pixels, {scheme}: {count} on {paths.Count} pages.");
        Assert.True(findings.IsEmpty, $"{count} on {paths.Count} pages:\n{string.Join('\n', findings.Order(StringComparer.Ordinal))}");
    }
}
