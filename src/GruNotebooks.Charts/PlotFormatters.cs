using GruNotebooks.Display;
using Plotly.NET;

namespace GruNotebooks.Charts;

/// <summary>The formats of a <see cref="Plot"/> and of a chart of Plotly.NET that states no finding, and with them those of the tables beside it.</summary>
internal sealed class PlotFormatters() : FormatterSource(
[
    DisplayFormatter.Of<Plot>(FrontEnd.Plotly, p => p.Json),
    DisplayFormatter.Of<Plot>("text/html", p => p.ToHtml()),
    DisplayFormatter.Of<GenericChart>(FrontEnd.Plotly, FigureJson.Of),
    DisplayFormatter.Of<GenericChart>("text/html", c => PlotHtml.Of(FigureJson.Of(c), TitleOf(c))),
    .. TableFormatters.All,
])
{
    private static string TitleOf(GenericChart chart) =>
        GenericChart.getLayout(chart).Get<Title>("title")?.Get<string>("text") is { Length: > 0 } title ? title : "A chart of Plotly.NET; .Finding(\"…\") says what it shows.";
}

/// <summary>What notebooks call once, when they import the library.</summary>
public static class NotebookFormats
{
    /// <summary>
    /// Has .NET Interactive show charts, matrices and lists of records as this library does, from the first cell on; other hosts ask the values.
    /// A Plotly.NET.Interactive that is loaded later shows charts of Plotly.NET its own way.
    /// </summary>
    public static void Register()
    {
        NotebookHost.ReadFormatters(typeof(Plot), typeof(ResultTable));
        NotebookHost.Prefer(typeof(GenericChart), FrontEnd.Plotly, "text/html");
        // Numbers, alone or in a row, are text; a table is one for who looks and for who listens.
        foreach (var type in new[] { typeof(bool), typeof(int), typeof(long), typeof(float), typeof(double), typeof(decimal), typeof(Enum), typeof(int[]), typeof(float[]), typeof(double[]), typeof(string[]) }) NotebookHost.Prefer(type, "text/plain");
        foreach (var type in new[] { typeof(System.Collections.IEnumerable), typeof(MathNet.Numerics.LinearAlgebra.Matrix<>) }) NotebookHost.Prefer(type, "text/html", "text/plain");
    }
}
