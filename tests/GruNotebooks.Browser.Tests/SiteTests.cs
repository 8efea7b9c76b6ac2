using System.Text.Json.Nodes;
using GruNotebooks.Cli.Files;
using GruNotebooks.Cli.Notebooks;
using GruNotebooks.Cli.Pages.Site;

namespace GruNotebooks.Browser.Tests;

public sealed class SiteTests(OpenBrowser open) : IClassFixture<OpenBrowser>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [BrowserFact]
    public async Task FormulasAreSetWithoutScriptsAndOfflineAndKeysReachTheText()
    {
        var cell = new JsonObject { ["cell_type"] = "markdown", ["id"] = "m", ["metadata"] = new JsonObject(), ["source"] = "# Gates\n\n$$h' = z \\odot h \\tag{4}$$" };
        var pages = new SitePage(new Notebook(Path.GetFullPath("04.ipynb"), new JsonObject { ["cells"] = new JsonArray(cell) }), "04.ipynb");
        Assert.True(await new SiteWriter(folder, [pages], KatexFiles.Installed(Repository.Root)).WriteAsync());

        await using var context = await open.Browser.NewContextAsync(new() { Offline = true, JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(Path.Combine(folder, "04.html")).AbsoluteUri);
        Assert.True(await page.Locator(".math .katex-html").IsVisibleAsync());
        Assert.Equal(1, await page.Locator(".math math").CountAsync());
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.Locator("a.skip:focus").IsVisibleAsync());
    }
}
