using System.Text.Json.Nodes;

namespace GruNotebooks.Cli.Notebooks;

/// <summary>nbformat's text: one string, or a list of lines that keep their line feeds. Read as either, written as lines.</summary>
internal static class MultilineText
{
    /// <returns>Empty for what is no text.</returns>
    public static string Read(JsonNode? node) => node is JsonArray lines ? string.Concat(lines.Select(line => line.Text())) : node.Text() ?? "";

    public static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = text.IndexOf('\n', start) + 1;
            if (end == 0) end = text.Length;
            lines.Add((JsonNode)text[start..end]);
        }
        return lines;
    }
}
