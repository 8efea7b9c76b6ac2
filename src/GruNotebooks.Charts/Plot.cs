using System.Text.Json;
using System.Text.Json.Nodes;
using GruNotebooks.Display;

namespace GruNotebooks.Charts;

/// <summary>
/// One Plotly figure (Plotly's documented JSON: data, layout, frames) and the sentence that states its finding.
/// It knows no notebook host; hosts find its formats by name.
/// </summary>
[TypeFormatterSource(typeof(PlotFormatters), PreferredMimeTypes = [FrontEnd.Plotly, "text/html"])]
public sealed class Plot
{
    /// <summary>The least length of an alt text, in characters: less cannot state a finding.</summary>
    public const int ShortestAlt = 30;

    /// <summary>Wraps a figure that is already JSON.</summary>
    /// <param name="json">An object with an array <c>data</c>, and usually <c>layout</c> and <c>frames</c>.</param>
    /// <param name="alt">One sentence that states what the chart shows, of at least <see cref="ShortestAlt"/> characters.</param>
    /// <exception cref="ArgumentException">The JSON is no Plotly figure, or the sentence is too short.</exception>
    public Plot(string json, string alt)
    {
        alt = alt.Trim();
        if (alt.Length < ShortestAlt)
            throw new ArgumentException($"Alt text of {alt.Length} characters: write one sentence that states what the chart shows ({ShortestAlt} characters or more).", nameof(alt));
        JsonNode? figure;
        try
        {
            figure = JsonNode.Parse(json);
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"A Plotly figure must be JSON: {e.Message}", nameof(json), e);
        }
        if (figure is not JsonObject { } o || o["data"] is not JsonArray)
            throw new ArgumentException("A Plotly figure is a JSON object with an array \"data\".", nameof(json));
        (Json, Alt) = (json, alt);
    }

    /// <summary>The figure: Plotly's JSON with <c>data</c>, <c>layout</c> and, where it moves, <c>frames</c>.</summary>
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
    public string ToHtml() => PlotHtml.Of(this);

    /// <summary>The finding.</summary>
    public override string ToString() => Alt;
}
