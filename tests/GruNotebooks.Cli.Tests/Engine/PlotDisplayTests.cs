using GruNotebooks.Cli.Engine;
using GruNotebooks.Cli.Engine.Formatting;
using GruNotebooks.Cli.Notebooks;
using GruNotebooks.Charts;

namespace GruNotebooks.Cli.Tests.Engine
{
    public sealed class PlotDisplayTests
    {
        private const string Figure = """{"data":[{"y":[1,2]}],"layout":{}}""";

        [Fact]
        public void A_plot_is_its_figure_with_its_alternative_text_and_no_html()
        {
            var output = DisplayOutput.Create(MimeBundle.Of(new Plot(Figure, "Two points, the second higher than the first.")), executionCount: 3);
            Assert.Equal([MimeBundle.Plotly], output["data"]!.AsObject().Select(entry => entry.Key));
            Assert.Equal(2, output["data"]![MimeBundle.Plotly]!["data"]![0]!["y"]![1]!.GetValue<int>());
            Assert.Equal("Two points, the second higher than the first.", (string?)output["metadata"]!["image/png"]!["alt"]);
            Assert.Equal(["data", "execution_count", "metadata", "output_type"], output.Select(entry => entry.Key));
        }

        [Fact]
        public void A_format_that_is_asked_for_is_given()
        {
            var bundle = MimeBundle.Of(new Plot(Figure, "Two points, the second higher than the first."), "text/html");
            Assert.Contains("Two points", MultilineText.Read(bundle.Data["text/html"]));
        }

        [Fact]
        public void A_chart_of_plotly_net_is_its_figure()
        {
            var bundle = MimeBundle.Of(new Plotly.NET.GenericChart.Chart(Figure));
            Assert.Equal(Figure, bundle.Data[MimeBundle.Plotly]!.ToJsonString());
        }
    }
}

namespace Plotly.NET
{
    /// <summary>The shape of the real one: a union, whose values are of nested types, and a static function beside them.</summary>
    internal abstract class GenericChart(string figure)
    {
#pragma warning disable IDE1006 // The name is the real one's.
        public static string toFigureJson(GenericChart chart) => chart.Figure;
#pragma warning restore IDE1006

        private string Figure => figure;

        internal sealed class Chart(string figure) : GenericChart(figure);
    }
}
