namespace GruNotebooks.Charts;

/// <summary>Where the data of a panel lies, in pixels from the lower left corner of its axes: a text stands where none does, if there is such a place.</summary>
internal sealed class DataRoom
{
    /// <summary>Points along a line this many pixels apart stand for it.</summary>
    private const double Step = 4;

    private readonly List<(double X, double Y)> ink = [];

    public DataRoom(PlotPanel axes, IEnumerable<PlotPanel> drawn, PixelScale scale)
    {
        var ((left, right), (bottom, top)) = (axes.X.Range(), axes.Y.Range());
        (Width, Height) = ((right - left) * scale.X, (top - bottom) * scale.Y);
        foreach (var (xs, ys, joined) in drawn.SelectMany(p => p.Drawn))
        {
            (double X, double Y)? before = null;
            for (var i = 0; i < xs.Length; i++)
            {
                var here = (X: ((axes.X.Category ? i : axes.X.Counted(xs[i])) - left) * scale.X, Y: (axes.Y.Counted(ys[i]) - bottom) * scale.Y);
                if (!double.IsFinite(here.X) || !double.IsFinite(here.Y))
                {
                    before = null;
                    continue;
                }
                ink.Add(here);
                if (joined && before is { } a)
                {
                    var between = (int)Math.Min(1000, Math.Max(Math.Abs(here.X - a.X), Math.Abs(here.Y - a.Y)) / Step);
                    for (var k = 1; k < between; k++) ink.Add((a.X + ((here.X - a.X) * k / between), a.Y + ((here.Y - a.Y) * k / between)));
                }
                before = here;
            }
        }
    }

    /// <summary>Pixels across the axes.</summary>
    public double Width { get; }

    /// <summary>Pixels from the lower to the upper end of the axes.</summary>
    public double Height { get; }

    /// <summary>How much data a text in this place would hide.</summary>
    public int Hidden(double left, double bottom, double width, double height) =>
        ink.Count(p => p.X >= left && p.X <= left + width && p.Y >= bottom && p.Y <= bottom + height);

    /// <summary>The first of the places that hide least.</summary>
    public static T Best<T>(IEnumerable<T> places, Func<T, int> hidden) => places.MinBy(hidden)!;
}
