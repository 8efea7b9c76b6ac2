using System.Numerics;
using Plotly.NET;

namespace GruNotebooks.Charts;

public sealed partial class PlotBuilder
{
    /// <summary>Arrows on a grid, one for where the system moves from each point: a phase portrait. All arrows fit between grid points.</summary>
    /// <param name="move">The move (dx, dy) from (x, y).</param>
    /// <param name="x">Ends of the plane.</param>
    /// <param name="y">Ends of the plane.</param>
    /// <param name="points">Arrows a side.</param>
    /// <param name="color">One colour for all.</param>
    public PlotBuilder Field(Func<double, double, (double Dx, double Dy)> move, (double From, double To) x, (double From, double To) y, int points = 17, string? color = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        var at = (from v in Numbers.Even(y.From, y.To, points) from u in Numbers.Even(x.From, x.To, points) select (X: u, Y: v)).ToArray();
        var moves = at.Select(p => move(p.X, p.Y)).ToArray();
        var cell = (X: (x.To - x.From) / (points - 1), Y: (y.To - y.From) / (points - 1));
        var longest = moves.Select(m => Math.Max(Math.Abs(m.Dx) / cell.X, Math.Abs(m.Dy) / cell.Y)).Where(double.IsFinite).DefaultIfEmpty(1).Max();
        var scale = longest > 0 ? 0.95 / longest : 1;
        return Arrows(at.Select(p => p.X), at.Select(p => p.Y), moves.Select(m => m.Dx * scale), moves.Select(m => m.Dy * scale), color ?? Palette.Grey);
    }

    /// <summary>Arrows from (x, y) to (x + dx, y + dy).</summary>
    /// <exception cref="ArgumentException">The four lists are not of one length.</exception>
    public PlotBuilder Arrows<T>(IEnumerable<T> x, IEnumerable<T> y, IEnumerable<T> dx, IEnumerable<T> dy, string? color = null, double width = 1.5) where T : INumber<T>
    {
        var (xs, ys, us, vs) = (Numbers.Of(x), Numbers.Of(y), Numbers.Of(dx), Numbers.Of(dy));
        Numbers.SameLength(xs.Length, ys.Length, "arrows: x and y");
        Numbers.SameLength(xs.Length, us.Length, "arrows: x and dx");
        Numbers.SameLength(xs.Length, vs.Length, "arrows: x and dy");
        var panel = Panel;
        panel.X.Include([.. xs, .. xs.Zip(us, (a, b) => a + b)]);
        panel.Y.Include([.. ys, .. ys.Zip(vs, (a, b) => a + b)]);
        panel.X.Padding = panel.Y.Padding = 0.02;
        color ??= Palette.Grey;
        panel.Traces.Add(pixel =>
        {
            var (px, py) = (new List<double>(), new List<double>());
            for (var i = 0; i < xs.Length; i++)
                Arrow(xs[i], ys[i], us[i], vs[i], pixel, px, py);
            return new Trace2D("scatter").With(
                ("mode", "lines"),
                ("x", px.Select(v => Math.Round(v, Decimals(pixel.X))).ToArray()),
                ("y", py.Select(v => Math.Round(v, Decimals(pixel.Y))).ToArray()),
                ("line", new Line().With(("color", color), ("width", width))),
                ("hoverinfo", "skip"),
                ("showlegend", false));
        });
        return this;
    }

    /// <summary>As many decimals as a tenth of a pixel needs.</summary>
    private static int Decimals(double pixelsAUnit) => Math.Clamp((int)Math.Ceiling(Math.Log10(10 * pixelsAUnit)), 0, 15);

    /// <summary>A shaft and, where it is long enough to carry one, a head of at most 6 pixels, drawn in one stroke; NaN lifts the pen.</summary>
    private static void Arrow(double x, double y, double dx, double dy, PixelScale pixel, List<double> px, List<double> py)
    {
        var (u, v) = (dx * pixel.X, dy * pixel.Y);
        var length = Math.Sqrt((u * u) + (v * v));
        if (!double.IsFinite(length) || length < 0.5) return;
        var head = Math.Min(6, 0.5 * length) / length;
        void Barb(double side)
        {
            px.Add(x + dx - (head * (u - (side * v)) / pixel.X));
            py.Add(y + dy - (head * (v + (side * u)) / pixel.Y));
        }
        void Point(double a, double b)
        {
            px.Add(a);
            py.Add(b);
        }
        Point(x, y);
        Point(x + dx, y + dy);
        if (length >= 4)
        {
            Barb(0.5);
            Point(x + dx, y + dy);
            Barb(-0.5);
        }
        Point(double.NaN, double.NaN);
    }
}
