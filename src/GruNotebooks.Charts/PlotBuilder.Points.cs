using System.Numerics;
using GruNotebooks.Display;
using GruNotebooks.Layers;
using Plotly.NET;
using Plotly.NET.TraceObjects;

namespace GruNotebooks.Charts;

public sealed partial class PlotBuilder
{
    /// <summary>Dots.</summary>
    /// <param name="name">Shown when the pointer is over a dot, and in a legend where there are several kinds of dots; empty for none.</param>
    /// <param name="x">Positions.</param>
    /// <param name="y">As many values.</param>
    /// <param name="color">A colour; by default the next spare one.</param>
    /// <param name="symbol">circle, square, diamond, cross, x, triangle-up, circle-open…</param>
    /// <param name="size">In pixels.</param>
    /// <param name="texts">A text beside each dot.</param>
    /// <exception cref="ArgumentException">Not as many y, or texts, as x.</exception>
    public PlotBuilder Points<TX, TY>(string name, IEnumerable<TX> x, IEnumerable<TY> y, string? color = null, string symbol = "circle", double size = 9, IEnumerable<string>? texts = null)
        where TX : INumber<TX> where TY : INumber<TY>
    {
        var (xs, ys) = (Numbers.Of(x), Numbers.Of(y));
        Numbers.SameLength(xs.Length, ys.Length, $"points \"{name}\"");
        string[]? beside = texts is null ? null : [.. texts];
        if (beside is not null) Numbers.SameLength(xs.Length, beside.Length, $"texts of points \"{name}\"");
        var panel = Panel;
        color ??= NextColour();
        panel.Drawn.Add((xs, ys, false));
        panel.X.Include(xs);
        panel.Y.Include(ys);
        panel.X.Padding = panel.Y.Padding = beside is null ? 0.06 : 0.1;
        if (name.Length > 0) panel.LegendEntries++;
        panel.Traces.Add(_ =>
        {
            var trace = new Trace2D("scatter").With(
                ("mode", beside is null ? "markers" : "markers+text"),
                ("name", name),
                ("x", xs), ("y", ys),
                ("marker", new Marker().With(("color", color), ("size", size), ("symbol", symbol), ("line", new Line().With(("color", "#FFFFFF"), ("width", 1))))),
                ("hovertemplate", "%{x:.4~g}, %{y:.4~g}"),
                ("showlegend", name.Length > 0),
                ("cliponaxis", false));
            return beside is null ? trace : trace.With(("text", beside), ("textposition", "top center"), ("textfont", HouseStyle.FontOf(14, Palette.Readable(color))));
        });
        return this;
    }

    /// <summary>Dots in a model's colour.</summary>
    public PlotBuilder Points<TX, TY>(CellKind kind, IEnumerable<TX> x, IEnumerable<TY> y, double size = 9) where TX : INumber<TX> where TY : INumber<TY> =>
        Points(Palette.NameOf(kind), x, y, Palette.Of(kind), kind.Marker, size);

    /// <summary>Bars with their values on them. Called several times, the bars of each name stand side by side, with a legend.</summary>
    /// <param name="names">One name for each bar; RNN, LSTM and GRU take their colours where no colour is given.</param>
    /// <param name="values">As many values.</param>
    /// <param name="series">What these bars are, where there are several series.</param>
    /// <param name="color">One colour for all.</param>
    /// <param name="low">Lower ends of the spread, such as the 10th percentile.</param>
    /// <param name="high">Upper ends of the spread.</param>
    /// <param name="digits">Significant digits of the values on the bars; 0 for none.</param>
    /// <param name="colors">A colour for each bar, in place of <paramref name="color"/>: where the names have colours of their own.</param>
    /// <exception cref="ArgumentException">Not as many values, or colours, as names.</exception>
    public PlotBuilder Bars<T>(IEnumerable<string> names, IEnumerable<T> values, string series = "", string? color = null,
        IEnumerable<T>? low = null, IEnumerable<T>? high = null, int digits = 3, IEnumerable<string>? colors = null) where T : INumber<T>
    {
        string[] at = [.. names];
        var v = Numbers.Of(values);
        Numbers.SameLength(at.Length, v.Length, $"bars \"{series}\"");
        var panel = Panel;
        if (series.Length > 0) panel.LegendEntries++;
        string[] paints = colors is not null ? [.. colors] : color is not null || at.Length == 0 || !at.All(IsModel) ? [color ?? NextColour()] : [.. at.Select(ModelColour)];
        if (colors is not null) Numbers.SameLength(at.Length, paints.Length, $"bars \"{series}\": names and colours");
        panel.BarNames.AddRange(at);
        var (lows, highs) = (low is null ? null : Numbers.Of(low), high is null ? null : Numbers.Of(high));
        panel.BarValues.AddRange([.. v, .. lows ?? [], .. highs ?? []]);
        panel.Traces.Add(_ => Bar(panel, at, v, series, paints, lows, highs, digits));
        return this;
    }

    /// <summary>A model's bars, in the model's colour: one series of several.</summary>
    public PlotBuilder Bars<T>(CellKind kind, IEnumerable<string> names, IEnumerable<T> values, IEnumerable<T>? low = null, IEnumerable<T>? high = null, int digits = 3) where T : INumber<T> =>
        Bars(names, values, Palette.NameOf(kind), Palette.Of(kind), low, high, digits);

    /// <summary>Bars lie: for long names.</summary>
    public PlotBuilder Horizontal()
    {
        Panel.HorizontalBars = true;
        return this;
    }

    private static bool IsModel(string name) => CellKind.All.Any(kind => name.StartsWith(kind.Name, StringComparison.Ordinal));

    private static string ModelColour(string name) => CellKind.All.First(kind => name.StartsWith(kind.Name, StringComparison.Ordinal)).Colour;

    private static Trace Bar(PlotPanel panel, string[] at, double[] v, string series, string[] colors, double[]? lows, double[]? highs, int digits)
    {
        var lying = panel.HorizontalBars;
        var trace = new Trace2D("bar").With(
            ("name", series),
            ("orientation", lying ? "h" : "v"),
            ("x", lying ? v : at),
            ("y", lying ? at : v),
            ("marker", new Marker().With(("color", colors.Length == 1 ? colors[0] : colors))),
            ("hovertemplate", lying ? "%{y}: %{x:.4~g}" : "%{x}: %{y:.4~g}"),
            ("showlegend", series.Length > 0));
        var spread = lows is not null && highs is not null;
        if (spread)
        {
            trace.With((lying ? "error_x" : "error_y", new Error().With(
                ("type", "data"), ("symmetric", false),
                ("array", highs!.Zip(v, (h, m) => h - m).ToArray()), ("arrayminus", v.Zip(lows!, (m, l) => m - l).ToArray()),
                ("color", "#404040"), ("thickness", 1.5))));
        }
        if (digits > 0)
        {
            trace.With(
                ("text", v.Select(u => NumberText.Short(u, digits)).ToArray()),
                ("textposition", spread ? "inside" : "outside"), ("insidetextanchor", spread ? "start" : null), ("textangle", 0),
                ("cliponaxis", false),
                ("textfont", HouseStyle.FontOf(14)));
        }
        return trace;
    }
}
