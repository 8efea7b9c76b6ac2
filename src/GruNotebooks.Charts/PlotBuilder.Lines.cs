using System.Numerics;
using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using Plotly.NET;
using Plotly.NET.TraceObjects;

namespace GruNotebooks.Charts;

public sealed partial class PlotBuilder
{
    /// <summary>A line over 0, 1, 2, …, with its name at its end.</summary>
    public PlotBuilder Line<T>(string name, IEnumerable<T> y, string? color = null, string dash = "solid", double width = 2.5, bool markers = false) where T : INumber<T>
    {
        var ys = Numbers.Of(y);
        return AddLine(name, Numbers.Count(ys.Length), ys, color, dash, width, markers);
    }

    /// <summary>A line, with its name at its end.</summary>
    /// <param name="name">The name in the line's colour; empty for none.</param>
    /// <param name="x">Positions.</param>
    /// <param name="y">As many values; NaN is a gap.</param>
    /// <param name="color">A colour such as <see cref="Palette.Green"/>; by default the next spare one.</param>
    /// <param name="dash">solid, dash, dot, dashdot.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="markers">A dot at each point, where there are few.</param>
    /// <exception cref="ArgumentException">Not as many y as x.</exception>
    public PlotBuilder Line<TX, TY>(string name, IEnumerable<TX> x, IEnumerable<TY> y, string? color = null, string dash = "solid", double width = 2.5, bool markers = false)
        where TX : INumber<TX> where TY : INumber<TY> =>
        AddLine(name, Numbers.Of(x), Numbers.Of(y), color, dash, width, markers);

    /// <summary>The line of a function from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public PlotBuilder Curve(string name, Func<double, double> f, double from, double to, string? color = null, string dash = "solid", double width = 2.5, int points = 201)
    {
        var x = Numbers.Even(from, to, points);
        return AddLine(name, x, [.. x.Select(f)], color, dash, width, false);
    }

    /// <summary>A model's line over 0, 1, 2, … in the model's colour and dash, with its name at its end.</summary>
    public PlotBuilder Model<T>(CellKind kind, IEnumerable<T> y, string? name = null, bool markers = false) where T : INumber<T>
    {
        var ys = Numbers.Of(y);
        return Model(kind, Numbers.Count(ys.Length), ys, name, markers);
    }

    /// <summary>A model's line in the model's colour and dash, with its name at its end.</summary>
    /// <exception cref="ArgumentException">Not as many y as x.</exception>
    public PlotBuilder Model<TX, TY>(CellKind kind, IEnumerable<TX> x, IEnumerable<TY> y, string? name = null, bool markers = false)
        where TX : INumber<TX> where TY : INumber<TY> =>
        AddLine(name ?? Palette.NameOf(kind), Numbers.Of(x), Numbers.Of(y), Palette.Of(kind), Palette.DashOf(kind), 2.5, markers);

    /// <summary>A model's median over several seeds as a line, and the middle half of the seeds as a band.</summary>
    /// <param name="kind">The model; it gives colour, dash and name.</param>
    /// <param name="x">Positions, the same for all seeds.</param>
    /// <param name="seeds">One curve for each seed; shorter ones (early stops) count as long as they last.</param>
    /// <param name="name">In place of the model's name.</param>
    public PlotBuilder Seeds<TX, TY>(CellKind kind, IEnumerable<TX> x, IEnumerable<IEnumerable<TY>> seeds, string? name = null)
        where TX : INumber<TX> where TY : INumber<TY> =>
        AddSeeds(name ?? Palette.NameOf(kind), Numbers.Of(x), [.. seeds.Select(Numbers.Of)], Palette.Of(kind), Palette.DashOf(kind));

    /// <summary>The median over several seeds as a line, and the middle half of the seeds as a band.</summary>
    public PlotBuilder Seeds<TX, TY>(string name, IEnumerable<TX> x, IEnumerable<IEnumerable<TY>> seeds, string? color = null, string dash = "solid")
        where TX : INumber<TX> where TY : INumber<TY> =>
        AddSeeds(name, Numbers.Of(x), [.. seeds.Select(Numbers.Of)], color ?? NextColour(), dash);

    /// <summary>A shaded band between two curves.</summary>
    public PlotBuilder Band<TX, TY>(IEnumerable<TX> x, IEnumerable<TY> low, IEnumerable<TY> high, string? color = null, double opacity = 0.2)
        where TX : INumber<TX> where TY : INumber<TY> =>
        AddBand(Numbers.Of(x), Numbers.Of(low), Numbers.Of(high), color ?? Palette.Grey, opacity);

    private PlotBuilder AddSeeds(string name, double[] x, double[][] seeds, string color, string dash)
    {
        if (seeds.Length == 0) throw new ArgumentException($"No seeds for \"{name}\": give one curve or more.", nameof(seeds));
        var steps = Math.Min(x.Length, seeds.Max(s => s.Length));
        x = x[..steps];
        Spread[] at = [.. Enumerable.Range(0, steps).Select(i => Over(seeds.Where(s => i < s.Length && !double.IsNaN(s[i])).Select(s => s[i])))];
        if (seeds.Length > 1)
        {
            AddBand(x, [.. at.Select(s => s.LowerQuartile)], [.. at.Select(s => s.UpperQuartile)], color, 0.2);
            if (note.Length == 0) note = $"Line: median of {seeds.Length} seeds. Band: the middle half of them.";
        }
        return AddLine(name, x, [.. at.Select(s => s.Median)], color, dash, 2.5, false);

        static Spread Over(IEnumerable<double> values) =>
            values.Any() ? Spread.Of(values) : new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, 0);
    }

    private PlotBuilder AddBand(double[] x, double[] low, double[] high, string color, double opacity)
    {
        Numbers.SameLength(x.Length, low.Length, "band, lower edge");
        Numbers.SameLength(x.Length, high.Length, "band, upper edge");
        int[] shown = [.. Enumerable.Range(0, x.Length).Where(i => double.IsFinite(low[i]) && double.IsFinite(high[i]))];
        var panel = Panel;
        panel.X.Include(x);
        panel.Y.Include(low);
        panel.Y.Include(high);
        panel.Drawn.AddRange([(x, low, true), (x, high, true)]);
        double[] around = [.. shown.Select(i => x[i]), .. shown.Reverse().Select(i => x[i])];
        double[] edges = [.. shown.Select(i => high[i]), .. shown.Reverse().Select(i => low[i])];
        panel.Traces.Add(_ => new Trace2D("scatter").With(
            ("mode", "lines"),
            ("x", around), ("y", edges),
            ("fill", "toself"), ("fillcolor", Palette.Translucent(color, opacity)),
            ("line", new Line().With(("width", 0))),
            ("hoverinfo", "skip"),
            ("showlegend", false)));
        return this;
    }

    private PlotBuilder AddLine(string name, double[] x, double[] y, string? color, string dash, double width, bool markers)
    {
        Numbers.SameLength(x.Length, y.Length, $"line \"{name}\"");
        var panel = Panel;
        color ??= NextColour();
        panel.X.Include(x);
        panel.Y.Include(y);
        panel.Drawn.Add((x, y, true));
        panel.Y.Padding = Math.Max(panel.Y.Padding, 0.05);
        if (markers) panel.X.Padding = Math.Max(panel.X.Padding, 0.02);
        panel.Traces.Add(_ => new Trace2D("scatter").With(
            ("mode", markers ? "lines+markers" : "lines"),
            ("name", name),
            ("x", x), ("y", y),
            ("line", new Line().With(("color", color), ("width", width), ("dash", dash))),
            ("hovertemplate", "%{x:.4~g}, %{y:.4~g}"),
            ("showlegend", false),
            ("marker", markers ? new Marker().With(("color", color), ("size", 7)) : null)));
        if (name.Length > 0) panel.Labels.Add(new EndLabel(name, color, x, y));
        return this;
    }

    private string NextColour() => Palette.Spare[Panel.SpareColours++ % Palette.Spare.Count];
}
