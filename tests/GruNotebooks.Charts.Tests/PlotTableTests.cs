using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GruNotebooks.Layers;

namespace GruNotebooks.Charts.Tests;

public sealed partial class PlotTableTests
{
    private const string Finding = "The GRU's loss falls below the LSTM's after step one.";
    private static readonly string[] Models = ["RNN", "LSTM", "GRU"];

    [Fact]
    public void Curves_share_the_rows_of_their_x_and_lack_what_they_lack()
    {
        var plot = Plot.New("Loss").X("step").Y("loss (nats)").Model(CellKind.Lstm, [0, 10, 20], [3.0, 2, 1]).Model(CellKind.Gru, [20, 10], [0.25, 0.5]).Alt(Finding);
        Assert.Equal(
            """
            [Loss (loss (nats))]
            step | LSTM | GRU
            0 | 3 |
            10 | 2 | 0.5000
            20 | 1 | 0.2500
            """, Text(plot), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Headers_have_a_scope_and_an_untitled_chart_is_called_by_its_finding()
    {
        var html = PlotTable.Html(Figure(Plot.New().Y("loss").Line("", [0, 1], [3.0, 2]).Alt("A \"loss\" of < 3 is what is left after the first step.")), "A \"loss\" of < 3 is what is left after the first step.");
        Assert.Contains("<caption style=\"text-align:left\">A &quot;loss&quot; of &lt; 3 is what is left after the first step.</caption>", html, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(html, "<th scope=\"col\""));
        Assert.Equal(2, Regex.Count(html, "<th scope=\"row\""));
    }

    [Fact]
    public void Long_curves_are_thinned()
    {
        var plot = Plot.New("t").X("step").Y("loss (nats)").Line("", Enumerable.Range(0, 25), Enumerable.Range(0, 25).Select(i => i * 10)).Alt(Finding);
        var lines = Text(plot).Split('\n');
        Assert.Equal("step | loss (nats)", lines[1]);
        Assert.Equal(["0 | 0", "3 | 30", "6 | 60", "9 | 90", "12 | 120", "15 | 150", "18 | 180", "21 | 210", "24 | 240"], lines[2..11]);
        Assert.Equal("Every 3rd of 25 points.", lines[11]);
    }

    [Fact]
    public void A_curve_that_ends_early_is_thinned_with_the_others_but_points_that_thinning_would_lose_stand_alone()
    {
        var early = Text(Plot.New("t").X("x").Line("whole", Enumerable.Range(0, 100)).Line("early", Enumerable.Range(0, 30)).Alt(Finding));
        Assert.Contains("\n27 | 27 | 27\n36 | 36 |\n", early, StringComparison.Ordinal);
        var sparse = Text(Plot.New("t").X("x").Y("y").Line("curve", Enumerable.Range(0, 100)).Line("measured", [0, 33, 66], [1, 2, 3]).Alt(Finding));
        Assert.Contains("series | x | y\n", sparse, StringComparison.Ordinal);
        Assert.Contains("\nmeasured | 0 | 1\nmeasured | 33 | 2\nmeasured | 66 | 3\n", sparse, StringComparison.Ordinal);
        Assert.EndsWith("Every 9th of 100 points where there are more than 12.", sparse, StringComparison.Ordinal);
    }

    [Fact]
    public void Clouds_are_a_row_for_each_point()
    {
        var clouds = Plot.New("t").X("a").Y("b").Points("one", [0.5, 0.25], [1, 2]).Points("two", [0.75, 0.75], [3, 4]).Alt(Finding);
        Assert.Equal(
            """
            [t]
            series | a | b
            one | 0.5000 | 1
            one | 0.2500 | 2
            two | 0.7500 | 3
            two | 0.7500 | 4
            """, Text(clouds), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Panels_have_a_column_and_models_one_each()
    {
        var panels = new[] { "early", "late" }.Select((name, i) => Plot.New(name).X("step").Y("loss").Model(CellKind.Rnn, [5 + i, 4]).Model(CellKind.Gru, [2.0, 1 - i]));
        Assert.Equal(
            """
            [Two (loss)]
            panel | step | RNN | GRU
            early | 0 | 5 | 2
            early | 1 | 4 | 1
            late | 0 | 6 | 2
            late | 1 | 4 | 0
            """, Text(Plot.Grid("Two", 2, panels).Alt(Finding)), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Bars_stand_at_their_names_lying_ones_too()
    {
        var grouped = Text(Plot.New("t").Y("ms").Bars(CellKind.Gru, ["a", "b"], [1, 2]).Bars(CellKind.Lstm, ["a", "b"], [2, 3]).Alt(Finding));
        Assert.Equal("[t (ms)]\nname | GRU | LSTM\na | 1 | 2\nb | 2 | 3", grouped);
        Assert.Equal("[t]\nname | time (ms)\na | 7", Text(Plot.New("t").X("time (ms)").Bars(["a"], [7]).Horizontal().Alt(Finding)));
        Assert.Equal("[t]\nname | count\nRNN | 1\nLSTM | 4\nGRU | 3", Text(Plot.New("t").Y("count").Bars(Models, [1, 4, 3]).Alt(Finding)));
    }

    [Fact]
    public void Dots_are_named_by_the_tick_they_stand_at()
    {
        var figure = JsonNode.Parse("""
            {"data":[{"type":"scatter","mode":"markers","name":"solved","x":[-0.06,0.06,1],"y":[300,320,400]}],
             "layout":{"xaxis":{"title":{"text":"gates"},"tickvals":[0,1],"ticktext":["all<br>gates","no input"]},"yaxis":{"title":{"text":"steps"}}}}
            """)!;
        Assert.Equal("[finding]\ngates | steps\nall gates | 300\nall gates | 320\nno input | 400", Text(PlotTable.Html(figure, "finding")));
    }

    [Fact]
    public void Names_are_listed_in_full_and_years_have_no_comma()
    {
        string[] names = [.. Enumerable.Range(0, 20).Select(i => $"bug {i}")];
        Assert.Contains("\nbug 18 | 18\nbug 19 | 19", Text(Plot.New("t").Bars(names, Enumerable.Range(0, 20)).Alt(Finding)), StringComparison.Ordinal);
        Assert.Equal("[t]\nyear | spots\n1956 | 1,234\n20,000 | 2", Text(Plot.New("t").X("year").Y("spots").Line("", [1956, 20000], [1234, 2]).Alt(Finding)));
    }

    [Fact]
    public void Curves_of_several_panels_without_names_share_columns()
    {
        var panels = new[] { "c", "h" }.Select(name => Plot.New(name).X("step").Y(name).Line("", [1, 2]).Line("", [3, 4]));
        Assert.StartsWith("[t]\npanel | step | c or h | c or h (2)\nc | 0 | 1 | 3\n", Text(Plot.Grid("t", 2, panels).Alt(Finding)), StringComparison.Ordinal);
    }

    [Fact]
    public void Dots_without_a_name_belong_to_the_line_of_their_colour()
    {
        var plot = Plot.New("t").X("rate").Y("error").Line("H = 4", [1, 2], [0.5, 0.25], color: Palette.Green).Points("", [1, 2], [0.75, 0.125], color: Palette.Green).Alt(Finding);
        Assert.StartsWith("[t (error)]\nrate | H = 4 | H = 4 (2)\n1 | 0.5000 | 0.7500\n", Text(plot), StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_map_is_its_own_fields_and_a_large_one_or_a_drawing_is_no_table()
    {
        Assert.Equal("[t]\ntrue \\ answered | no | yes\nno | 9 | 1\nyes | 2 | 8", Text(Plot.New("t").Confusion(new[,] { { 9, 1 }, { 2, 8 } }, ["no", "yes"]).Alt(Finding)));
        Assert.DoesNotContain("<details>", Plot.New("t").Heat(new double[3, 40]).Alt(Finding).ToHtml(), StringComparison.Ordinal);
        Assert.DoesNotContain("<details>", Plot.New("t").Line("", [0, 1], [0.0, 1]).Line("", [1, 1], [0.0, 1]).Alt(Finding).ToHtml(), StringComparison.Ordinal);
        Assert.Equal("[t]\nx | value\n0 | 0.2500", Text(Plot.New("t").Line("", [0], [0.25]).Alt(Finding)));
    }

    private static JsonNode Figure(Plot plot) => JsonNode.Parse(plot.Json)!;

    private static string Text(Plot plot) => Text(PlotTable.Html(Figure(plot), plot.Alt));

    /// <summary>One table: its caption in brackets, a line for each row, then what was left out.</summary>
    private static string Text(string html)
    {
        Assert.Equal(1, Regex.Count(html, "<table"));
        var text = html.Replace("</caption>", "]\n", StringComparison.Ordinal).Replace("</tr>", "\n", StringComparison.Ordinal).Replace("</table>", "\n", StringComparison.Ordinal);
        text = Between().Replace(text, " | ");
        text = Tags().Replace(text.Replace("<caption style=\"text-align:left\">", "[", StringComparison.Ordinal), "");
        return string.Join('\n', WebUtility.HtmlDecode(text).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd()));
    }

    [GeneratedRegex("</t[hd]>(?=<t[hd])")]
    private static partial Regex Between();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
