using System.Text.Json.Nodes;
using GruNotebooks.Charts;
using GruNotebooks.Cli.Notebooks;
using GruNotebooks.Cli.Pages;
using GruNotebooks.Layers;
using Microsoft.Playwright;

namespace GruNotebooks.Browser.Tests;

public sealed class IndexPageTests(OpenBrowser open) : IClassFixture<OpenBrowser>, IDisposable
{
    private const string Alt = "With z at one the state never changes; with z at zero it is gone after one step.";
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [BrowserFact]
    public async Task Opened_from_a_file_its_charts_come_to_life_and_keys_move_the_slider()
    {
        await using var context = await open.Browser.NewContextAsync(new() { Offline = true });
        var page = await context.NewPageAsync();
        await page.GotoAsync(WritePage());
        await page.Locator("details.chapter > summary").ClickAsync();
        var slider = page.Locator("figure.chart input[type=range]");
        await slider.WaitForAsync();
        Assert.Equal(Alt, await page.Locator("figure.chart .plot").GetAttributeAsync("aria-label"));
        Assert.False(await page.Locator("figure.chart img").IsVisibleAsync());
        var before = await page.Locator(".scatterlayer .js-line").GetAttributeAsync("d");
        await slider.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal("1", await slider.GetAttributeAsync("aria-valuetext"));
        await page.WaitForFunctionAsync("before => document.querySelector('.scatterlayer .js-line').getAttribute('d') !== before", before);
    }

    [BrowserFact]
    public async Task Without_scripts_the_pictures_stay()
    {
        await using var context = await open.Browser.NewContextAsync(new() { Offline = true, JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await page.GotoAsync(WritePage());
        await page.Locator("details.chapter > summary").ClickAsync();
        Assert.True(await page.Locator("figure.chart img").IsVisibleAsync());
        Assert.Equal(Alt, await page.Locator("figure.chart img").GetAttributeAsync("alt"));
    }

    [BrowserFact]
    public async Task The_contents_open_a_row()
    {
        await using var context = await open.Browser.NewContextAsync(new() { Offline = true });
        var page = await context.NewPageAsync();
        await page.GotoAsync(WritePage());
        Assert.False(await page.Locator("figure.chart").IsVisibleAsync());
        await page.Locator("#pages ol a").ClickAsync();
        await Assertions.Expect(page.Locator("figure.chart .plot")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Offline_without_Plotly_the_pictures_stay()
    {
        await using var context = await open.Browser.NewContextAsync(new() { Offline = true });
        var page = await context.NewPageAsync();
        var address = WritePage();
        File.Delete(Path.Combine(folder, "plotly.min.js"));
        await page.GotoAsync(address);
        await page.Locator("details.chapter > summary").ClickAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('figure.chart').dataset.picture === 'only'");
        Assert.True(await page.Locator("figure.chart img").IsVisibleAsync());
    }

    [BrowserTheory]
    [InlineData(390)]
    [InlineData(1200)]
    public async Task Nothing_is_wider_than_the_window(int width)
    {
        await using var context = await open.Browser.NewContextAsync(new() { Offline = true, ViewportSize = new() { Width = width, Height = 800 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync(WritePage());
        await page.Locator("details.chapter > summary").ClickAsync();
        await page.Locator("figure.chart .plot svg").First.WaitForAsync();
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
    }

    private string WritePage()
    {
        var plot = Plot.New("Drag z").X("step").Y("h").Slide("z", [0, 0.5, 1], (p, z) => p.Model(CellKind.Gru, [1, z, z * z])).Alt(Alt);
        var data = new JsonObject
        {
            ["application/vnd.plotly.v1+json"] = JsonNode.Parse(plot.Json),
            ["image/png"] = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/wcAAgAB/6pNZcEAAAAASUVORK5CYII=",
        };
        var output = new JsonObject { ["output_type"] = "display_data", ["data"] = data, ["metadata"] = new JsonObject { ["image/png"] = new JsonObject { ["alt"] = Alt } } };
        var cell = new JsonObject { ["cell_type"] = "code", ["id"] = "c", ["source"] = "plot", ["metadata"] = new JsonObject(), ["outputs"] = new JsonArray(output) };
        IndexPage.Write(folder, [(new Notebook(Path.GetFullPath("04-gru-gates.ipynb"), new JsonObject { ["cells"] = new JsonArray(cell) }), Path.Combine(folder, "04-gru-gates.ipynb"))]);
        return new Uri(Path.Combine(folder, "index.html")).AbsoluteUri;
    }
}
