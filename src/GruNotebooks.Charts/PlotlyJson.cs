using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GruNotebooks.Charts;

/// <summary>Numbers and texts as they go into a figure: the same figure gives the same text on every machine.</summary>
internal static class PlotlyJson
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(JsonNode node) => node.ToJsonString(Plain);

    /// <summary>Seven significant digits: more than a screen has pixels, and short enough to keep in a notebook. What is no number is a gap (null).</summary>
    public static JsonNode? Number(double value) => Number(value, "G7");

    public static JsonArray Numbers(IEnumerable<double> values) => new([.. values.Select(Number)]);

    public static JsonArray Texts(IEnumerable<string> values) => new([.. values.Select(v => (JsonNode?)JsonValue.Create(v))]);

    /// <summary>The numbers behind colours: five digits are far more than 256 shades.</summary>
    public static JsonArray Table(double[][] rows) => new([.. rows.Select(r => (JsonNode?)new JsonArray([.. r.Select(v => Number(v, "G5"))]))]);

    public static JsonNode Scale((double At, string Colour)[] stops) =>
        new JsonArray([.. stops.Select(s => (JsonNode?)new JsonArray(Number(s.At), s.Colour))]);

    private static JsonNode? Number(double value, string format) =>
        double.IsFinite(value) ? JsonValue.Create(double.Parse(value.ToString(format, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + 0.0) : null;
}
