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
    public async Task ThePinnedScriptPassesItsHashAndDrawsEveryCopyOnce()
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
    public async Task OfflineTheFindingAndItsNumbersStandThere()
    {
        await using var context = await open.Browser.NewContextAsync(new() { Offline = true });
        var page = await context.NewPageAsync();
        await page.SetContentAsync(Page);
        Assert.Equal(Alt, await page.Locator("figcaption > p").First.TextContentAsync());
        Assert.True(await page.Locator("figcaption > p").First.IsVisibleAsync());
        await page.Locator("summary").First.ClickAsync();
        Assert.True(await page.GetByText("0.01000").First.IsVisibleAsync());
    }
}
