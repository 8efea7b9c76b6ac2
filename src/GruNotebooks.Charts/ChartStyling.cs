using GruNotebooks.Layers;
using Plotly.NET;
using Plotly.NET.TraceObjects;

namespace GruNotebooks.Charts;

/// <summary>
/// What Plotly.NET gives F# and Plotly.NET.CSharp leaves out: titles, lines and markers restyled by fluent methods, under the names of its documentation.
/// Like Plotly.NET's own methods they change the chart and return it.
/// </summary>
public static class ChartStyling
{
    /// <summary>States what a chart shows, which makes it a <see cref="Plot"/>: shown in every host, saved with its picture and this sentence.</summary>
    /// <param name="chart">Any chart of Plotly.NET.</param>
    /// <param name="finding">One sentence of at least <see cref="Plot.ShortestAlt"/> characters.</param>
    /// <exception cref="ArgumentException">The sentence is too short.</exception>
    public static Plot Finding(this GenericChart chart, string finding) => new(() => chart, finding);

    /// <summary>Sets the title's text; its place and font stay.</summary>
    public static GenericChart WithTitle(this GenericChart chart, string title)
    {
        var layout = GenericChart.getLayout(chart);
        layout.With(("title", (layout.Get<Title>("title")?.Copy() ?? new Title()).With(("text", title))));
        return chart;
    }

    /// <summary>Draws all traces as this tutorial draws a model: in the model's colour and dash.</summary>
    public static GenericChart WithModelStyle(this GenericChart chart, CellKind kind)
    {
        foreach (var trace in GenericChart.getTraces(chart))
            trace.With(("line", (trace.Get<Line>("line")?.Copy() ?? new Line()).With(("color", Palette.Of(kind)), ("dash", Palette.DashOf(kind)))));
        return chart;
    }

    /// <summary>Restyles the lines of all traces that have a name; bands have none.</summary>
    public static GenericChart WithLineStyle(this GenericChart chart, Color? Color = null, double? Width = null, StyleParam.DrawingStyle? Dash = null)
    {
        foreach (var trace in GenericChart.getTraces(chart).Where(t => t.Get<object>("name") is not null))
            trace.With(("line", (trace.Get<Line>("line")?.Copy() ?? new Line()).With(("color", (object?)Color), ("width", Width), ("dash", Dash is null ? null : StyleParam.DrawingStyle.convert.Invoke(Dash)))));
        return chart;
    }

    /// <summary>Restyles the markers of all traces.</summary>
    public static GenericChart WithMarkerStyle(this GenericChart chart, Color? Color = null, double? Size = null, StyleParam.MarkerSymbol? Symbol = null)
    {
        foreach (var trace in GenericChart.getTraces(chart))
            trace.With(("marker", (trace.Get<Marker>("marker")?.Copy() ?? new Marker()).With(("color", (object?)Color), ("size", Size), ("symbol", Symbol is null ? null : StyleParam.MarkerSymbol.convert.Invoke(Symbol)))));
        return chart;
    }
}
