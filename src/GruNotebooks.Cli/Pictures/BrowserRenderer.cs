using GruNotebooks.Cli.Files;
using Microsoft.Playwright;

namespace GruNotebooks.Cli.Pictures;

/// <summary>plotly.js in a headless browser. The browser starts with the first picture and serves the whole run; figures are drawn one after the other.</summary>
internal sealed class BrowserRenderer(string browserPath) : IChartRenderer
{
    /// <summary>Pixels of the picture for each CSS pixel: sharp on a dense screen, still small.</summary>
    private const double Scale = 1.5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static readonly string[] Flags =
        ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--font-render-hinting=none", "--force-color-profile=srgb"];

    private const string Draw = """
        async ({ json, width, height, scale }) => {
          const figure = JSON.parse(json), layout = figure.layout || {};
          const size = { width: layout.width || width, height: layout.height || height };
          const url = await Plotly.toImage({ data: figure.data, layout: layout, config: { staticPlot: true } }, { format: 'png', scale, ...size });
          return url.slice(url.indexOf(',') + 1);
        }
        """;

    private readonly SemaphoreSlim one = new(1);
    private IPlaywright? playwright;
    private IBrowser? browser;
    private IPage? page;

    public string? WhyNone { get; private set; }

    public async Task<byte[]?> DrawAsync(string plotlyJson, int width, int height, CancellationToken cancel)
    {
        await one.WaitAsync(cancel);
        try
        {
            page ??= WhyNone is null ? await OpenAsync(cancel) : null;
            if (page is null) return null;
            var base64 = await page.EvaluateAsync<string>(Draw, new { json = plotlyJson, width, height, scale = Scale }).WaitAsync(Patience, cancel);
            return PalettePng.Smaller(Convert.FromBase64String(base64));
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            // A figure that plotly.js refuses must not cost the run its other pictures; the next figure gets a fresh browser.
            await CloseAsync();
            return null;
        }
        finally
        {
            one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        playwright?.Dispose();
        one.Dispose();
    }

    private async Task<IPage?> OpenAsync(CancellationToken cancel)
    {
        if (await PlotlyFile.ReadAsync(Repository.Root, PlotlyFile.UserCache(), cancel) is not { } script)
        {
            WhyNone = "no plotly.js to draw pictures with: run `npm install` in the repository's folder, or connect to the network once";
            return null;
        }
        try
        {
            playwright ??= await Playwright.CreateAsync();
            browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = browserPath, Headless = true, Args = Flags, Timeout = (float)Patience.TotalMilliseconds });
            var opened = await browser.NewPageAsync();
            await opened.AddScriptTagAsync(new() { Content = script });
            return opened;
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            WhyNone = $"{browserPath} does not start to draw pictures ({e.Message.ReplaceLineEndings("\n").Split('\n')[0].Trim()}); set {InstalledBrowser.Variable} to another browser";
            await CloseAsync();
            return null;
        }
    }

    private async Task CloseAsync()
    {
        if (browser is not null) await browser.CloseAsync();
        (browser, page) = (null, null);
    }
}
