using Plotly.NET.LayoutObjects;

namespace GruNotebooks.Charts;

/// <summary>Sets the names of lines at their ends, in the lines' colours, pushed apart where they would touch.</summary>
internal static class EndLabels
{
    private const double Gap = 19;

    /// <summary>Labels whose lines end closer than this may touch, in pixels.</summary>
    private const double Reach = 70;

    /// <param name="labels">Names and lines.</param>
    /// <param name="panel">Its axes.</param>
    /// <param name="scale">Pixels a unit.</param>
    /// <param name="room">Where the panel's data lies.</param>
    /// <returns>Annotations with the references "x" and "y".</returns>
    public static IEnumerable<Annotation> Place(IReadOnlyList<EndLabel> labels, PlotPanel panel, PixelScale scale, DataRoom room)
    {
        var ends = labels.Select(l => (Label: l, At: LastShown(l, panel))).Where(e => e.At is not null).Select(e => (e.Label, e.At!.Value.X, e.At!.Value.Y)).ToArray();
        var (bottom, top) = (panel.Y.Range().Low * scale.Y, panel.Y.Range().High * scale.Y);
        double Inside(double y) => Math.Clamp(y, bottom + (Gap / 2), Math.Max(bottom, top - Gap) + (Gap / 2));
        foreach (var near in Neighbours([.. ends.Select(e => e.X * scale.X)]))
        {
            var given = TextSize.Spread([.. near.Select(i => Inside(ends[i].Y * scale.Y))], Gap);
            for (var i = 0; i < near.Length; i++)
            {
                var (label, x, y) = ends[near[i]];
                var (across, height) = ((x - panel.X.Range().Low) * scale.X, given[i] - bottom);
                var width = TextSize.Width(label.Text, EndLabel.FontSize);
                // Right of the end, or left of it where another line passes there.
                var left = across - 6 - width > 0 && room.Hidden(across + 4, height - (Gap / 2), width, Gap) > room.Hidden(across - 6 - width, height - (Gap / 2), width, Gap);
                yield return Words(label, x, y, given[i] - (y * scale.Y), left);
            }
        }
    }

    private static Annotation Words(EndLabel label, double x, double y, double up, bool left) => new Annotation().With(
        ("text", label.Text),
        ("xref", "x"), ("x", x),
        ("yref", "y"), ("y", y),
        ("xanchor", left ? "right" : "left"), ("yanchor", "middle"), ("align", "left"),
        ("xshift", left ? -6 : 6), ("yshift", Math.Round(up, 1)),
        ("showarrow", false),
        ("font", HouseStyle.FontOf(EndLabel.FontSize, Palette.Readable(label.Colour))));

    /// <summary>Groups of labels along the horizontal axis.</summary>
    private static IEnumerable<int[]> Neighbours(double[] x)
    {
        var group = new List<int>();
        foreach (var i in Enumerable.Range(0, x.Length).OrderBy(i => x[i]))
        {
            if (group.Count > 0 && x[i] - x[group[^1]] > Reach)
            {
                yield return [.. group];
                group.Clear();
            }
            group.Add(i);
        }
        if (group.Count > 0) yield return [.. group];
    }

    /// <summary>The last point of a line that lies inside the axes, counted as the axes count.</summary>
    private static (double X, double Y)? LastShown(EndLabel label, PlotPanel panel)
    {
        var ((x0, x1), (y0, y1)) = (panel.X.Range(), panel.Y.Range());
        for (var i = label.X.Length - 1; i >= 0; i--)
        {
            var (x, y) = (panel.X.Category ? i : panel.X.Counted(label.X[i]), panel.Y.Counted(label.Y[i]));
            if (double.IsFinite(y) && y >= y0 && y <= y1 && (panel.X.Category || (double.IsFinite(x) && x >= x0 && x <= x1)))
                return (x, y);
        }
        return null;
    }
}
