using Plotly.NET;
using Plotly.NET.LayoutObjects;

namespace GruNotebooks.Charts;

public sealed partial class PlotBuilder
{
    /// <summary>A grey dashed line across the chart at height <paramref name="y"/>: a baseline, a bound (in every panel of a grid).</summary>
    /// <param name="y">The height.</param>
    /// <param name="text">What it is; stands on the line.</param>
    /// <param name="at">Where the text ends, as a part of the width; below one half: where it begins.</param>
    /// <param name="color">By default grey.</param>
    public PlotBuilder HLine(double y, string text = "", double at = 1, string color = Palette.Grey)
    {
        foreach (var panel in panels)
        {
            panel.Y.Include(y);
            panel.Shapes.Add(Straight("x domain", 0, 1, "y", y, y, color));
            if (text.Length > 0) panel.Annotations.Add(Words(text, "x domain", at, "y", y, at < 0.5 ? "left" : "right", "bottom", color));
        }
        return this;
    }

    /// <summary>A grey dashed line from bottom to top at <paramref name="x"/> (in every panel of a grid).</summary>
    /// <param name="x">The position.</param>
    /// <param name="text">What it is; stands on top of the line.</param>
    /// <param name="at">Below one, the text stands right of the line at this part of the chart's height; left of it with a negative number.</param>
    /// <param name="color">By default grey.</param>
    public PlotBuilder VLine(double x, string text = "", double at = 1, string color = Palette.Grey)
    {
        foreach (var panel in panels)
        {
            panel.X.Include(x);
            panel.Shapes.Add(Straight("x", x, x, "y domain", 0, 1, color));
            if (text.Length == 0) continue;
            var above = at >= 1;
            var words = Words(text, "x", x, "y domain", Math.Min(1, Math.Abs(at)), above ? "center" : at < 0 ? "right" : "left", above ? "bottom" : "middle", color);
            panel.Annotations.Add(above ? words : words.With(("xshift", at < 0 ? -4 : 4)));
        }
        return this;
    }

    /// <summary>Shades the part between two positions of the horizontal axis, with a text on top.</summary>
    public PlotBuilder Shade(double from, double to, string text = "", string color = Palette.Sky)
    {
        foreach (var panel in panels)
        {
            panel.X.Include(from, to);
            panel.Shapes.Add(Straight("x", from, to, "y domain", 0, 1, color).With(
                ("type", "rect"), ("layer", "below"), ("fillcolor", Palette.Translucent(color, 0.18)), ("line", new Line().With(("width", 0)))));
            if (text.Length > 0) panel.Annotations.Add(Words(text, "x", (from + to) / 2, "y domain", 1, "center", "bottom", Palette.Grey));
        }
        return this;
    }

    /// <summary>A text at a point; with an arrow to the point where <paramref name="dx"/> or <paramref name="dy"/> moves the text away from it.</summary>
    /// <param name="x">The point.</param>
    /// <param name="y">The point.</param>
    /// <param name="text">What to see there; &lt;br&gt; breaks a line.</param>
    /// <param name="dx">Pixels to the right.</param>
    /// <param name="dy">Pixels up.</param>
    /// <param name="color">By default nearly black; #FFFFFF on dark maps.</param>
    public PlotBuilder Text(double x, double y, string text, double dx = 0, double dy = 0, string color = "#222222")
    {
        var words = Words(text, "x", x, "y", y, dx == 0 ? "center" : dx > 0 ? "left" : "right", "middle", color);
        if (dx != 0 || dy != 0)
        {
            words.With(("showarrow", true), ("ax", dx), ("ay", -dy), ("arrowhead", 2), ("arrowwidth", 1.5), ("arrowcolor", color));
        }
        Panel.X.Include(x);
        Panel.Y.Include(y);
        Panel.Annotations.Add(words);
        return this;
    }

    private static Shape Straight(string xref, double x0, double x1, string yref, double y0, double y1, string color) => new Shape().With(
        ("type", "line"),
        ("xref", xref), ("x0", x0), ("x1", x1),
        ("yref", yref), ("y0", y0), ("y1", y1),
        ("line", new Line().With(("color", color), ("width", 1.5), ("dash", "dash"))));

    private static Annotation Words(string text, string xref, double x, string yref, double y, string xanchor, string yanchor, string color) => new Annotation().With(
        ("text", text),
        ("xref", xref), ("x", x),
        ("yref", yref), ("y", y),
        ("xanchor", xanchor), ("yanchor", yanchor),
        ("showarrow", false),
        ("font", HouseStyle.FontOf(14, Palette.Readable(color))),
        ("bgcolor", color.Equals("#FFFFFF", StringComparison.OrdinalIgnoreCase) ? "rgba(0,0,0,0.5)" : "rgba(255,255,255,0.6)"));
}
