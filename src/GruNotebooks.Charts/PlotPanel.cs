using Plotly.NET;
using Plotly.NET.LayoutObjects;

namespace GruNotebooks.Charts;

/// <summary>One pair of axes and all that is drawn in it.</summary>
internal sealed class PlotPanel
{
    public const int TopTextHeight = 20;

    public string Heading { get; set; } = "";
    public PlotAxis X { get; init; } = new();
    public PlotAxis Y { get; init; } = new();

    /// <summary>What is drawn; some marks (arrow heads) depend on the size of a pixel, so they are made last.</summary>
    public List<Func<PixelScale, Trace>> Traces { get; } = [];

    /// <summary>Texts and lines with references "x", "y", "x domain" or "y domain", whatever the panel's number will be.</summary>
    public List<Annotation> Annotations { get; } = [];
    public List<Shape> Shapes { get; } = [];
    public List<EndLabel> Labels { get; } = [];
    /// <summary>What texts had better not hide: lines, edges of bands, dots.</summary>
    public List<(double[] X, double[] Y, bool Joined)> Drawn { get; } = [];
    public PlotSlide? Slide { get; set; }

    /// <summary>A pixel is as long along x as along y: matrices of counts, planes of states.</summary>
    public bool Square { get; set; }
    public bool ColourBar { get; set; }
    public bool HorizontalBars { get; set; }
    public List<double> BarValues { get; } = [];
    public List<string> BarNames { get; } = [];

    /// <summary>Marks that only a legend can name: bars in groups, kinds of dots.</summary>
    public int LegendEntries { get; set; }
    public int SpareColours { get; set; }

    /// <summary>The panel and what its slider draws.</summary>
    public IEnumerable<PlotPanel> WithSlides => Slide is null ? [this] : [this, .. Slide.Panels];

    /// <summary>Bars stand on zero and may lie, so their axes are settled last.</summary>
    public void Settle()
    {
        if (!WithSlides.Any(p => p.BarNames.Count > 0)) return;
        var (names, values) = HorizontalBars ? (Y, X) : (X, Y);
        (names.Category, names.Reversed) = (true, HorizontalBars);
        values.Include(WithSlides.SelectMany(p => p.BarValues));
        (values.FromZero, values.Headroom) = (true, 0.12);
        if (HorizontalBars) Y.TickText ??= [.. BarNames.Distinct()];
    }

    /// <summary>Pixels that the panel needs right of its axes: for labels at line ends, or for a colour bar.</summary>
    public double RightInset()
    {
        var labels = WithSlides.SelectMany(p => p.Labels).Select(l => TextSize.Width(l.Text, EndLabel.FontSize)).DefaultIfEmpty(0).Max();
        return ColourBar ? 96 : labels > 0 ? labels + 16 : 24;
    }

    /// <summary>Pixels left of the axes: for the tick texts and the title.</summary>
    public double LeftInset()
    {
        var ticks = Y.TickText ?? [];
        var widest = ticks.Select(t => TextSize.Width(t, 14)).DefaultIfEmpty(42).Max();
        return widest + 14 + (Y.Heading.Length > 0 ? 28 : 4);
    }

    public double BottomInset() => X.Heading.Length > 0 ? 62 : 36;

    /// <summary>Pixels above the axes: for the panel's title, and for texts that stand on top of it.</summary>
    public double TopInset() => (Heading.Length > 0 ? 32 : 12) + (TopTexts ? TopTextHeight : 0);

    public bool TopTexts => WithSlides.Any(p => p.Annotations.Any(a => a.Get<string>("yref") == "y domain" && a.Get<string>("yanchor") == "bottom" && a.Number("y") >= 1));
}

/// <summary>A text at the end of a line, in the line's colour: no legend to look up.</summary>
internal sealed record EndLabel(string Text, string Colour, double[] X, double[] Y)
{
    public const int FontSize = 15;
}

/// <summary>How many pixels one unit of each axis takes, and where the axes end.</summary>
internal readonly record struct PixelScale(double X, double Y);

/// <summary>A panel drawn again for every position of a slider.</summary>
internal sealed record PlotSlide(string Name, string[] Texts, int Start, PlotPanel[] Panels);
