using System.Globalization;
using System.Text.Json.Nodes;
using GruNotebooks.Layers;
using Plotly.NET;
using Plotly.NET.CSharp;
using Chart = Plotly.NET.CSharp.Chart;

namespace GruNotebooks.Charts.Tests;

/// <summary>Charts of the library as charts of Plotly.NET, and the other way round.</summary>
public class PlotlyNetTests
{
    private const string Finding = "The GRU falls from one to one half in a single step.";

    [Fact]
    public void A_restyled_chart_leaves_the_plot_as_it_is()
    {
        var plot = Plot.New("ours").X("steps").Model(CellKind.Gru, [1.0, 0.5]).Alt(Finding);
        var before = plot.Json;
        var mine = Parse(plot.Chart.WithTitle("mine").WithLineStyle(Width: 5).WithXAxisStyle<double, double, string>(TitleText: "my steps").Finding(Finding));
        Assert.Equal("mine", (string)mine["layout"]!["title"]!["text"]!);
        Assert.Equal(18, (int)mine["layout"]!["title"]!["font"]!["size"]!);
        Assert.Equal("my steps", (string)mine["layout"]!["xaxis"]!["title"]!["text"]!);
        Assert.Equal(("#D55E00", 5), ((string)mine["data"]![0]!["line"]!["color"]!, (int)mine["data"]![0]!["line"]!["width"]!));
        Assert.Equal(before, plot.Json);
        Assert.Equal(before, plot.Chart.Finding(Finding).Json);
    }

    [Fact]
    public void Writing_never_compares_parts_by_what_is_in_them()
    {
        var (outer, inner) = (new Uncomparable(), new Uncomparable());
        outer.SetProperty("inner", inner);
        inner.SetProperty("x", 0.5);
        Assert.Equal("{\"inner\":{\"x\":0.5}}", FigureJson.Of(outer));
    }

    /// <summary>A dynamic object's equality hashes its whole contents: one comparison a part makes a chart with a slider take seconds.</summary>
    private sealed class Uncomparable : DynamicObj.DynamicObj
    {
        public override bool Equals(object? other) => throw new InvalidOperationException("compared by value");

        public override int GetHashCode() => throw new InvalidOperationException("hashed");
    }

    [Fact]
    public void A_slider_survives_restyling()
    {
        var plot = Plot.New("t").Slide("z", [0.0, 0.5], (p, z) => p.Model(CellKind.Gru, [1, z])).Alt(Finding);
        var mine = Parse(plot.Chart.WithTitle("mine").WithSize(500, 400).Finding(Finding));
        Assert.Equal(2, mine["frames"]!.AsArray().Count);
        Assert.Null(mine["layout"]!["frames"]);
    }

    [Fact]
    public void A_chart_of_Plotly_NET_takes_the_house_style_unless_it_has_one_of_its_own()
    {
        static GenericChart Line() => Chart.Line<int, double, string>([1, 2], [0.5, double.NaN], LineColor: Color.fromHex(Palette.Gru)).WithModelStyle(CellKind.Gru);
        var figure = Parse(Line().Finding(Finding));
        Assert.Equal(14, (int)figure["layout"]!["template"]!["layout"]!["font"]!["size"]!);
        Assert.Equal("[0.5,null]", figure["data"]![0]!["y"]!.ToJsonString());
        Assert.Equal("#D55E00", (string)figure["data"]![0]!["line"]!["color"]!);
        Assert.True(figure.ToJsonString().Length < 1500);
        var own = Line();
        GenericChart.getLayout(own).With(("template", new Template().With(("layout", new Layout().With(("paper_bgcolor", "#123456"))))));
        Assert.Contains("#123456", own.Finding(Finding).Json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void Figures_know_no_culture(string culture)
    {
        static string Draw() => Chart.Combine([
            Plot.New("I").X("i", log: true).Line("I", [0.1, 1.5]).Points("i", [0.5], [1.25]).HLine(0.5, "İ").Alt(Finding).Chart,
            Chart.Point<double, double, string>([0.5], [1.25], MarkerSymbol: StyleParam.MarkerSymbol.Diamond)]).WithMarkerStyle(Size: 7.5).Finding(Finding).Json;
        var (before, expected) = (CultureInfo.CurrentCulture, Draw());
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.Equal(expected, Draw());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_legend_names_what_panels_share_once()
    {
        var figure = Parse(Plot.Grid("t", 2, Enumerable.Range(0, 2).Select(_ => Plot.New("p").Points(CellKind.Gru, [1], [1]).Points(CellKind.Lstm, [1], [2]))).Alt(Finding));
        Assert.Equal(["GRU true", "LSTM true", "GRU false", "LSTM false"], figure["data"]!.AsArray().Select(t => $"{t!["name"]} {t["showlegend"]!.ToJsonString()}"));
    }

    [Fact]
    public void Texts_of_lines_stand_where_no_data_is()
    {
        // The curve runs along the bound on its right half, where the text would stand.
        var crowded = Plot.New("t").Line("a", Enumerable.Range(0, 101), Enumerable.Range(0, 101).Select(i => i < 50 ? 3.0 : 1.05)).HLine(1, "bound").Alt(Finding);
        var text = Parse(crowded)["layout"]!["annotations"]!.AsArray().Single(a => (string)a!["text"]! == "bound")!;
        Assert.Equal(("left", "bottom"), ((string)text["xanchor"]!, (string)text["yanchor"]!));
        var free = Plot.New("t").Line("a", Enumerable.Range(0, 101), Enumerable.Range(0, 101).Select(_ => 3.0)).HLine(1, "bound").Alt(Finding);
        Assert.Equal("right", (string)Parse(free)["layout"]!["annotations"]!.AsArray().Single(a => (string)a!["text"]! == "bound")!["xanchor"]!);
    }

    [Fact]
    public void Bars_take_a_colour_each()
    {
        Assert.Equal("[\"#009E73\",\"#E69F00\"]", Parse(Plot.New("t").Bars(["a", "b"], [1, 2], colors: [Palette.Green, Palette.Orange]).Alt(Finding))["data"]![0]!["marker"]!["color"]!.ToJsonString());
        Assert.Throws<ArgumentException>(() => Plot.New("t").Bars(["a", "b"], [1, 2], colors: [Palette.Green]));
    }

    private static JsonNode Parse(Plot plot) => JsonNode.Parse(plot.Json)!;
}
