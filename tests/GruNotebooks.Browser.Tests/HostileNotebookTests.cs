using System.Text.Json.Nodes;
using GruNotebooks.Charts;
using GruNotebooks.Cli.Notebooks;
using GruNotebooks.Cli.Pages.Site;

namespace GruNotebooks.Browser.Tests;

/// <summary>Pages of notebooks that want to run something on them, in a browser in which it would show.</summary>
public sealed class HostileNotebookTests(OpenBrowser open) : IClassFixture<OpenBrowser>, IDisposable
{
    private const string Theirs = "https://cdn.jsdelivr.net/npm/theirs@1.0.0/theirs.js";
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static TheoryData<string> Attacks =>
    [
        $"<div id=\"plotly-sources\">[{{\"src\": \"{Theirs}\"}}]</div>",
        $"<script src=\"{Theirs}\"></script>",
        "<img src=x onerror=\"window.ran = true\">",
        "<img alt=\"<table><img src=x onerror='window.ran = true'>\">",
        "<svg><animate onbegin=\"window.ran = true\" attributeName=x dur=1s></svg>",
        $"<base href=\"https://cdn.jsdelivr.net/npm/theirs@1.0.0/\"><iframe srcdoc=\"<script src='{Theirs}'></script>\"></iframe>",
        "<details open ontoggle=\"window.ran = true\"><summary>x</summary></details>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror='window.ran = true'&gt;\">",
        "<figure class=\"chart\" data-alt=\"x\"><div class=\"surface\"></div></figure>",
        "<meta http-equiv=\"refresh\" content=\"0;url=https://example.org/\">",
        "<a id=\"Plotly\">x</a><a id=\"katex\">x</a>",
        "<p style=\"position:fixed;inset:0;z-index:9\">x</p>",
    ];

    [BrowserTheory]
    [MemberData(nameof(Attacks))]
    public async Task Nothing_of_it_runs_and_the_charts_still_do(string html)
    {
        await new SiteWriter(folder, [new SitePage(Hostile(html), "01.ipynb")], katex: null).WriteAsync();
        await using var context = await open.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var asked = new List<string>();
        await page.RouteAsync("http*://**", route =>
        {
            asked.Add(route.Request.Url);
            return route.FulfillAsync(new() { ContentType = "text/javascript", Body = "window.ran = true;" });
        });
        var address = new Uri(Path.Combine(folder, "01.html")).AbsoluteUri;
        await page.GotoAsync(address);
        await page.Locator("figure.chart:has(script)").ScrollIntoViewIfNeededAsync();
        await page.Locator("figure.chart:has(script) .plot svg").First.WaitForAsync();
        Assert.False(await page.EvaluateAsync<bool>("() => 'ran' in window"));
        Assert.Empty(asked);
        Assert.Equal(address, page.Url);
        Assert.Equal("fine", await page.Locator("h1").TextContentAsync());
        // Nothing lies over the heading.
        Assert.Equal("H1", await page.Locator("h1").EvaluateAsync<string>("""
            h => {
              h.scrollIntoView({ block: 'center', behavior: 'instant' });
              const { x, y } = h.getBoundingClientRect();
              return document.elementFromPoint(x + 5, y + 5)?.tagName ?? '';
            }
            """));
    }

    private static Notebook Hostile(string html)
    {
        var figure = JsonNode.Parse(Plot.New("A").Line("", [1.0, 2.0]).Alt("The line rises from one to two in a single step.").Json);
        var outputs = new JsonArray(Shown(new JsonObject { ["text/html"] = html }), Shown(new JsonObject { [MimeType.Plotly] = figure }));
        var text = new JsonObject { ["cell_type"] = "markdown", ["id"] = "m", ["metadata"] = new JsonObject(), ["source"] = "# fine\n\n" + html };
        var cell = new JsonObject { ["cell_type"] = "code", ["id"] = "c", ["metadata"] = new JsonObject(), ["source"] = "x", ["outputs"] = outputs };
        return new Notebook(Path.GetFullPath("01.ipynb"), new JsonObject { ["cells"] = new JsonArray(text, cell) });
    }

    private static JsonObject Shown(JsonObject data) => new() { ["output_type"] = "display_data", ["data"] = data, ["metadata"] = new JsonObject() };
}
