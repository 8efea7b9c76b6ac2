namespace GruNotebooks.Charts;

/// <summary>Where every panel stands: pixels for texts first, the rest shared equally. Plotly counts parts of the inner area from the bottom left.</summary>
internal sealed class PanelPlacement
{
    public const int TitleSize = 18;
    private const int NoteSize = 14;
    private const int SliderHeight = 84;
    private const int LegendHeight = 30;

    private readonly IReadOnlyList<PlotPanel> panels;

    public PanelPlacement(string heading, string note, int columns, IReadOnlyList<PlotPanel> panels, int? width, int? height)
    {
        this.panels = panels;
        columns = Math.Min(columns, panels.Count);
        var rows = (panels.Count + columns - 1) / columns;
        Legend = panels.Sum(p => p.LegendEntries) > 1;
        var slides = panels.Any(p => p.Slide is not null);
        var alone = panels.Count == 1;

        double[] left = [.. Enumerable.Range(0, columns).Select(c => Column(c, columns).Max(p => p.LeftInset()))];
        double[] right = [.. Enumerable.Range(0, columns).Select(c => Column(c, columns).Max(p => p.RightInset()))];
        double[] above = [.. Enumerable.Range(0, rows).Select(r => Row(r, columns).Max(p => p.TopInset()))];
        double[] below = [.. Enumerable.Range(0, rows).Select(r => Row(r, columns).Max(p => p.BottomInset()))];
        BelowAxes = below[^1];

        var square = alone && panels[0].Square;
        Width = width ?? (columns > 1 ? 920 : 720);
        TitleText = Title(heading, note, (width ?? (square ? 600 : Width)) - 28);
        Top = TitleHeight() + (Legend ? LegendHeight : 0) + above[0];
        TopInset = above[0];
        var rowHeight = panels.Any(p => p.Square) ? Math.Clamp((Width - left.Sum() - right.Sum()) / columns, 250, 420) : 250;
        Height = height ?? (alone ? square ? 560 : 420 : (int)(Top + (rows * rowHeight) + above.Skip(1).Sum() + below.Sum())) + (slides && height is null ? SliderHeight : 0);
        Bottom = below[^1] + (slides ? SliderHeight : 0);
        (Left, Right) = (left[0], right[^1]);
        if (square && width is null)
            Width = (int)Math.Round(Left + Right + ((Height - Top - Bottom) * Ratio(panels[0])));

        InnerWidth = Math.Max(10, Width - Left - Right);
        InnerHeight = Math.Max(10, Height - Top - Bottom);
        var gapsX = right.Take(columns - 1).Sum() + left.Skip(1).Sum();
        var gapsY = below.Take(rows - 1).Sum() + above.Skip(1).Sum();
        var (cellWidth, cellHeight) = (Math.Max(10, (InnerWidth - gapsX) / columns), Math.Max(10, (InnerHeight - gapsY) / rows));

        Areas = new (double, double, double, double)[panels.Count];
        for (var n = 0; n < panels.Count; n++)
        {
            var (r, c) = (n / columns, n % columns);
            var x = (c * cellWidth) + right.Take(c).Sum() + left.Skip(1).Take(c).Sum();
            var y = (r * cellHeight) + below.Take(r).Sum() + above.Skip(1).Take(r).Sum();
            var (w, h) = (cellWidth, cellHeight);
            if (panels[n].Square && !square) (w, h) = (Math.Min(w, h * Ratio(panels[n])), Math.Min(h, w / Ratio(panels[n])));
            Areas[n] = (x / InnerWidth, (x + w) / InnerWidth, 1 - ((y + h) / InnerHeight), 1 - (y / InnerHeight));
        }
    }

    public int Width { get; }
    public int Height { get; }
    public double Left { get; }
    public double Right { get; }
    public double Top { get; }
    public double Bottom { get; }
    public double InnerWidth { get; }
    public double InnerHeight { get; }
    public double BelowAxes { get; }

    /// <summary>Pixels between the first row's axes and the title or the legend.</summary>
    public double TopInset { get; }

    /// <summary>Plotly sets a title of several lines 0.7 of its size higher than one of a single line.</summary>
    public double TitlePad => TextSize.Lines(TitleText).Length > 1 ? 14 + (0.7 * TitleSize) : 14;
    public bool Legend { get; }
    public string TitleText { get; }

    /// <summary>Each panel's axes as parts of the inner area.</summary>
    public (double X0, double X1, double Y0, double Y1)[] Areas { get; }

    /// <summary>Pixels a unit in panel <paramref name="n"/>.</summary>
    public PixelScale Scale(int n)
    {
        var ((x0, x1), (y0, y1)) = (panels[n].X.Range(), panels[n].Y.Range());
        var area = Areas[n];
        return new PixelScale((area.X1 - area.X0) * InnerWidth / (x1 - x0), (area.Y1 - area.Y0) * InnerHeight / (y1 - y0));
    }

    private IEnumerable<PlotPanel> Column(int c, int columns) => panels.Where((_, i) => i % columns == c);

    private IEnumerable<PlotPanel> Row(int r, int columns) => panels.Where((_, i) => i / columns == r);

    private static double Ratio(PlotPanel panel)
    {
        var ((x0, x1), (y0, y1)) = (panel.X.Range(), panel.Y.Range());
        return (x1 - x0) / (y1 - y0);
    }

    private static string Title(string heading, string note, double room)
    {
        var text = heading.Length > 0 ? TextSize.Wrap(heading, TitleSize, room) : "";
        if (note.Length == 0) return text;
        var small = $"<span style=\"font-size:{NoteSize}px;color:{Palette.Grey}\">{TextSize.Wrap(note, NoteSize, room)}</span>";
        return text.Length > 0 ? text + "<br>" + small : small;
    }

    private double TitleHeight() => TitleText.Length == 0 ? 8 : 14 + (TextSize.Lines(TitleText).Length * TitleSize * 1.3);
}
