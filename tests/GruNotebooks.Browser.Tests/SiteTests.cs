using Microsoft.Playwright;

namespace GruNotebooks.Browser.Tests;

/// <summary>The site from files and from a server below a path: formulas, search, theme, the folded list of pages, widths, no scripts, nobody shut out.</summary>
[Collection(SiteCollection.Name)]
public sealed class SiteTests(WholeSite site)
{
    public static TheoryData<string, int> KindsByWidth
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var path in WholeSite.OneOfEachKind)
                foreach (var width in (int[])[390, 768, 1280]) data.Add(path, width);
            return data;
        }
    }

    [BrowserFact]
    public async Task Formulas_are_set_without_scripts_and_offline_and_keys_reach_the_text()
    {
        var (page, _) = await site.OpenAsync(site.File("04-gru-gates.html"), new() { Offline = true, JavaScriptEnabled = false });
        Assert.True(await page.Locator(".math .katex-html").First.IsVisibleAsync());
        Assert.True(await page.Locator(".math math").CountAsync() > 5);
        Assert.True(await page.Locator("figure.chart img").First.IsVisibleAsync());
        Assert.False(await page.Locator("#search").IsVisibleAsync());
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.Locator("a.skip:focus").IsVisibleAsync());
    }

    [BrowserTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Search_finds_headings_and_types_from_any_page(bool served)
    {
        var (page, errors) = await site.OpenAsync(served ? site.Served + "exercises/04-gru-gates.html" : site.File("exercises/04-gru-gates.html"));
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("half-life");
        await Assertions.Expect(page.Locator("#hits a").First).ToBeVisibleAsync();
        await page.Locator("#search").FillAsync("GruCell");
        await Assertions.Expect(page.Locator("#hits a").First).ToHaveTextAsync("GruCell");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/reference/GruNotebooks.Cells.html#GruCell");
        Assert.True(await page.Locator("#GruCell").IsVisibleAsync());
        await page.Locator("#search").FillAsync("qqqqqqqq");
        await Assertions.Expect(page.Locator("#hits-note")).ToContainTextAsync("Nothing found");
        Assert.Empty(errors);
    }

    [BrowserFact]
    public async Task A_chosen_theme_holds_on_the_next_page()
    {
        var (page, _) = await site.OpenAsync(site.Served + "index.html", new() { ColorScheme = ColorScheme.Light });
        Task<string> Background() => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        var light = await Background();
        await page.Locator("#theme").SelectOptionAsync("dark");
        var dark = await Background();
        Assert.NotEqual(light, dark);
        await page.GotoAsync(site.Served + "playground.html");
        Assert.Equal(dark, await Background());
        await page.Locator("#theme").SelectOptionAsync("system");
        Assert.Equal(light, await Background());
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Equal(dark, await Background());
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task On_a_phone_the_list_of_pages_is_folded_and_opens(bool scripts)
    {
        var (page, _) = await site.OpenAsync(site.File("04-gru-gates.html"), new() { JavaScriptEnabled = scripts, ViewportSize = new() { Width = 390, Height = 800 } });
        Assert.False(await page.Locator("#pages ol").First.IsVisibleAsync());
        await page.GetByText("Pages", new() { Exact = true }).ClickAsync();
        Assert.True(await page.Locator("#pages ol").First.IsVisibleAsync());
        await page.GetByText("Close the list").ClickAsync();
        Assert.False(await page.Locator("#pages ol").First.IsVisibleAsync());
    }

    [BrowserFact]
    public async Task Listings_copy()
    {
        var (page, _) = await site.OpenAsync(site.Served + "04-gru-gates.html");
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var code = page.Locator(".cell:not(details *) pre code").First;
        await page.Locator(".cell:not(details *) .copy").First.ClickAsync();
        Assert.Equal(await code.TextContentAsync(), await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }

    [BrowserTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Charts_come_to_life_without_any_other_machine_and_nothing_is_refused(bool served)
    {
        var (page, errors) = await site.OpenAsync(served ? site.Served + "04-gru-gates.html" : site.File("04-gru-gates.html"));
        var others = new List<string>();
        page.Request += (_, request) => { if (request.Url.StartsWith("http", StringComparison.Ordinal) && !request.Url.StartsWith(site.Served, StringComparison.Ordinal)) others.Add(request.Url); };
        await page.Locator("figure.chart").First.ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(page.Locator("figure.chart .plot svg").First).ToBeVisibleAsync();
        Assert.Empty(errors);
        Assert.Empty(others);
    }

    [BrowserTheory]
    [MemberData(nameof(KindsByWidth))]
    public async Task Nothing_is_wider_than_the_window(string path, int width)
    {
        var (page, errors) = await site.OpenAsync(site.File(path), new() { Offline = true, ViewportSize = new() { Width = width, Height = 800 } });
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, path);
        Assert.Empty(errors);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task The_moving_picture_stands_still_where_that_is_wished()
    {
        const string Motion = "getComputedStyle(document.querySelector('.hero .ball')).animationName";
        var (page, _) = await site.OpenAsync(site.File("index.html"));
        Assert.Equal("pass", await page.EvaluateAsync<string>(Motion));
        await page.Locator("#still").CheckAsync();
        Assert.Equal("none", await page.EvaluateAsync<string>(Motion));
        (page, _) = await site.OpenAsync(site.File("index.html"), new() { ReducedMotion = ReducedMotion.Reduce });
        Assert.Equal("none", await page.EvaluateAsync<string>(Motion));
    }
}
