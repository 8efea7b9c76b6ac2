using GruNotebooks.Display;
using Plotly.NET;

namespace GruNotebooks.Charts;

/// <summary>
/// One chart of Plotly.NET and the sentence that states its finding.
/// It knows no notebook host; hosts find its formats by name.
/// </summary>
[TypeFormatterSource(typeof(PlotFormatters), PreferredMimeTypes = [FrontEnd.Plotly, "text/html"])]
public sealed class Plot
{
    /// <summary>The least length of an alt text, in characters: less cannot state a finding.</summary>
    public const int ShortestAlt = 30;

    private readonly Func<GenericChart> draw;

    internal Plot(Func<GenericChart> draw, string alt)
    {
        alt = alt.Trim();
        if (alt.Length < ShortestAlt)
            throw new ArgumentException($"Alt text of {alt.Length} characters: write one sentence that states what the chart shows ({ShortestAlt} characters or more).", nameof(alt));
        (this.draw, Alt, Json) = (draw, alt, FigureJson.Of(draw()));
    }

    /// <summary>
    /// The chart for Plotly.NET's own methods: <c>plot.Chart.WithTitle("…").Finding("…")</c>.
    /// Those change a chart in place; so a chart of <see cref="New"/> is drawn anew each time, and this plot stays as it is.
    /// </summary>
    public GenericChart Chart => draw();

    /// <summary>The figure: plotly.js' JSON with <c>data</c>, <c>layout</c> and, where it moves, <c>frames</c>. The same chart gives the same text on every machine.</summary>
    public string Json { get; }

    /// <summary>The finding in one sentence, for readers who do not see the chart.</summary>
    public string Alt { get; }

    /// <summary>Starts a chart. Add lines, heat maps, bars…, then end with <see cref="PlotBuilder.Alt"/>, which gives the <see cref="Plot"/>.</summary>
    /// <param name="heading">The title; long ones are broken into lines.</param>
    public static PlotBuilder New(string heading = "") => new(heading);

    /// <summary>Small multiples: several charts of <see cref="New"/> side by side, row by row, under one title.</summary>
    /// <param name="heading">The title above all panels.</param>
    /// <param name="columns">Panels in a row.</param>
    /// <param name="panels">The panels, not yet ended by <c>Alt</c>; their titles stand above their axes.</param>
    /// <exception cref="ArgumentOutOfRangeException">No columns.</exception>
    public static PlotBuilder Grid(string heading, int columns, params IEnumerable<PlotBuilder> panels) => new(heading, columns, panels);

    /// <summary>A chart of its own for a page that is not a notebook: a plain script, plotly.js pinned with its integrity hash; offline the finding and its numbers.</summary>
    /// <returns>HTML that may stand in any page.</returns>
    public string ToHtml() => PlotHtml.Of(Json, Alt);

    /// <summary>The finding.</summary>
    public override string ToString() => Alt;
}
