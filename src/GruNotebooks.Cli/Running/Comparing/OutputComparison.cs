using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GruNotebooks.Cli.Engine.Formatting;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Running.Comparing;

/// <summary>
/// Whether fresh outputs say what the committed ones say: numbers within a tolerance, charts by their data, never by their pixels.
/// </summary>
internal static class OutputComparison
{
    private const string Picture = "image/png";

    /// <param name="committed">The outputs in the file.</param>
    /// <param name="fresh">The outputs of a run.</param>
    /// <param name="shapeOnly">Compare which outputs there are, not their values: for cells whose values cannot be equal.</param>
    /// <returns>Null where they agree; otherwise what differs, in one line.</returns>
    public static string? Difference(JsonArray committed, JsonArray fresh, bool shapeOnly)
    {
        var (before, now) = (new OutputList(committed).ToJson(), new OutputList(fresh).ToJson());
        for (int i = 0; i < Math.Min(before.Count, now.Count); i++)
        {
            if (Difference(before[i]!.AsObject(), now[i]!.AsObject(), shapeOnly) is { } difference)
                return string.Create(CultureInfo.InvariantCulture, $"output {i + 1}: {difference}");
        }
        return before.Count == now.Count ? null : string.Create(CultureInfo.InvariantCulture, $"{before.Count} outputs became {now.Count}");
    }

    private static string? Difference(JsonObject before, JsonObject now, bool shapeOnly)
    {
        if (Kind(before) != Kind(now)) return $"{Kind(before)} became {Kind(now)}";
        if (before["data"] is JsonObject oldData && now["data"] is JsonObject newData) return DataDifference(before, now, oldData, newData, shapeOnly);
        if (shapeOnly) return null;
        return NumericText.Difference(MultilineText.Read(before["text"]), MultilineText.Read(now["text"]))
            ?? NumericText.Difference(MultilineText.Read(before["ename"]), MultilineText.Read(now["ename"]))
            ?? NumericText.Difference(MultilineText.Read(before["evalue"]), MultilineText.Read(now["evalue"]));
    }

    private static string? DataDifference(JsonObject before, JsonObject now, JsonObject oldData, JsonObject newData, bool shapeOnly)
    {
        var (oldTypes, newTypes) = (Types(oldData), Types(newData));
        if (!oldTypes.SequenceEqual(newTypes)) return $"{string.Join(" + ", oldTypes)} became {string.Join(" + ", newTypes)}";
        if (shapeOnly) return null;
        foreach (string type in oldTypes)
        {
            string? difference = type.EndsWith("json", StringComparison.Ordinal)
                ? JsonComparison.Difference(oldData[type], newData[type], "")
                : NumericText.Difference(MultilineText.Read(oldData[type]), MultilineText.Read(newData[type]));
            if (difference is not null) return $"{(type == MimeBundle.Plotly ? "chart" : type)}: {difference}";
        }
        return NumericText.Difference(AltOf(before), AltOf(now)) is { } alt ? $"alternative text: {alt}" : null;
    }

    private static string Kind(JsonObject output) => (string?)output["output_type"] switch
    {
        "stream" => $"text on {(string?)output["name"]}",
        "error" => "an error",
        _ => "a shown value",
    };

    /// <summary>The picture of a chart may be missing: a machine without a browser makes none.</summary>
    private static string[] Types(JsonObject data) =>
        [.. data.Select(entry => entry.Key).Where(type => type != Picture || !data.ContainsKey(MimeBundle.Plotly)).Order(StringComparer.Ordinal)];

    private static string AltOf(JsonObject output) => output["metadata"]?[Picture]?["alt"] is JsonValue alt && alt.GetValueKind() == JsonValueKind.String ? alt.GetValue<string>() : "";
}
