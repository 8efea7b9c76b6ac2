using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Comparing;

/// <summary>
/// Whether fresh outputs say what the committed ones say: numbers within a tolerance, charts by their data, never by their pixels.
/// </summary>
internal static class OutputComparison
{
    /// <param name="committed">The outputs in the file.</param>
    /// <param name="fresh">The outputs of a run.</param>
    /// <param name="shapeOnly">Compare which outputs there are, not their values: for cells whose values cannot be equal.</param>
    /// <returns>Null where they agree; otherwise what differs, in one line.</returns>
    public static string? Difference(JsonArray committed, JsonArray fresh, bool shapeOnly)
    {
        var (before, now) = (Comparable(committed), Comparable(fresh));
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
            ?? NumericText.Difference(ErrorText.WithoutStack(MultilineText.Read(before["evalue"])), ErrorText.WithoutStack(MultilineText.Read(now["evalue"])));
    }

    /// <summary>The outputs without what only says that packages were restored: Jupyter keeps it, with feeds and folders of the machine, and `gru` does not.</summary>
    private static JsonArray Comparable(JsonArray outputs) =>
        new OutputList([.. outputs.Where(output => !IsRestoreNote(output)).Select(output => output!.DeepClone())]).ToJson();

    private static bool IsRestoreNote(JsonNode? output)
    {
        var data = output.Member("data");
        string html = MultilineText.Read(data.Member(MimeType.Html));
        // The tool's first output as a Jupyter kernel is a script by which a browser finds it.
        return html.Contains("id='dotnet-interactive-this-cell", StringComparison.Ordinal)
            || html.StartsWith("<div><div></div><div></div><div><strong>Installed Packages</strong>", StringComparison.Ordinal)
            || MultilineText.Read(data.Member(MimeType.Plain)).StartsWith("Loading extensions from `", StringComparison.Ordinal);
    }

    private static string? DataDifference(JsonObject before, JsonObject now, JsonObject oldData, JsonObject newData, bool shapeOnly)
    {
        var (oldTypes, newTypes) = (Types(oldData), Types(newData));
        if (!oldTypes.SequenceEqual(newTypes)) return $"{string.Join(" + ", oldTypes)} became {string.Join(" + ", newTypes)}";
        if (shapeOnly) return null;
        foreach (string type in oldTypes)
        {
            string? difference = MimeType.IsJson(type)
                ? JsonComparison.Difference(Parsed(oldData[type]), Parsed(newData[type]), "")
                : NumericText.Difference(MultilineText.Read(oldData[type]), MultilineText.Read(newData[type]));
            if (difference is not null) return $"{(type == MimeType.Plotly ? "chart" : type)}: {difference}";
        }
        // Jupyter has no place for it among what a kernel sends.
        return AltOf(before) is { } oldAlt && AltOf(now) is { } newAlt && NumericText.Difference(oldAlt, newAlt) is { } alt ? $"alternative text: {alt}" : null;
    }

    /// <summary>.NET Interactive as a Jupyter kernel sends JSON as a string that holds it.</summary>
    private static JsonNode? Parsed(JsonNode? content)
    {
        if (content is not null && content is not JsonArray && content.Text() is null) return content;
        try
        {
            return JsonNode.Parse(MultilineText.Read(content));
        }
        catch (JsonException)
        {
            return content;
        }
    }

    private static string Kind(JsonObject output) => output["output_type"].Text() switch
    {
        "stream" => $"text on {output["name"].Text()}",
        "error" => "an error",
        _ => "a shown value",
    };

    /// <summary>A chart is its figure: a machine without a browser makes no picture, and HTML is there where Jupyter executed it.</summary>
    private static string[] Types(JsonObject data) =>
        [.. data.Select(entry => entry.Key).Where(type => !data.ContainsKey(MimeType.Plotly) || type is not (MimeType.Png or MimeType.Html)).Order(StringComparer.Ordinal)];

    private static string? AltOf(JsonObject output) => output["metadata"].Member(MimeType.Png).Member("alt").Text();
}
