using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using GruNotebooks.Charts;
using GruNotebooks.Cli.Notebooks;
using GruNotebooks.Cli.Pages.Site;

namespace GruNotebooks.Cli.Tests.Pages;

public sealed class SiteWriterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task LinksBetweenNotebooksBecomeLinksBetweenPagesAndOthersBecomeText()
    {
        await WriteAsync(
            ("00-start.ipynb", [Text("# 00 Start\n\nWhy?\n\n[next](01-rnn.ipynb#a) [try](exercises/a.ipynb) [source](../src/A.cs) [paper](https://example.org/p)")]),
            ("01-rnn.ipynb", [Text("# 01 RNN")]),
            ("exercises/a.ipynb", [Text("# Try\n\n[back](../00-start.ipynb)")]));
        var main = Page("00-start.html").QuerySelector("main")!;
        Assert.Equal(["01-rnn.html#a", "exercises/a.html", "https://example.org/p", "01-rnn.html"], main.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        Assert.Contains("source", main.TextContent, StringComparison.Ordinal);
        Assert.Equal("../00-start.html", Page("exercises/a.html").QuerySelector("main a")!.GetAttribute("href"));
        foreach (var page in (string[])["index.html", "00-start.html", "01-rnn.html", "exercises/a.html"])
        {
            foreach (var link in Page(page).QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!).Where(h => !h.StartsWith("http", StringComparison.Ordinal) && !h.StartsWith('#')))
                Assert.True(File.Exists(Path.Combine(folder, Path.GetDirectoryName(page)!, link.Split('#')[0])), $"{page}: {link}");
        }
    }

    [Fact]
    public async Task FormulasWaitForKatexWhereItIsNotInstalled()
    {
        await WriteAsync(("04.ipynb", [Text("# Gates\n\nThe gate $z < 1$.\n\n$$h' = z \\odot h \\tag{4}$$")]), ("05.ipynb", [Text("# No formula\n\n5 dollars")]));
        var page = Page("04.html");
        Assert.Equal(["z < 1", "h' = z \\odot h \\tag{4}"], page.QuerySelectorAll(".math").Select(m => m.TextContent));
        Assert.Equal(["math", "math shown"], page.QuerySelectorAll(".math").Select(m => m.ClassName));
        Assert.Contains(page.QuerySelectorAll("script[integrity]"), s => s.GetAttribute("src")!.Contains("katex", StringComparison.Ordinal));
        Assert.Empty(Page("05.html").QuerySelectorAll("script[src], link"));
    }

    [Fact]
    public async Task OutputsOfEveryKindAreShown()
    {
        var plot = Plot.New("A").Line("", [1.0, 2.0]).Alt("The line rises from one to two in a single step.");
        var chart = new JsonObject { ["application/vnd.plotly.v1+json"] = JsonNode.Parse(plot.Json), ["image/png"] = Convert.ToBase64String([1, 2, 3]) };
        await WriteAsync(("01.ipynb",
        [
            Text("# One"),
            Code("var a = \"<b>\"; // text",
                Output("display_data", chart, new JsonObject { ["image/png"] = new JsonObject { ["alt"] = plot.Alt } }),
                Output("execute_result", new JsonObject { ["text/html"] = "<table><tr><td>7</td></tr></table>", ["text/plain"] = "7" }),
                new JsonObject { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = "a < b" },
                new JsonObject { ["output_type"] = "error", ["ename"] = "DivideByZeroException", ["evalue"] = "by zero", ["traceback"] = new JsonArray() }),
        ]));
        var main = Page("01.html").QuerySelector("main")!;
        Assert.Equal("var a = \"<b>\"; // text", main.QuerySelector("pre code")!.TextContent);
        Assert.Equal(["k", "s", "c"], main.QuerySelectorAll("pre code span").Select(s => s.ClassName));
        var picture = Assert.IsAssignableFrom<IHtmlImageElement>(main.QuerySelector("figure.chart img"));
        Assert.Equal(plot.Alt, picture.AlternativeText);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Path.Combine(folder, picture.GetAttribute("src")!)));
        Assert.Equal("7", main.QuerySelector(".wide td")!.TextContent);
        Assert.Equal("a < b", main.QuerySelector("pre.printed")!.TextContent);
        Assert.Equal("DivideByZeroException: by zero", main.QuerySelector("pre.failed")!.TextContent);
        Assert.Equal(picture.GetAttribute("src"), Page("index.html").QuerySelector(".cards img")!.GetAttribute("src"));
    }

    [Fact]
    public async Task TheFrontPageAsksEachNotebooksQuestion()
    {
        await WriteAsync(("04.ipynb", [Text("# 04 · The *gates*\n\n**What does each gate decide?**\n\nMore."), Text("## One\n\n## One")]));
        Assert.Equal(["What does each gate decide?"], Page("index.html").QuerySelectorAll(".cards p").Select(p => p.TextContent));
        Assert.Equal("04 · The gates", Page("04.html").Title);
        Assert.Equal(["one", "one-1"], Page("04.html").QuerySelectorAll("h2").Select(h => h.Id));
        Assert.Equal("page", Page("04.html").QuerySelector("nav a[href='04.html']")!.GetAttribute("aria-current"));
    }

    private async Task WriteAsync(params (string Source, JsonObject[] Cells)[] notebooks) =>
        await new SiteWriter(folder, [.. notebooks.Select(n => new SitePage(new Notebook(Path.GetFullPath(n.Source), new JsonObject { ["cells"] = new JsonArray([.. n.Cells]) }), n.Source))], katex: null).WriteAsync();

    private AngleSharp.Html.Dom.IHtmlDocument Page(string path) => new HtmlParser().ParseDocument(File.ReadAllText(Path.Combine(folder, path)));

    private static JsonObject Text(string source) => new() { ["cell_type"] = "markdown", ["id"] = "m", ["metadata"] = new JsonObject(), ["source"] = source };

    private static JsonObject Code(string source, params JsonObject[] outputs) =>
        new() { ["cell_type"] = "code", ["id"] = "c", ["metadata"] = new JsonObject(), ["source"] = source, ["outputs"] = new JsonArray([.. outputs]) };

    private static JsonObject Output(string kind, JsonObject data, JsonObject? metadata = null) =>
        new() { ["output_type"] = kind, ["data"] = data, ["metadata"] = metadata ?? new JsonObject() };
}
