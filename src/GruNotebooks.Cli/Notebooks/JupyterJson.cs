using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GruNotebooks.Cli.Notebooks;

/// <summary>
/// JSON letter for letter as Jupyter's nbformat and VS Code write notebooks: one blank a level, keys kept in order, every letter beyond
/// ASCII as itself, a line feed at the end. System.Text.Json's encoders escape some of those letters; a diff would show every one.
/// </summary>
internal static class JupyterJson
{
    public static string Write(JsonNode document)
    {
        var text = new StringBuilder();
        Write(document, 0, text);
        return text.Append('\n').ToString();
    }

    private static void Write(JsonNode? node, int depth, StringBuilder text)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } members:
                WriteItems(members, '{', '}', depth, text, member =>
                {
                    WriteString(member.Key, text);
                    text.Append(": ");
                    Write(member.Value, depth + 1, text);
                });
                break;
            case JsonArray { Count: > 0 } items:
                WriteItems(items, '[', ']', depth, text, item => Write(item, depth + 1, text));
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                WriteString(value.GetValue<string>(), text);
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    private static void WriteItems<T>(IEnumerable<T> items, char open, char close, int depth, StringBuilder text, Action<T> write)
    {
        char before = open;
        foreach (var item in items)
        {
            text.Append(before).Append('\n').Append(' ', depth + 1);
            write(item);
            before = ',';
        }
        text.Append('\n').Append(' ', depth).Append(close);
    }

    private static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (char letter in value)
        {
            _ = letter switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\n' => text.Append(@"\n"),
                '\r' => text.Append(@"\r"),
                '\t' => text.Append(@"\t"),
                '\b' => text.Append(@"\b"),
                '\f' => text.Append(@"\f"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => text.Append(letter),
            };
        }
        text.Append('"');
    }
}
