using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using GruNotebooks.Charts;
using GruNotebooks.Cli.Notebooks;
using GruNotebooks.Cli.Pages;

namespace GruNotebooks.Cli.Tests.Pages;

public sealed class IndexPageTests : IDisposable
{
    private const string Alt = "The curve \"falls\" from <one> to zero in three steps of training.";
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void EveryChartStandsThereWithItsPictureItsFigureAndItsFinding()
    {
        IndexPage.Write(folder, [(NotebookWith(Alt, png: [1, 2, 3]), Path.Combine(folder, "deep", "some notebook.ipynb")), (NotebookWith(Alt, png: null), Path.Combine(folder, "b.ipynb"))]);
        var page = new HtmlParser().ParseDocument(File.ReadAllText(Path.Combine(folder, "index.html")));
        var charts = page.QuerySelectorAll("figure.chart");
        Assert.Equal(2, charts.Length);
        Assert.Equal(Alt, charts[0].QuerySelector("img")!.GetAttribute("alt"));
        Assert.Equal("data:image/png;base64,AQID", charts[0].QuerySelector("img")!.GetAttribute("src"));
        Assert.Null(charts[1].QuerySelector("img"));
        Assert.Contains("0.25", charts[1].QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.All(charts, c => Assert.Equal("lines", (string?)JsonNode.Parse(c.QuerySelector("script")!.TextContent)!["data"]![0]!["mode"]));
        Assert.Equal(["#some-notebook", "#some-notebook"], page.QuerySelectorAll("nav a").Select(a => a.GetAttribute("href")));
        Assert.Equal("deep/some%20notebook.ipynb", page.QuerySelector("section a")!.GetAttribute("href"));
        Assert.Equal("#main", page.QuerySelector("a.skip")!.GetAttribute("href"));
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Curve a & b", page.QuerySelector("h3")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutChartsThePageSaysSo()
    {
        IndexPage.Write(Path.Combine(folder, "new"), []);
        Assert.Contains("No charts yet", File.ReadAllText(Path.Combine(folder, "new", "index.html")), StringComparison.Ordinal);
    }

    private static Notebook NotebookWith(string alt, byte[]? png)
    {
        var data = new JsonObject { ["application/vnd.plotly.v1+json"] = JsonNode.Parse(Plot.New("Curve <b>a</b> & b").Line("</script>", [1, 0.25, 0]).Alt(alt).Json) };
        if (png is not null) data["image/png"] = Convert.ToBase64String(png);
        var output = new JsonObject { ["output_type"] = "display_data", ["data"] = data, ["metadata"] = new JsonObject { ["image/png"] = new JsonObject { ["alt"] = alt } } };
        var cell = new JsonObject { ["cell_type"] = "code", ["id"] = "c", ["source"] = "plot", ["metadata"] = new JsonObject(), ["outputs"] = new JsonArray(output) };
        return new Notebook(Path.GetFullPath("some-notebook.ipynb"), new JsonObject { ["cells"] = new JsonArray(cell) });
    }
}
