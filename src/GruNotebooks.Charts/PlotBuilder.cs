namespace GruNotebooks.Charts;

/// <summary>
/// Builds a <see cref="Plot"/> in a few lines: <c>Plot.New("…").X("step").Y("loss", log: true).Model(CellKind.Gru, losses).Alt("…")</c>.
/// Numbers may be of any numeric type; what is not finite, and what is not positive on a log axis, is a gap.
/// </summary>
public sealed partial class PlotBuilder
{
    private readonly string heading;
    private readonly int columns;
    private readonly List<PlotPanel> panels;
    private string note = "";
    private int? width;
    private int? height;

    internal PlotBuilder(string heading) => (this.heading, columns, panels) = (heading, 1, [new PlotPanel()]);

    internal PlotBuilder(string heading, int columns, IEnumerable<PlotBuilder> builders)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        (this.heading, this.columns, panels) = (heading, columns, []);
        foreach (var builder in builders)
        {
            var panel = builder.Panel;
            panel.Heading = builder.heading;
            panels.Add(panel);
            if (note.Length == 0) note = builder.note;
        }
        if (panels.Count == 0) throw new ArgumentException("A grid needs at least one panel.", nameof(builders));
    }

    private PlotBuilder(string heading, PlotPanel panel) => (this.heading, columns, panels) = (heading, 1, [panel]);

    /// <summary>The only panel: a grid's panels are filled before they are put together.</summary>
    private PlotPanel Panel => panels.Count == 1
        ? panels[0]
        : throw new InvalidOperationException("Draw into the panels before they go into Plot.Grid; a grid takes only axes, reference lines, Note, Size and Alt.");

    /// <summary>The horizontal axis (of every panel, in a grid).</summary>
    /// <param name="title">What it measures, with its unit: "step", "time (ms)".</param>
    /// <param name="log">Powers of ten.</param>
    /// <param name="from">Where it begins; by default where the data begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="ticks">Where the marks stand; by default Plotly decides.</param>
    /// <param name="names">Texts for <paramref name="ticks"/>.</param>
    /// <param name="format">A d3 format for the numbers, such as ".0%".</param>
    public PlotBuilder X(string title, bool log = false, double? from = null, double? to = null, double[]? ticks = null, string[]? names = null, string? format = null) =>
        SetAxis(p => p.X, title, log, from, to, ticks, names, format);

    /// <summary>The vertical axis (of every panel, in a grid).</summary>
    /// <param name="title">What it measures, with its unit.</param>
    /// <param name="log">Powers of ten: where a ratio is the message.</param>
    /// <param name="from">Where it begins; by default where the data begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="ticks">Where the marks stand; by default Plotly decides.</param>
    /// <param name="names">Texts for <paramref name="ticks"/>.</param>
    /// <param name="format">A d3 format for the numbers, such as ".0%".</param>
    public PlotBuilder Y(string title, bool log = false, double? from = null, double? to = null, double[]? ticks = null, string[]? names = null, string? format = null) =>
        SetAxis(p => p.Y, title, log, from, to, ticks, names, format);

    /// <summary>One sentence in grey under the title: what the spread is, how many seeds, which setting.</summary>
    public PlotBuilder Note(string text)
    {
        note = text;
        return this;
    }

    /// <summary>The size in pixels; by default 720 × 420, more for grids.</summary>
    public PlotBuilder Size(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        (this.width, this.height) = (width, height);
        return this;
    }

    /// <summary>A unit is as long on the horizontal axis as on the vertical one, as in a plane of two states.</summary>
    public PlotBuilder Square()
    {
        Panel.Square = true;
        return this;
    }

    /// <summary>Ends the chart with the sentence that states its finding, of at least <see cref="Plot.ShortestAlt"/> characters.</summary>
    /// <exception cref="ArgumentException">The sentence is too short.</exception>
    public Plot Alt(string finding) => new(new FigureLayout(heading, note, columns, panels, width, height).Write, finding);

    private PlotBuilder SetAxis(Func<PlotPanel, PlotAxis> axis, string title, bool log, double? from, double? to, double[]? ticks, string[]? names, string? format)
    {
        if (names is not null && names.Length != ticks?.Length)
            throw new ArgumentException($"{names.Length} names for {ticks?.Length ?? 0} ticks on axis \"{title}\"; give one each.", nameof(names));
        foreach (var panel in panels)
        {
            var a = axis(panel);
            (a.Heading, a.From, a.To, a.Format) = (title, from, to, format);
            a.Log = log;
            if (ticks is not null) (a.TickAt, a.TickText) = (ticks, names);
        }
        return this;
    }
}
