using System.Collections;
using GruNotebooks.Charts;
using GruNotebooks.Display;
using GruNotebooks.Lessons.Listings;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Lessons.Tests;

/// <summary>Notebook hosts find formatters by the names of the attribute, its properties and the methods; these tests look the same way.</summary>
public class FormatterTests
{
    [Fact]
    public void A_plot_is_a_figure_and_html()
    {
        var plot = Plot.New("t").Line("a", [1.0, 2.0]).Alt("The line rises from one to two in one step.");
        var (formats, preferred) = Formats(plot);
        Assert.Equal(["application/vnd.plotly.v1+json", "text/html"], preferred);
        Assert.Equal(plot.Json, formats["application/vnd.plotly.v1+json"]);
        Assert.Equal(plot.ToHtml(), formats["text/html"]);
    }

    [Theory]
    [InlineData("kernel.dll stdio --default-kernel csharp", null, true)]
    [InlineData("kernel.dll jupyter --default-kernel csharp kernel-1.json", "4711", true)]
    [InlineData("kernel.dll jupyter --default-kernel csharp kernel-1.json", null, false)]
    [InlineData("/home/ann/jupyter/kernel.dll run", null, true)]
    [InlineData("jupyter run", null, true)]
    public void A_kernel_of_jupyter_shows_figures_in_visual_studio_code_only(string commandLine, string? visualStudioCode, bool reads) =>
        Assert.Equal(reads, FrontEnd.ReadsFigures(commandLine.Split(' '), visualStudioCode));

    [Fact]
    public void Tables_and_listings_are_html_and_text()
    {
        foreach (var value in (object[])[new ResultTable("a").Row(1), Listing.Of("CellKind")])
        {
            var (formats, preferred) = Formats(value);
            Assert.Equal(["text/html", "text/plain"], preferred);
            Assert.Equal(value.ToString(), formats["text/plain"]);
            Assert.Equal(value.GetType().GetMethod("ToHtml", Type.EmptyTypes)!.Invoke(value, null), formats["text/html"]);
        }
    }

    [Fact]
    public void Matrices_are_small_tables()
    {
        var source = new PlotFormatters().CreateTypeFormatters().ToArray();
        string Show(object value, string mimeType)
        {
            using var writer = new StringWriter();
            Assert.Single(source.Cast<DisplayFormatter>(), f => f.MimeType == mimeType && f.Format(value, writer));
            return writer.ToString();
        }
        Assert.Contains("<td style=\"text-align:right;padding:2px 10px\">0.2500</td>", Show(Matrix<double>.Build.DenseOfArray(new[,] { { 1, 0.25 } }), "text/html"), StringComparison.Ordinal);
        Assert.Equal("1 × 2  0       1\n-----  -  ------\n    0  1  −2.500", Show(Vector<float>.Build.Dense([1f, -2.5f]), "text/plain"));
        var large = Show(Matrix<double>.Build.Dense(100, 40), "text/plain");
        Assert.StartsWith("100 × 40", large, StringComparison.Ordinal);
        Assert.Equal(15, large.Split('\n').Length);
    }

    private sealed record Loss(string Model, double Value, int? Steps);

    [Fact]
    public void Lists_of_records_are_tables_and_other_lists_are_left_to_the_host()
    {
        static string? Show(object value)
        {
            using var writer = new StringWriter();
            return TableFormatters.All.Cast<DisplayFormatter>().Any(f => f.MimeType == "text/plain" && f.Format(value, writer)) ? writer.ToString() : null;
        }
        Assert.Equal("Model   Value  Steps\n-----  ------  -----\nGRU    0.2500    320\nLSTM        1", Show(new[] { new Loss("GRU", 0.25, 320), new Loss("LSTM", 1, null) }));
        Assert.Contains("Item1", Show(new List<(string, int)> { ("a", 1) }), StringComparison.Ordinal);
        Assert.Contains("… 5 more", Show(Enumerable.Range(0, 25).Select(i => new { i }).ToArray()), StringComparison.Ordinal);
        Assert.Contains("2 × 3", Show(new double[2, 3]), StringComparison.Ordinal);
        Assert.All(new object[] { "text", new[] { 1, 2 }, Array.Empty<Loss>(), new[] { new { List = new[] { 1 } } }, new object[] { 1, "a" }, new Dictionary<string, int> { ["a"] = 1 } }, value => Assert.Null(Show(value)));
    }

    [Fact]
    public void A_formatter_refuses_another_type()
    {
        using var writer = new StringWriter();
        Assert.False(DisplayFormatter.Of<Plot>("text/html", p => p.ToHtml()).Format("text", writer));
        Assert.Equal("", writer.ToString());
    }

    private static (Dictionary<string, string> Formats, string[] Preferred) Formats(object value)
    {
        var attribute = value.GetType().GetCustomAttributes(true).Single(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        object? Get(object from, string name) => from.GetType().GetProperty(name)!.GetValue(from);
        var source = Activator.CreateInstance((Type)Get(attribute, "FormatterSourceType")!)!;
        var formatters = (IEnumerable)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!;
        var formats = new Dictionary<string, string>();
        foreach (var formatter in formatters)
        {
            using var writer = new StringWriter();
            if ((bool)formatter.GetType().GetMethod("Format")!.Invoke(formatter, [value, writer])!)
                formats.Add((string)Get(formatter, "MimeType")!, writer.ToString());
        }
        return (formats, (string[])Get(attribute, "PreferredMimeTypes")!);
    }
}
