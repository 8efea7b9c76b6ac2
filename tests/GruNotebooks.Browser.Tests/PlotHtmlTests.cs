using GruNotebooks.Charts;
using GruNotebooks.Cli.Files;
using GruNotebooks.Cli.Pictures;
using GruNotebooks.Layers;
using Microsoft.Playwright;

namespace GruNotebooks.Browser.Tests;

public sealed class PlotHtmlTests(OpenBrowser open) : IClassFixture<OpenBrowser>
{
    private const string Alt = "The GRU's loss falls to a hundredth in two steps of training.";

    private static readonly string Page = "<!doctype html><title>Charts</title><h1>Charts</h1>"
        + string.Concat(Enumerable.Repeat(Plot.New("Loss").X("step").Y("loss", log: true).Model(CellKind.Gru, [1, 0.1, 0.01]).Alt(Alt).ToHtml(), 2));

    [BrowserFact]
    public async Task The_pinned_script_passes_its_hash_and_draws_every_copy_once()
    {
        await using var context = await open.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var asked = 0;
        await page.RouteAsync(PlotlyScript.Address, route =>
        {
            asked++;
            return route.FulfillAsync(new() { Path = PlotlyFile.InNodeModules(Repository.Root), ContentType = "text/javascript", Headers = [new("Access-Control-Allow-Origin", "*")] });
        });
        await page.SetContentAsync(Page);
        await Assertions.Expect(page.Locator(".gru-plot .main-svg .scatterlayer path.js-line")).ToHaveCountAsync(2);
        Assert.Equal(1, asked);
        Assert.Equal(Alt, await page.Locator("[role=img]").First.GetAttributeAsync("aria-label"));
        Assert.False(await page.Locator("figcaption > p").First.IsVisibleAsync());
    }

    [BrowserFact]
    public async Task Offline_the_finding_and_its_numbers_stand_there()
    {
        await using var context = await open.Browser.NewContextAsync(new() { Offline = true });
        var page = await context.NewPageAsync();
        await page.SetContentAsync(Page);
        Assert.Equal(Alt, await page.Locator("figcaption > p").First.TextContentAsync());
        Assert.True(await page.Locator("figcaption > p").First.IsVisibleAsync());
        await page.Locator("summary").First.ClickAsync();
        Assert.True(await page.GetByText("0.01000").First.IsVisibleAsync());
    }

    [BrowserFact]
    public async Task On_a_phone_every_kind_of_chart_keeps_its_texts_inside_and_readable()
    {
        await using var context = await open.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 390, Height = 800 } });
        var page = await context.NewPageAsync();
        await page.RouteAsync(PlotlyScript.Address, route =>
            route.FulfillAsync(new() { Path = PlotlyFile.InNodeModules(Repository.Root), ContentType = "text/javascript", Headers = [new("Access-Control-Allow-Origin", "*")] }));
        (string Name, Plot Plot)[] kinds = [.. ChartKinds.All()];
        await page.SetContentAsync("<!doctype html><body style=\"margin:0\">" + string.Concat(kinds.Select(kind => kind.Plot.ToHtml())));
        await Assertions.Expect(page.Locator(".js-plotly-plot .main-svg .bglayer")).ToHaveCountAsync(kinds.Length);
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        var outside = await page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('.js-plotly-plot text')].filter(text => {
                const box = text.getBoundingClientRect(), size = parseFloat(getComputedStyle(text).fontSize);
                const place = text.closest('[role=img]'), scrolls = place.scrollWidth > place.clientWidth;
                return box.width > 0 && (!scrolls && (box.left < -1 || box.right > 391) || size < 11);
            }).map(text => text.textContent)
            """);
        Assert.Empty(outside);
        var unread = await page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('.js-plotly-plot')].flatMap(chart => {
                const texts = [...chart.querySelectorAll('.annotation-text')].map(text => [text.textContent, text.getBoundingClientRect()]);
                const covered = texts.flatMap(([a, r], i) => texts.slice(0, i).filter(([, s]) => r.left < s.right - 2 && s.left < r.right - 2 && r.top < s.bottom - 4 && s.top < r.bottom - 4).map(([b]) => a + ' covers ' + b));
                const lone = [...chart.querySelectorAll('.xaxislayer-above')].filter(axis => axis.querySelectorAll('.xtick').length === 1).map(axis => 'one tick alone: ' + axis.textContent);
                const turned = [...chart.querySelectorAll('.xtick text')].filter(tick => tick.textContent.length === 1 && /rotate\((?!0,)/.test(tick.getAttribute('transform') ?? '')).map(tick => 'a letter on its side: ' + tick.textContent);
                return [...covered, ...lone, ...turned];
            })
            """);
        Assert.Empty(unread);
    }
}
