using System.Globalization;
using System.Text.Json.Nodes;
using GruNotebooks.Layers;

namespace GruNotebooks.Charts.Tests;

public class PlotTests
{
    private const string Finding = "The GRU's loss falls below the LSTM's after step one.";

    [Fact]
    public void Alt_must_state_a_finding()
    {
        var error = Assert.Throws<ArgumentException>(() => Plot.New("t").Line("a", [1.0, 2.0]).Alt("GRU and LSTM"));
        Assert.Contains("30 characters", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Plot.New("t").Line("a", [1.0, 2.0]).Alt("   too short, padded with blanks      "[..22]));
    }

    [Fact]
    public void Models_keep_their_colours_and_dashes()
    {
        var figure = Parse(Plot.New("t").Model(CellKind.Rnn, [3f, 2f]).Model(CellKind.Lstm, [2, 1]).Model(CellKind.Gru, [1.0, 0.5]).Alt(Finding));
        var lines = figure["data"]!.AsArray().Select(t => (string)t!["line"]!["color"]! + " " + (string)t["line"]!["dash"]!);
        Assert.Equal(["#000000 dot", "#0072B2 dash", "#D55E00 solid"], lines);
    }

    [Fact]
    public void Lines_are_named_at_their_ends_and_names_do_not_touch()
    {
        var figure = Parse(Plot.New("t").Model(CellKind.Lstm, [2.0, 1.0]).Model(CellKind.Gru, [1.0, 1.001]).Line("other", [0.0, 0.999]).Alt(Finding));
        var range = figure["layout"]!["yaxis"]!["range"]!;
        var height = (double)figure["layout"]!["height"]! - (double)figure["layout"]!["margin"]!["t"]! - (double)figure["layout"]!["margin"]!["b"]!;
        var pixels = height / ((double)range[1]! - (double)range[0]!);
        double[] at = [.. figure["layout"]!["annotations"]!.AsArray().Select(a => ((double)a!["y"]! * pixels) + (double)a["yshift"]!).Order()];
        Assert.Equal(3, at.Length);
        Assert.All(at.Zip(at.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 18, $"{pair.Second - pair.First} pixels apart"));
    }

    [Fact]
    public void Numbers_have_seven_digits_and_no_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            var plot = Plot.New("t").Line("a", [1.0 / 3, 1e-12, double.NaN, 123456789.0]).Alt(Finding);
            Assert.Contains("\"y\":[0.3333333,1E-12,null,123456800]", plot.Json, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Seeds_give_median_and_quartiles()
    {
        double[][] seeds = [[1, 10], [2, 20], [3, 30], [4, 40], [5]];
        var figure = Parse(Plot.New("t").Seeds(CellKind.Gru, [0, 1], seeds).Alt(Finding));
        var (band, median) = (figure["data"]![0]!, figure["data"]![1]!);
        Assert.Equal("[4,32.5,17.5,2]", band["y"]!.ToJsonString());
        Assert.Equal("[3,25]", median["y"]!.ToJsonString());
        Assert.Contains("median of 5 seeds", (string)figure["layout"]!["title"]!["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_axis_counts_in_powers_of_ten()
    {
        var figure = Parse(Plot.New("t").Line("a", [0.0, 1e-6, 1]).Y("norm", log: true).HLine(1e-3, "bound").Alt(Finding));
        var axis = figure["layout"]!["yaxis"]!;
        Assert.Equal("log", (string)axis["type"]!);
        Assert.InRange((double)axis["range"]![0]!, -6.5, -6);
        Assert.Contains(figure["layout"]!["annotations"]!.AsArray(), a => (string)a!["text"]! == "bound" && (double)a["y"]! == -3);
        Assert.Contains(figure["layout"]!["shapes"]!.AsArray(), s => (double)s!["y0"]! == 1e-3);
    }

    [Fact]
    public void A_slider_has_a_frame_for_each_position()
    {
        double[] zs = [0, 0.5, 1];
        var figure = Parse(Plot.New("t").Line("still", [1.0, 0]).Slide("z", zs, (p, z) => p.Model(CellKind.Gru, [1, z]).HLine(z, "z")).Alt(Finding));
        var frames = figure["frames"]!.AsArray();
        Assert.Equal(3, frames.Count);
        Assert.Equal("[1]", frames[0]!["traces"]!.ToJsonString());
        Assert.Equal("[1,1]", frames[2]!["data"]![0]!["y"]!.ToJsonString());
        Assert.Equal("[1,0.5]", figure["data"]![1]!["y"]!.ToJsonString());
        Assert.Equal(3, frames[2]!["layout"]!["annotations"]!.AsArray().Count);
        Assert.Equal("z: ", (string)figure["layout"]!["sliders"]![0]!["currentvalue"]!["prefix"]!);
    }

    [Fact]
    public void A_slider_draws_the_same_marks_everywhere() =>
        Assert.Throws<ArgumentException>(() => Plot.New("t").Slide("z", [0.0, 1.0], (p, z) =>
        {
            if (z > 0) p.Line("only here", [1.0]);
        }));

    [Fact]
    public void Panels_of_a_grid_do_not_overlap()
    {
        var panels = Enumerable.Range(0, 5).Select(i => Plot.New($"panel {i}").X("step").Y("value").Line("a line", [1.0, 2]));
        var figure = Parse(Plot.Grid("all", 3, panels).Alt(Finding));
        var areas = Enumerable.Range(0, 5).Select(i => i == 0 ? "" : $"{i + 1}").Select(s => (
            X: figure["layout"]!["xaxis" + s]!["domain"]!.AsArray().Select(v => (double)v!).ToArray(),
            Y: figure["layout"]!["yaxis" + s]!["domain"]!.AsArray().Select(v => (double)v!).ToArray())).ToArray();
        for (var i = 0; i < 5; i++)
        {
            Assert.True(areas[i].X[0] >= -1e-6 && areas[i].X[1] <= 1 + 1e-6 && areas[i].Y[0] >= -1e-6 && areas[i].Y[1] <= 1 + 1e-6);
            for (var j = 0; j < i; j++)
                Assert.True(areas[i].X[0] > areas[j].X[1] || areas[j].X[0] > areas[i].X[1] || areas[i].Y[0] > areas[j].Y[1] || areas[j].Y[0] > areas[i].Y[1], $"{j} and {i}");
        }
        Assert.Equal("x5", (string)figure["data"]![4]!["xaxis"]!);
    }

    [Fact]
    public void Lists_of_different_lengths_are_named()
    {
        var error = Assert.Throws<ArgumentException>(() => Plot.New("t").Line("loss", [1, 2, 3], [1.0, 2.0]));
        Assert.Contains("\"loss\": 3 x values and 2 y values", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_chart_is_the_same_text()
    {
        static string Draw() => Plot.New("t").Field((x, y) => (y, -x), (-1, 1), (-1, 1)).Contour((x, y) => x * y, (-1, 1), (-1, 1), "xy", signed: true).Alt(Finding).Json;
        Assert.Equal(Draw(), Draw());
    }

    [Fact]
    public void Html_states_the_finding_and_cannot_be_ended_by_its_data()
    {
        var html = Plot.New("t").Line("</script><script>alert(1)//", [1.0, 2.0]).Alt("A \"name\" in a chart can hold <script> and changes nothing.").ToHtml();
        Assert.Contains("aria-label=\"A &quot;name&quot; in a chart can hold &lt;script&gt; and changes nothing.\"", html, StringComparison.Ordinal);
        Assert.Equal(1, html.Split("</script>").Length - 1);
        Assert.Contains(PlotlyScript.Integrity, html, StringComparison.Ordinal);
    }

    private static JsonNode Parse(Plot plot) => JsonNode.Parse(plot.Json)!;
}
