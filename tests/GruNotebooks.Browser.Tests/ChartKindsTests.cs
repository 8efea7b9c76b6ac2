using System.Globalization;
using GruNotebooks.Cli.Files;
using GruNotebooks.Cli.Pictures;

namespace GruNotebooks.Browser.Tests;

public sealed class ChartKindsTests(OpenBrowser open) : IClassFixture<OpenBrowser>
{
    /// <summary>plotly.js's own list of what it does not know, then every position of the slider, then texts outside of the picture.</summary>
    private const string Examine = """
        async (json) => {
          const figure = JSON.parse(json), at = document.getElementById('at'), problems = [];
          const unknown = (data, layout) => (Plotly.validate(data, layout) || []).map(p => p.msg).filter(m => !m.includes('.args['));
          problems.push(...unknown(figure.data, figure.layout));
          await Plotly.newPlot(at, figure);
          for (const frame of figure.frames || []) {
            await Plotly.animate(at, [frame.name], { mode: 'immediate', frame: { duration: 0, redraw: true }, transition: { duration: 0 } });
            problems.push(...unknown(at.data, { ...figure.layout, ...frame.layout }));
          }
          const box = at.getBoundingClientRect();
          at.querySelectorAll('text').forEach(t => {
            const r = t.getBoundingClientRect();
            if (r.width > 0 && (r.left < box.left - 1 || r.right > box.right + 1 || r.top < box.top - 1 || r.bottom > box.bottom + 1)) problems.push('outside: ' + t.textContent);
          });
          const names = [...at.querySelectorAll('.annotation-text')].map(t => [t.textContent, t.getBoundingClientRect()]);
          names.forEach(([a, r], i) => names.slice(0, i).forEach(([b, s]) => {
            if (r.left < s.right - 2 && s.left < r.right - 2 && r.top < s.bottom - 4 && s.top < r.bottom - 4) problems.push('overlap: ' + a + ' and ' + b);
          }));
          Plotly.purge(at);
          return problems;
        }
        """;

    [BrowserFact]
    public async Task Plotly_knows_every_property_and_no_text_is_cut_or_covers_another()
    {
        await using var context = await open.Browser.NewContextAsync(new() { Offline = true, ViewportSize = new() { Width = 1200, Height = 1200 } });
        var page = await context.NewPageAsync();
        await page.SetContentAsync("<div id=at></div>");
        await page.AddScriptTagAsync(new() { Path = PlotlyFile.InNodeModules(Repository.Root) });
        var problems = new List<string>();
        foreach (var (name, plot) in ChartKinds.All())
            problems.AddRange((await page.EvaluateAsync<string[]>(Examine, plot.Json)).Select(p => string.Create(CultureInfo.InvariantCulture, $"{name}: {p}")));
        Assert.True(problems.Count == 0, string.Join("\n", problems));
    }
}
