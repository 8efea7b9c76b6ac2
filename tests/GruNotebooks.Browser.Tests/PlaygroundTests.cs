using Microsoft.Playwright;

namespace GruNotebooks.Browser.Tests;

/// <summary>The playground by mouse, by keys, by touch, on a phone, on paper, in silence.</summary>
[Collection(SiteCollection.Name)]
public sealed class PlaygroundTests(WholeSite site)
{
    private const string Ready = "() => document.documentElement.dataset.playground === 'ready'";

    [BrowserFact]
    public async Task A_weight_moves_by_keys_and_the_numbers_follow()
    {
        var page = await OpenAsync();
        var z = page.Locator("[data-numbers='1']");
        var before = await z.TextContentAsync();
        await page.GetByLabel("update gate z: b, bias").FocusAsync();
        for (var k = 0; k < 10; k++) await page.Keyboard.PressAsync("ArrowLeft");
        Assert.NotEqual(before, await z.TextContentAsync());
        // The bias is now 3, the input 0.5: σ(−8 · 0.5 + 3) = σ(−1) = 0.2689.
        Assert.EndsWith("= 0.2689", await z.TextContentAsync(), StringComparison.Ordinal);
        Assert.Contains("keeps 27 %", await page.Locator("#cell-words").TextContentAsync(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task An_equation_lights_its_part_of_the_drawing_and_the_drawing_its_equation()
    {
        var page = await OpenAsync();
        await page.Locator(".eq[data-eq='2']").FocusAsync();
        Assert.True(await Lit(page, ".part[data-eq='2']"));
        Assert.False(await Lit(page, ".part[data-eq='1']"));
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#preset").FocusAsync();
        Assert.True(await Lit(page, ".part[data-eq='2']"), "Enter keeps the light.");
        await page.Keyboard.PressAsync("Escape");
        Assert.False(await Lit(page, ".part[data-eq='2']"));
        await page.Locator(".part .gate-z").HoverAsync();
        Assert.True(await Lit(page, ".eq[data-eq='1']"));
        await page.Locator("#paths tr[data-path='update']").HoverAsync();
        Assert.True(await Lit(page, ".part[data-eq='1']"));
        Assert.False(await Lit(page, ".part[data-eq='2']"));
    }

    [BrowserFact]
    public async Task Steps_go_forward_and_the_gradient_goes_back()
    {
        var page = await OpenAsync();
        await page.Locator("#first").ClickAsync();
        await page.Locator("#after").ClickAsync();
        Assert.Equal("2 of 24", await page.Locator("#step-value").TextContentAsync());
        await page.GetByLabel("gradient, back").CheckAsync();
        Assert.Equal("24 of 24", await page.Locator("#step-value").TextContentAsync());
        Assert.Contains("arrives as 1.000", await page.Locator("#cell-words").TextContentAsync(), StringComparison.Ordinal);
        await page.Locator("#before").ClickAsync();
        Assert.Equal("23 of 24", await page.Locator("#step-value").TextContentAsync());
        // What leaves step 24 is what arrives at step 23.
        var shares = await page.EvaluateAsync<double[]>("[playground.cell.flow[23][0], Object.values(playground.cell.flowByPath).reduce((s, v) => s + v[0], 0), playground.cell.flow[22][0]]");
        Assert.Equal(shares[1], shares[2], 1e-12);
        Assert.True(shares[0] > 0.9);
    }

    [BrowserFact]
    public async Task Playing_stops_at_the_end()
    {
        var page = await OpenAsync();
        await page.Locator("#step").FillAsync("23");
        await page.Locator("#play").ClickAsync();
        await Assertions.Expect(page.Locator("#step-value")).ToHaveTextAsync("24 of 24");
        await Assertions.Expect(page.Locator("#play")).ToHaveAttributeAsync("aria-pressed", "false");
    }

    [BrowserTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_input_is_drawn_with_a_mouse_or_a_finger(bool touch)
    {
        var page = await OpenAsync(new() { HasTouch = touch, IsMobile = touch, ViewportSize = new() { Width = touch ? 390 : 1280, Height = 900 } });
        var lane = page.Locator("#lanes .drawable");
        await lane.ScrollIntoViewIfNeededAsync();
        var box = (await lane.BoundingBoxAsync())!;
        var (x, top, bottom) = (box.X + (box.Width * 10.5f / 24), box.Y + 2, box.Y + box.Height - 2);
        if (touch)
        {
            await page.Touchscreen.TapAsync(x, top);
        }
        else
        {
            await page.Mouse.MoveAsync(x, bottom);
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(x, top);
            await page.Mouse.UpAsync();
        }
        Assert.True(await page.EvaluateAsync<double>("playground.cell.xs[10]") > 0.8);
        Assert.Equal("11 of 24", await page.Locator("#step-value").TextContentAsync());
        Assert.Equal("drawn", await page.Locator("#pattern").InputValueAsync());
    }

    [BrowserFact]
    public async Task Two_units_have_four_numbers_a_path()
    {
        var page = await OpenAsync();
        await page.Locator("input[name=units][value='2']").CheckAsync();
        Assert.Equal(6, await page.Locator("#paths tr[data-path='carry'] > *").CountAsync());
        Assert.Equal(24, await page.Locator("#weights input").CountAsync());
        await page.Locator("#hold-z").CheckAsync();
        Assert.Contains("held at 0.50", await page.Locator("[data-numbers='1']").TextContentAsync(), StringComparison.Ordinal);
        var update = await page.Locator("#paths tr[data-path='update'] td").AllTextContentsAsync();
        Assert.All(update.Take(4), text => Assert.Equal("0.0000", text));
    }

    [BrowserFact]
    public async Task Every_behaviour_of_the_list_does_what_it_says()
    {
        var page = await OpenAsync();
        async Task<double[]> StatesAsync(string name)
        {
            await page.Locator("#preset").SelectOptionAsync(new SelectOptionValue { Label = name });
            return await page.EvaluateAsync<double[]>("playground.cell.steps.map(s => s.h[0])");
        }

        var keeper = await StatesAsync("memory keeper");
        Assert.True(keeper[2] > 0.9 && keeper[13] > 0.7, "A positive pulse is kept and a negative one not let in.");
        var sentence = await StatesAsync("a new sentence begins");
        Assert.Equal(Math.Tanh(-0.8), sentence[13], 0.02);
        var fading = await StatesAsync("fading memory");
        Assert.Equal(0.5, fading[2 + 7] / fading[2], 0.03);
        var latch = await StatesAsync("latch that holds itself");
        Assert.True(latch[10] > 0.9 && latch[16] < -0.9);
        var circle = await StatesAsync("a circle (two units)");
        Assert.True(circle[10..].Max() > 0.3 && circle[10..].Min() < -0.3);
        var fast = await StatesAsync("one fast, one slow (two units)");
        Assert.True(fast.Max() > 2 * await page.EvaluateAsync<double>("Math.max(...playground.cell.steps.map(s => s.h[1]))"));
        await StatesAsync("one opens the other (two units)");
        var gate = await page.EvaluateAsync<double[]>("playground.cell.steps.map(s => s.z[1])");
        Assert.True(gate[1] > 0.9 && gate[12] < 0.2);
    }

    [BrowserFact]
    public async Task A_held_gate_changes_what_the_trained_network_expects()
    {
        var page = await OpenAsync();
        await page.Locator("#typed").FillAsync("The gate keé");
        Assert.Contains("é", await page.Locator("#typed-note").TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal("The gate ke", await page.Locator("#typed").InputValueAsync());
        var before = await page.Locator("#prediction tbody").TextContentAsync();
        Assert.StartsWith("No gate is held", await page.Locator("#hold-words").TextContentAsync(), StringComparison.Ordinal);
        await page.Locator("#hold-all-units").CheckAsync();
        await page.Locator("#hold-text-z").FocusAsync();
        await page.Keyboard.PressAsync("End");
        Assert.NotEqual(before, await page.Locator("#prediction tbody").TextContentAsync());
        Assert.StartsWith("One grip", await page.Locator("#hold-words").TextContentAsync(), StringComparison.Ordinal);
        // With every update gate at 1 the last letter is not read at all.
        Assert.True(await page.EvaluateAsync<bool>("(s => s.at(-1).h.every((v, j) => v === s.at(-2).h[j]))(playground.text.steps)"));
        await page.Locator("#let-go").ClickAsync();
        Assert.Equal(before, await page.Locator("#prediction tbody").TextContentAsync());
        await page.Locator("#write-on").ClickAsync();
        Assert.Equal("The gate ke".Length + 40, (await page.Locator("#typed").InputValueAsync()).Length);
    }

    [BrowserFact]
    public async Task Arrow_keys_walk_over_the_map()
    {
        var page = await OpenAsync();
        await page.Locator("#map-box").FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal("15: e", await page.Locator("#letter-value").TextContentAsync());
        Assert.Contains("Letter 15, “e”", await page.Locator("#map-words").TextContentAsync(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Every_control_has_a_name_and_is_reached_by_Tab()
    {
        var page = await OpenAsync();
        var nameless = await page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('main input, main select, main button')].filter(e => !e.ariaLabel && !(e.labels && e.labels.length) && !e.textContent.trim()).map(e => e.outerHTML)
            """);
        Assert.Empty(nameless);
        var reached = new HashSet<string>();
        for (var k = 0; k < 130; k++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string>("document.activeElement.id"));
        }
        Assert.Superset(new HashSet<string> { "preset", "play", "step", "pattern", "x-now", "hold-z", "typed", "map-box", "letter", "hold-text-z", "let-go" }, reached);
    }

    [BrowserFact]
    public async Task It_prints_and_respects_reduced_motion()
    {
        var page = await OpenAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await page.GetByLabel("gradient, back").CheckAsync();
        Assert.Equal("none", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.wires [data-flow]')).animationName"));
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await page.Locator(".top").IsVisibleAsync());
        Assert.True(await page.Locator("#cell-drawing").IsVisibleAsync());
        Assert.True(await page.Locator("#equations").IsVisibleAsync());
        Assert.True(await page.Locator("#map").IsVisibleAsync());
    }

    [BrowserTheory]
    [InlineData(390)]
    [InlineData(768)]
    [InlineData(1280)]
    public async Task Nothing_is_wider_than_the_window_and_no_text_is_tiny(int width)
    {
        var page = await OpenAsync(new() { ViewportSize = new() { Width = width, Height = 800 } });
        await page.Locator("input[name=units][value='2']").CheckAsync();
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
        var smallest = await page.EvaluateAsync<double>("""
            Math.min(...[...document.querySelectorAll('#cell-drawing text')].map(t => parseFloat(getComputedStyle(t).fontSize) * document.getElementById('cell-drawing').getBoundingClientRect().width / 760),
              ...[...document.querySelectorAll('main *')].filter(e => !e.closest('svg') && e.offsetParent && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())).map(e => parseFloat(getComputedStyle(e).fontSize)))
            """);
        Assert.True(smallest >= 11, $"{smallest} px");
    }

    private async Task<IPage> OpenAsync(BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.Offline = true;
        var (page, errors) = await site.OpenAsync(site.File("playground.html"), options);
        await page.WaitForFunctionAsync(Ready);
        Assert.Empty(errors);
        return page;
    }

    private static async Task<bool> Lit(IPage page, string selector) => await page.Locator(selector).First.EvaluateAsync<bool>("e => e.classList.contains('lit')");
}
