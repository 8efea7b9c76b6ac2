using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using GruNotebooks.Charts;
using GruNotebooks.Cli.Notebooks;
using GruNotebooks.Cli.Pages;
using GruNotebooks.Lessons.Claims;

namespace GruNotebooks.Cli.Tests.Pages;

public sealed class IndexPageTests : IDisposable
{
    private const string Alt = "The curve \"falls\" from <one> to zero in three steps of training.";
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_chart_stands_there_with_its_picture_its_figure_and_its_finding()
    {
        IndexPage.Write(folder, [(NotebookWith(Alt, png: [1, 2, 3]), Path.Combine(folder, "deep", "some notebook.ipynb")), (NotebookWith(Alt, png: null), Path.Combine(folder, "b.ipynb"))]);
        var page = new HtmlParser().ParseDocument(File.ReadAllText(Path.Combine(folder, "index.html")));
        var charts = page.QuerySelectorAll("figure.chart");
        Assert.Equal(2, charts.Length);
        Assert.Equal(Alt, charts[0].QuerySelector("img")!.GetAttribute("alt"));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Path.Combine(folder, charts[0].QuerySelector("img")!.GetAttribute("src")!)));
        Assert.Null(charts[1].QuerySelector("img"));
        Assert.Contains("0.25", charts[1].QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.All(charts, c => Assert.Equal("lines", (string?)JsonNode.Parse(c.QuerySelector("script")!.TextContent)!["data"]![0]!["mode"]));
        Assert.Equal(["#some-notebook", "#some-notebook-2"], page.QuerySelectorAll("nav ol a").Select(a => a.GetAttribute("href")));
        Assert.Equal(["some-notebook", "some-notebook-2"], page.QuerySelectorAll("details.chapter").Select(d => d.Id));
        Assert.Equal("deep/some%20notebook.ipynb", page.QuerySelector("details.chapter > p a")!.GetAttribute("href"));
        Assert.Equal("#main", page.QuerySelector("a.skip")!.GetAttribute("href"));
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Curve a & b", page.QuerySelector("h3")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_charts_the_page_says_so()
    {
        IndexPage.Write(Path.Combine(folder, "new"), []);
        Assert.Contains("No charts yet", File.ReadAllText(Path.Combine(folder, "new", "index.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Verdicts_of_the_executed_notebooks_stand_on_top()
    {
        var notebook = NotebookWith(Alt, png: null, "04-gates.ipynb");
        Claim Of(string number, Verdict verdict) => new($"id-{number}-{verdict}", "It <holds>", "0.5", "", verdict, number, "cell");
        IndexPage.Write(folder, [(notebook, Path.Combine(folder, "04-gates.ipynb"))], [Of("04", Verdict.DoesNotHold), Of("04", Verdict.Holds), Of("05", Verdict.Holds)]);
        var page = new HtmlParser().ParseDocument(File.ReadAllText(Path.Combine(folder, "index.html")));
        Assert.Equal(["It <holds>", "It <holds>"], page.QuerySelectorAll("tbody th").Where(t => t.Closest("figure") is null).Select(t => t.TextContent));
        Assert.Equal(["holds", "does not hold"], page.QuerySelectorAll("p > .verdict").Select(v => v.TextContent));
        Assert.True(page.QuerySelector("#verdicts")!.CompareDocumentPosition(page.QuerySelector("details.chapter")!).HasFlag(DocumentPositions.Following));
    }

    [Fact]
    public void Pictures_of_an_earlier_run_do_not_stay()
    {
        IndexPage.Write(folder, [(NotebookWith(Alt, png: [1]), Path.Combine(folder, "a.ipynb"))]);
        IndexPage.Write(folder, [(NotebookWith(Alt, png: [2]), Path.Combine(folder, "a.ipynb"))]);
        Assert.Equal([2], File.ReadAllBytes(Assert.Single(Directory.GetFiles(Path.Combine(folder, "pictures")))));
    }

    [Theory]
    [InlineData("a\"><img src=x onerror=alert(1)>.ipynb")]
    [InlineData("it's & <b>.ipynb")]
    public void A_file_name_is_only_a_name(string name)
    {
        IndexPage.Write(folder, [(NotebookWith(Alt, png: [1], name), Path.Combine(folder, name))]);
        var page = new HtmlParser().ParseDocument(File.ReadAllText(Path.Combine(folder, "index.html")));
        Assert.DoesNotContain(page.All, e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal)));
        Assert.Equal(name, Uri.UnescapeDataString(page.QuerySelector("details.chapter > p a")!.GetAttribute("href")!));
        Assert.Equal(name, page.QuerySelector("details.chapter > p a")!.TextContent);
        Assert.NotNull(page.GetElementById(page.QuerySelector("nav ol a")!.GetAttribute("href")![1..]));
    }

    [Fact]
    public void A_file_name_is_no_name_of_a_part_of_the_page()
    {
        IndexPage.Write(folder, [.. PageShell.Names.Select(name => (NotebookWith(Alt, png: null, name + ".ipynb"), Path.Combine(folder, name + ".ipynb")))]);
        var page = new HtmlParser().ParseDocument(File.ReadAllText(Path.Combine(folder, "index.html")));
        Assert.DoesNotContain(page.QuerySelectorAll("[id]").GroupBy(e => e.Id), g => g.Count() > 1);
        Assert.DoesNotContain(page.QuerySelectorAll("details.chapter"), d => PageShell.Names.Contains(d.Id!));
    }

    private static Notebook NotebookWith(string alt, byte[]? png, string name = "some-notebook.ipynb")
    {
        var data = new JsonObject { ["application/vnd.plotly.v1+json"] = JsonNode.Parse(Plot.New("Curve <b>a</b> & b").Line("</script>", [1, 0.25, 0]).Alt(alt).Json) };
        if (png is not null) data["image/png"] = Convert.ToBase64String(png);
        var output = new JsonObject { ["output_type"] = "display_data", ["data"] = data, ["metadata"] = new JsonObject { ["image/png"] = new JsonObject { ["alt"] = alt } } };
        var cell = new JsonObject { ["cell_type"] = "code", ["id"] = "c", ["source"] = "plot", ["metadata"] = new JsonObject(), ["outputs"] = new JsonArray(output) };
        return new Notebook(Path.Combine(Path.GetTempPath(), name), new JsonObject { ["cells"] = new JsonArray(cell) });
    }
}
