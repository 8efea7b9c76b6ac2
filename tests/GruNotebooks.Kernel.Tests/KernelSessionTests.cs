using System.Globalization;
using GruNotebooks.Charts;
using GruNotebooks.Layers;

namespace GruNotebooks.Kernel.Tests;

/// <summary>How the real kernel treats what notebooks are made of: the import, charts, tables, and both directions of Plotly.NET.</summary>
public sealed class KernelSessionTests : IDisposable
{
    private const string Import = "#!import ../artifacts/gru.csx";
    private const string Example = """var plot = Plot.New("Halving").X("step").Line("what is left", new[] { 1, 0.5, 0.25 }).Alt("What is left halves with every step of the walk."); plot""";

    private readonly KernelSession _kernel = new();

    public KernelSessionTests() => Directory.SetCurrentDirectory(Path.Combine(NotebookFile.Root, "notebooks"));

    public void Dispose() => _kernel.Dispose();

    [Fact]
    public async Task A_chart_is_shown_as_Plotly_and_as_html()
    {
        await Run(Import);
        var shown = Assert.Single((await Run(Example)).Shown);
        Assert.Contains("\"data\"", shown[CellResult.PlotlyMimeType]);
        Assert.Contains("What is left halves", shown["text/html"]);
    }

    [Fact]
    public async Task Importing_twice_does_no_harm()
    {
        await Run(Import);
        await Run(Import);
        Assert.Equal(1, (await Run(Example)).Charts);
    }

    [Fact]
    public async Task An_import_before_the_library_is_built_works_when_it_is_repeated()
    {
        var script = Path.Combine(Path.GetTempPath(), $"gru-{Guid.NewGuid():n}.csx");
        Assert.NotNull((await _kernel.RunAsync($"#!import {script}")).Failure);
        File.Copy(Path.Combine(NotebookFile.Root, "artifacts", "gru.csx"), script);
        try
        {
            await Run($"#!import {script}");
            Assert.Equal(1, (await Run(Example)).Charts);
        }
        finally
        {
            File.Delete(script);
        }
    }

    [Fact]
    public async Task After_a_chart_a_matrix_is_a_small_table()
    {
        await Run(Import);
        await Run(Example);
        var shown = Assert.Single((await Run("Matrix<double>.Build.Dense(2, 2, 0.25)")).Shown);
        Assert.Contains("<table", shown["text/html"]);
        Assert.DoesNotContain("dni-treeview\"><summary", shown["text/html"]);
    }

    [Fact]
    public async Task A_chart_goes_to_Plotly_NET_and_back()
    {
        await Run(Import);
        await Run("#!import plotly-net.csx");
        await Run(Example);
        var shown = Assert.Single((await Run("""plot.ToPlotlyNet().WithTitle("Mine").WithXAxisStyle(Title.init("week")).ToPlot("What is left halves with every week of the walk.")""")).Shown);
        Assert.Contains("\"Mine\"", shown[CellResult.PlotlyMimeType]);
        Assert.Contains("\"week\"", shown[CellResult.PlotlyMimeType]);
        Assert.Contains("what is left", shown[CellResult.PlotlyMimeType]);
    }

    [Fact]
    public async Task Plotly_NET_Interactive_shows_a_chart_of_its_own()
    {
        await Run(Import);
        await Run("#!import plotly-net.csx");
        var shown = Assert.Single((await Run("Chart2D.Chart.Line<int, double, string>(new[] { 1, 2 }, new[] { 1, 0.5 })")).Shown);
        Assert.Contains("plotly", shown["text/html"]);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public async Task Numbers_in_sentences_have_a_decimal_point(string culture)
    {
        var before = CultureInfo.DefaultThreadCurrentCulture;
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Assert.Contains("1,5", Assert.Single((await Run("$\"{1.5}\"")).Shown)["text/plain"]);
            await Run(Import);
            Assert.Contains("1.5", Assert.Single((await Run("$\"{1.5}\"")).Shown)["text/plain"]);
        }
        finally
        {
            CultureInfo.DefaultThreadCurrentCulture = before;
        }
    }

    [Fact]
    public async Task A_failing_import_is_seen() => Assert.NotNull((await _kernel.RunAsync("#!import nowhere.csx")).Failure);

    private async Task<CellResult> Run(string code)
    {
        var result = await _kernel.RunAsync(code);
        Assert.Null(result.Failure);
        return result;
    }
}
