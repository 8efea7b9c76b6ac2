using System.Text.Json;
using System.Text.Json.Nodes;

namespace GruNotebooks.Cli.Notebooks;

/// <summary>Looks into JSON that may be of any kind: what is not there, or not of the kind that was asked for, is null.</summary>
internal static class NotebookJson
{
    /// <summary>A member of an object; null where there is no object.</summary>
    public static JsonNode? Member(this JsonNode? node, string name) => (node as JsonObject)?[name];

    /// <summary>A string; null for every other kind.</summary>
    public static string? Text(this JsonNode? node) => node is JsonValue && node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;

    /// <summary>nbformat's text: a string or a list of strings.</summary>
    public static bool IsMultilineText(this JsonNode? node) => node is JsonArray lines ? lines.All(line => line.Text() is not null) : node.Text() is not null;
}
