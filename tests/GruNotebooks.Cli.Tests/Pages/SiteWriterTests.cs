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
    public async Task Links_between_notebooks_become_links_between_pages_and_others_become_text()
    {
        await WriteAsync(
            ("00-start.ipynb", [Text("# 00 Start\n\nWhy?\n\n[next](01-rnn.ipynb#a) [try](exercises/a.ipynb) [source](../src/A.cs) [paper](https://example.org/p)")]),
            ("01-rnn.ipynb", [Text("# 01 RNN")]),
            ("exercises/a.ipynb", [Text("# Try\n\n[back](../00-start.ipynb)")]));
        var main = Page("00-start.html").QuerySelector("main")!;
        Assert.Equal(["01-rnn.html#a", "exercises/a.html", "https://example.org/p"], main.QuerySelectorAll("p a").Select(a => a.GetAttribute("href")));
        Assert.Contains("source", main.TextContent, StringComparison.Ordinal);
        Assert.Equal("01-rnn.html", main.QuerySelector(".turn a")!.GetAttribute("href"));
        Assert.Equal("../00-start.html", Page("exercises/a.html").QuerySelector("main p a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Formulas_wait_for_Katex_where_it_is_not_installed()
    {
        await WriteAsync(("04.ipynb", [Text("# Gates\n\nThe gate $z < 1$.\n\n$$h' = z \\odot h \\tag{4}$$")]), ("05.ipynb", [Text("# No formula\n\n5 dollars")]));
        var page = Page("04.html");
        Assert.Equal(["z < 1", "h' = z \\odot h \\tag{4}"], page.QuerySelectorAll(".math").Select(m => m.TextContent));
        Assert.Equal(["math", "math shown"], page.QuerySelectorAll(".math").Select(m => m.ClassName));
        Assert.Contains(page.QuerySelectorAll("script[integrity]"), s => s.GetAttribute("src")!.Contains("katex", StringComparison.Ordinal));
        Assert.Empty(Page("05.html").QuerySelectorAll("[src*='katex'], [href*='katex']"));
    }

    [Fact]
    public async Task Outputs_of_every_kind_are_shown()
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
    public async Task The_corner_of_a_table_heads_nothing()
    {
        await WriteAsync(("01.ipynb", [Text("# One\n\n| | a |\n|---|---|\n| b | 1 |")]));
        Assert.Equal(["TD ", "TH a"], Page("01.html").QuerySelectorAll("thead tr > *").Select(c => $"{c.TagName} {c.TextContent}"));
    }

    [Fact]
    public async Task The_front_page_asks_each_notebooks_question()
    {
        await WriteAsync(("04.ipynb", [Text("# 04 · The *gates*\n\n**What does each gate decide?**\n\nMore."), Text("## One\n\n## One")]));
        Assert.Equal(["What does each gate decide?"], Page("index.html").QuerySelectorAll(".cards p").Select(p => p.TextContent));
        Assert.Equal("04 · The gates · Gated recurrent networks in C#", Page("04.html").Title);
        Assert.Equal(["one", "one-1"], Page("04.html").QuerySelectorAll("h2").Select(h => h.Id));
        Assert.Equal("page", Page("04.html").QuerySelector("nav a[href='04.html']")!.GetAttribute("aria-current"));
    }

    [Fact]
    public async Task Links_in_outputs_fit_the_site_too()
    {
        await WriteAsync(
            ("12.ipynb", [Text("# Ledger"), Code("table", Output("execute_result", new JsonObject { ["text/html"] = "<table><tr><td><a href=\"01.ipynb\">01, cell a</a></td><td><a href=\"gone.ipynb\">gone</a></td></tr></table>" }))]),
            ("01.ipynb", [Text("# One")]));
        var row = Page("12.html").QuerySelector(".cell table")!;
        Assert.Equal(["01.html"], row.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        Assert.Equal("01, cell agone", row.TextContent);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>word")]
    [InlineData("<img src=x onerror=alert(1)>word")]
    [InlineData("[word](javascript:alert(1)) word")]
    [InlineData("<a href=\"javascript:alert(1)\">word</a>")]
    [InlineData("<a href=\" JaVaScRiPt:alert(1)\">word</a>")]
    [InlineData("<svg><a xlink:href=\"javascript:alert(1)\"><text>word</text></a><script>alert(1)</script></svg>")]
    [InlineData("<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>word")]
    [InlineData("<form action=\"https://example.org\"><button formaction=\"javascript:alert(1)\">word</button></form>word")]
    [InlineData("<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>word")]
    [InlineData("<a href=\"data:text/html,<script>alert(1)</script>\">word</a>")]
    [InlineData("<meta http-equiv=refresh content=\"0;url=https://example.org\">word")]
    [InlineData("<p style=\"background:url(javascript:alert(1))\">word</p>")]
    public async Task Nothing_that_a_notebook_holds_can_run(string html)
    {
        await WriteAsync(("01.ipynb", [Text("# One\n\n" + html), Code("x", Output("execute_result", new JsonObject { ["text/html"] = html, ["text/plain"] = "word" }))]));
        var main = Page("01.html").QuerySelector("main")!;
        Assert.Empty(main.QuerySelectorAll("script:not([type='application/json']), iframe, object, embed, form, meta, base, style, link"));
        Assert.DoesNotContain(main.QuerySelectorAll("*"), e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal) || a.Name is "formaction" or "srcdoc"
            || a.Value.Contains("javascript:", StringComparison.OrdinalIgnoreCase) || a.Value.TrimStart().StartsWith("data:text", StringComparison.OrdinalIgnoreCase)));
        Assert.True(main.TextContent.Split("word").Length > 2, "The words stay, in the text and in the output.");
    }

    [Theory]
    [InlineData("plotly-sources")]
    [InlineData("search")]
    [InlineData("main")]
    [InlineData("theme")]
    public async Task Nothing_of_a_notebook_has_the_name_of_a_part_that_scripts_look_for(string name)
    {
        var html = $"<div id=\"{name}\">[{{\"src\": \"https://example.org/x.js\"}}]</div><a name=\"{name}\" href=\"#own\">word</a><p id=\"own\">stays</p>";
        await WriteAsync(("01.ipynb", [Text($"# One\n\n{html}\n\n## {name.Replace('-', ' ')}"), Code("x", Output("execute_result", new JsonObject { ["text/html"] = html }))]));
        var page = Page("01.html");
        var part = Assert.Single(page.QuerySelectorAll($"[id='{name}'], [name='{name}']"));
        Assert.True(part.LocalName == "main" || part.Closest("main") is null);
        Assert.NotNull(page.GetElementById("own"));
    }

    [Fact]
    public async Task The_policy_names_public_files_and_no_server()
    {
        await WriteAsync(("01.ipynb", [Text("# One")]));
        var policy = Page("01.html").QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content")!;
        var addresses = policy.Split(' ', ';').Where(word => word.StartsWith("https:", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(addresses);
        // A folder of a package that is named with its version, or a file in one.
        Assert.All(addresses, address => Assert.Matches(@"/npm/[a-z.-]+@[0-9.]+/(dist/fonts/|(dist/)?[a-z]+\.min\.(js|css))$", address));
    }

    [Fact]
    public async Task Nothing_of_a_notebook_covers_the_page()
    {
        await WriteAsync(("01.ipynb", [Text("# One\n\n<p style=\"position:fixed;top:0;text-align:right\">word</p>")]));
        var style = Page("01.html").QuerySelector("main p[style]")!.GetAttribute("style")!;
        Assert.DoesNotContain("position", style, StringComparison.Ordinal);
        Assert.Contains("right", style, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[word](a%00.ipynb)", "word")]
    [InlineData("[word](https://a b)", "word")]
    [InlineData("[word](//example.org/x)", "word")]
    [InlineData("[word](vbscript:x)", "word")]
    public async Task A_link_that_leads_nowhere_is_its_words(string text, string words)
    {
        await WriteAsync(("01.ipynb", [Text("# One\n\n" + text)]));
        Assert.Contains(words, Page("01.html").QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(Page("01.html").QuerySelectorAll("main .opening a"));
    }

    [Theory]
    [InlineData(">", 500)]
    [InlineData("[", 5000)]
    [InlineData("<div>", 100_000)]
    public async Task Text_that_is_nested_deeper_than_anybody_reads_costs_no_page(string piece, int times)
    {
        await WriteAsync(("01.ipynb", [Text("# One"), Text(string.Concat(Enumerable.Repeat(piece, times)) + " word")]));
        Assert.Contains("word", Page("01.html").QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_the_compiler_would_not_survive_is_shown_as_it_is()
    {
        var code = string.Concat(Enumerable.Repeat("$\"{", 20_000));
        await WriteAsync(("01.ipynb", [Text("# One"), Code(code)]));
        Assert.Equal(code, Page("01.html").QuerySelector("pre code")!.TextContent);
    }

    [Fact]
    public async Task A_drawing_that_is_opened_by_itself_runs_nothing()
    {
        const string Drawing = "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">"
            + "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" onload=\"alert(1)\"><script>alert(1)</script><foreignObject><b>x</b></foreignObject>"
            + "<style>path { fill: red }</style><a xlink:href=\"javascript:alert(1)\"><path id=\"p\" d=\"M0 0\"/></a><use xlink:href=\"#p\"/></svg>";
        await WriteAsync(("01.ipynb", [Text("# One"), Code("x", Output("display_data", new JsonObject { ["image/svg+xml"] = Drawing })), Code("y", Output("display_data", new JsonObject { ["image/svg+xml"] = "<svg onload=alert(1)>", ["text/plain"] = "no drawing" }))]));
        var main = Page("01.html").QuerySelector("main")!;
        var file = System.Xml.Linq.XDocument.Load(Path.Combine(folder, Assert.Single(main.QuerySelectorAll("img")).GetAttribute("src")!));
        Assert.Equal(["svg", "style", "a", "path", "use"], file.Descendants().Select(element => element.Name.LocalName));
        Assert.Equal(["id", "d", "href"], file.Descendants().SelectMany(element => element.Attributes()).Where(attribute => !attribute.IsNamespaceDeclaration).Select(attribute => attribute.Name.LocalName));
        Assert.Contains("no drawing", main.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_listings_drawings_and_folds_stay_whole()
    {
        const string Rich = "<table style=\"border-collapse:collapse\"><thead><tr><th scope=\"col\" style=\"text-align:right\">a</th></tr></thead></table>"
            + "<svg viewBox=\"0 0 10 10\" role=\"img\" aria-label=\"A drawing\"><path d=\"M0 0L9 9\" stroke=\"#000\"></path></svg><details><summary>Answer</summary><p>42</p></details>";
        await WriteAsync(("01.ipynb", [Text("# One\n\n" + Rich), Code("x", Output("execute_result", new JsonObject { ["text/html"] = Rich }))]));
        foreach (var place in Page("01.html").QuerySelectorAll(".cell, .opening"))
        {
            Assert.Equal("col", place.QuerySelector("th")!.GetAttribute("scope"));
            Assert.Contains("right", place.QuerySelector("th")!.GetAttribute("style"), StringComparison.Ordinal);
            Assert.Equal("0 0 10 10", place.QuerySelector("svg")!.GetAttribute("viewBox"));
            Assert.Equal("M0 0L9 9", place.QuerySelector("path")!.GetAttribute("d"));
            Assert.Equal("42", place.QuerySelector("details p")!.TextContent);
        }
    }

    [Fact]
    public async Task A_file_name_is_only_a_name_on_every_page()
    {
        // Windows has no such names.
        var name = OperatingSystem.IsWindows() ? "a' onclick='alert(1) #&.ipynb" : "a\" onclick=\"alert(1) <b>'#&.ipynb";
        await WriteAsync((name, [Text("# Strange")]), ("b.ipynb", [Text("# B\n\n[to](" + Uri.EscapeDataString(name) + ")")]));
        foreach (var path in (string[])["index.html", "b.html", Path.ChangeExtension(name, ".html")])
            Assert.DoesNotContain(Page(path).All, e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal)));
        var link = Page("b.html").QuerySelector("main p a")!.GetAttribute("href")!;
        Assert.True(File.Exists(Path.Combine(folder, Uri.UnescapeDataString(link))));
        Assert.Equal("Strange", Page(Uri.UnescapeDataString(link)).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task What_only_a_running_notebook_needs_is_folded_and_types_lead_to_their_description()
    {
        var setup = Code("#!import ../artifacts/gru.csx");
        await WriteAsync(("exercises/01.ipynb", [Text("# One"), setup, Code("var cell = new GruCell(1, 1, seed: 1); cell.Forward(x, h)")]));
        var page = Page("exercises/01.html");
        Assert.Contains("gru.csx", Assert.Single(page.QuerySelectorAll("details.setup")).TextContent, StringComparison.Ordinal);
        var link = Assert.Single(page.QuerySelectorAll("pre a"));
        Assert.Equal("GruCell", link.TextContent);
        var (path, id) = (link.GetAttribute("href")!.Split('#')[0], link.GetAttribute("href")!.Split('#')[1]);
        var described = Page(Path.Combine("exercises", path)).GetElementById(id)!.Closest("section")!;
        Assert.Contains("One GRU step", described.TextContent, StringComparison.Ordinal);
        Assert.Contains("Forward(Vector<double> x, Vector<double> hPrev)", described.TextContent, StringComparison.Ordinal);
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
