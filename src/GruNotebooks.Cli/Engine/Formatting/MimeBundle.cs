using System.Text.Json.Nodes;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Engine.Formatting;

/// <summary>A value in every format in which a notebook keeps it.</summary>
/// <param name="Data">Content by MIME type.</param>
/// <param name="Alt">What a picture of it shows, for who cannot see it; null for what is no picture.</param>
internal sealed record MimeBundle(JsonObject Data, string? Alt)
{
    public const string Plotly = "application/vnd.plotly.v1+json";
    private const string Html = "text/html";
    private const string Plain = "text/plain";

    /// <summary>
    /// A value's own formats where its type has a formatter source; otherwise scalars and texts as text, tables as HTML and text.
    /// </summary>
    public static MimeBundle Of(object? value, params string[] mimeTypes)
    {
        var bundle = value is not null && (FormatterSources.Format(value) ?? PlotlyNetChart.Format(value)) is { } own ? OwnFormats(value, own, mimeTypes) : DefaultFormats(value);
        if (mimeTypes is not { Length: > 0 }) return bundle;

        var chosen = new JsonObject();
        foreach (string mimeType in mimeTypes) chosen[mimeType] = bundle.Data[mimeType]?.DeepClone() ?? Content(mimeType, PlainText.Of(value));
        return bundle with { Data = chosen };
    }

    /// <summary>Content as nbformat keeps it: JSON as JSON, text as lines.</summary>
    public static JsonNode Content(string mimeType, string text) => mimeType switch
    {
        "application/json" => JsonNode.Parse(text)!,
        "image/svg+xml" => MultilineText.Lines(text),
        _ when mimeType.EndsWith("+json", StringComparison.Ordinal) => JsonNode.Parse(text)!,
        _ when mimeType.StartsWith("text/", StringComparison.Ordinal) => MultilineText.Lines(text),
        _ => JsonValue.Create(text),
    };

    private static MimeBundle OwnFormats(object value, IReadOnlyList<(string MimeType, string Text)> formats, string[] asked)
    {
        bool isPlot = formats.Any(format => format.MimeType == Plotly);
        var data = new JsonObject();
        foreach (var (mimeType, text) in formats.OrderBy(format => format.MimeType, StringComparer.Ordinal))
        {
            // A saved chart is its figure and its picture: as HTML, GitHub would show nothing and every copy weighs megabytes.
            if (!isPlot || mimeType != Html || asked.Contains(Html)) data[mimeType] = Content(mimeType, text);
        }
        return new MimeBundle(data, isPlot ? value.GetType().GetProperty("Alt")?.GetValue(value) as string : null);
    }

    private static MimeBundle DefaultFormats(object? value)
    {
        var table = Table.Of(value);
        var data = new JsonObject();
        if (table is not null) data[Html] = Content(Html, table.ToHtml());
        data[Plain] = Content(Plain, table?.ToText() ?? PlainText.Of(value));
        return new MimeBundle(data, null);
    }
}
