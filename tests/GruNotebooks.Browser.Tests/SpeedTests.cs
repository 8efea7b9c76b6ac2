using System.Collections.Concurrent;
using System.Globalization;
using GruNotebooks.Cli.Pages;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace GruNotebooks.Browser.Tests;

/// <summary>What a reader downloads and how long a reader waits, from a server on this machine. The bounds are wide: they catch a page ten times as heavy, not a slow machine.</summary>
[Collection(SiteCollection.Name)]
public sealed class SpeedTests(WholeSite site, ITestOutputHelper output)
{
    private const int Repeats = 5;

    [BrowserTheory]
    [InlineData("index.html", 1000)]
    [InlineData("04-gru-gates.html", 2500)]
    [InlineData("playground.html", 1000)]
    public async Task A_page_without_Plotly_is_light(string path, int mostKilobytes)
    {
        var asked = new ConcurrentBag<string>();
        var (page, errors) = await site.OpenAsync("about:blank");
        page.Request += (_, request) => { if (request.Url.StartsWith(site.Served, StringComparison.Ordinal)) asked.Add(request.Url[site.Served.Length..].Split('#', '?')[0]); };
        await page.GotoAsync(site.Served + path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await page.Context.CloseAsync();
        var total = asked.Distinct().Where(file => file != PageFiles.LocalPlotly).Sum(file => new FileInfo(Path.Combine(site.Folder, file)).Length);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {total / 1000.0:0} kB without plotly.js, uncompressed, before scrolling"));
        Assert.Empty(errors);
        Assert.InRange(total, 10_000, mostKilobytes * 1000L);
    }

    [BrowserFact]
    public async Task The_first_chart_lives_soon() => await MedianAsync("04-gru-gates.html", "its first chart drawn, scrolled to at once",
        "(document.querySelector('figure.chart')?.scrollIntoView(), document.querySelector('figure.chart .plot svg.main-svg'))");

    [BrowserFact]
    public async Task The_playground_answers_soon() => await MedianAsync("playground.html", "its step slider moved and the text beside it changed", """
        (() => {
          if (document.documentElement.dataset.playground !== 'ready') return false;
          const step = document.getElementById('step'), shown = document.getElementById('step-value');
          if (window.shownBefore === undefined) {
            window.shownBefore = shown.textContent;
            step.value = step.value === '1' ? '2' : '1';
            step.dispatchEvent(new Event('input', { bubbles: true }));
          }
          return shown.textContent !== window.shownBefore;
        })()
        """);

    /// <summary>Asks at every frame of a browser that has nothing in its cache; the bound is ten seconds.</summary>
    private async Task MedianAsync(string path, string what, string happened)
    {
        var times = new List<double>();
        for (var k = 0; k < Repeats; k++)
        {
            var (page, errors) = await site.OpenAsync("about:blank");
            await page.AddInitScriptAsync($"(() => {{ const look = () => {{ if ({happened}) window.happenedAt = performance.now(); else requestAnimationFrame(look); }}; requestAnimationFrame(look); }})()");
            await page.GotoAsync(site.Served + path);
            times.Add(await (await page.WaitForFunctionAsync("() => window.happenedAt")).JsonValueAsync<double>());
            Assert.Empty(errors);
            await page.Context.CloseAsync();
        }
        times.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {what}: {times[Repeats / 2]:0} ms, median of {Repeats} ({times[0]:0} to {times[^1]:0})"));
        Assert.InRange(times[Repeats / 2], 1, 10_000);
    }
}
