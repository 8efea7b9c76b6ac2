using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GruNotebooks.Cli.Comparing;

/// <summary>Compares two JSON values: numbers within the tolerance, texts with the numbers in them, members in any order.</summary>
internal static class JsonComparison
{
    /// <returns>Null where they agree; otherwise the first place where they do not.</returns>
    public static string? Difference(JsonNode? before, JsonNode? now, string place)
    {
        var (oldKind, newKind) = (Kind(before), Kind(now));
        if (oldKind != newKind) return $"{At(place)}{oldKind} became {newKind}";
        return oldKind switch
        {
            JsonValueKind.Object => OfObjects(before!.AsObject(), now!.AsObject(), place),
            JsonValueKind.Array => OfArrays(before!.AsArray(), now!.AsArray(), place),
            JsonValueKind.Number => NumericText.Close(Value(before!), Value(now!)) ? null : $"{At(place)}{before!.ToJsonString()} became {now!.ToJsonString()}",
            JsonValueKind.String => NumericText.Difference(before!.GetValue<string>(), now!.GetValue<string>()) is { } text ? $"{At(place)}{text}" : null,
            _ => null,
        };
    }

    private static string? OfObjects(JsonObject before, JsonObject now, string place)
    {
        foreach (var (name, value) in before)
        {
            if (!now.TryGetPropertyValue(name, out var fresh)) return $"{At($"{place}.{name}")}is gone";
            if (Difference(value, fresh, $"{place}.{name}") is { } difference) return difference;
        }
        string? added = now.Select(member => member.Key).FirstOrDefault(name => !before.ContainsKey(name));
        return added is null ? null : $"{At($"{place}.{added}")}is new";
    }

    private static string? OfArrays(JsonArray before, JsonArray now, string place)
    {
        for (int i = 0; i < Math.Min(before.Count, now.Count); i++)
        {
            if (Difference(before[i], now[i], string.Create(CultureInfo.InvariantCulture, $"{place}[{i}]")) is { } difference) return difference;
        }
        return before.Count == now.Count ? null : string.Create(CultureInfo.InvariantCulture, $"{At(place)}has {now.Count} items, not {before.Count}");
    }

    private static JsonValueKind Kind(JsonNode? node)
    {
        var kind = node?.GetValueKind() ?? JsonValueKind.Null;
        return kind == JsonValueKind.Undefined ? JsonValueKind.Null : kind;
    }

    private static double Value(JsonNode number) => double.Parse(number.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The place as the start of a sentence; nothing for the value as a whole.</summary>
    private static string At(string place) => place.Length == 0 ? "" : $"{place.TrimStart('.')} ";
}
