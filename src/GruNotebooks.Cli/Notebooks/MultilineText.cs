using System.Text.Json.Nodes;

namespace GruNotebooks.Cli.Notebooks;

/// <summary>nbformat's text: one string, or a list of lines that keep their line feeds. Read as either, written as lines.</summary>
internal static class MultilineText
{
    /// <returns>Empty for what is no text.</returns>
    public static string Read(JsonNode? node) => node is JsonArray lines ? string.Concat(lines.Select(line => line.Text())) : node.Text() ?? "";

    public static JsonArray Lines(string text) => Append([], text);

    /// <summary>A text and what follows it. Lines that are there already are taken over, not read again: a text may come in many pieces.</summary>
    public static JsonArray Joined(JsonNode? text, string more)
    {
        if (text is not JsonArray { Count: > 0 } lines || !lines.IsMultilineText()) return Lines(Read(text) + more);
        string open = lines[^1].Text()!;
        if (!open.EndsWith('\n'))
        {
            lines.RemoveAt(lines.Count - 1);
            more = open + more;
        }
        return Append(lines, more);
    }

    private static JsonArray Append(JsonArray lines, string text)
    {
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = text.IndexOf('\n', start) + 1;
            if (end == 0) end = text.Length;
            lines.Add((JsonNode)text[start..end]);
        }
        return lines;
    }
}
