using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GruNotebooks.Tasks;

/// <summary>The tutorial's own prose as a text to learn: the words of the notebooks without code, formulas, tables and links.</summary>
public static partial class TutorialProse
{
    /// <summary>The text that was gathered for the notebooks, data/prose.txt. It is kept so that later edits of a notebook do not change
    /// what a network learns in another.</summary>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    public static string Load() => File.ReadAllText(DataFolder.Find("prose.txt")).ReplaceLineEndings("\n");

    /// <summary>Gathers the prose of all notebooks of a folder, in the order of their names.</summary>
    /// <exception cref="InvalidDataException">A notebook is not JSON, or there is no prose at all.</exception>
    public static string Gather(string folder)
    {
        var text = new StringBuilder();
        var seen = new HashSet<string>();      // what every notebook says, such as how to start, is said once
        foreach (string file in Directory.GetFiles(folder, "*.ipynb").Order(StringComparer.Ordinal))
        {
            foreach (string paragraph in MarkdownCells(file).SelectMany(Paragraphs))
                if (seen.Add(paragraph)) text.Append(paragraph).Append('\n');
        }
        return text.Length > 0 ? text.ToString() : throw new InvalidDataException($"{folder} has no notebook with prose.");
    }

    /// <summary>Markdown to plain sentences, paragraph by paragraph: only letters, digits, spaces and common marks.</summary>
    internal static string[] Paragraphs(string markdown)
    {
        string text = Blocks().Replace("\n" + markdown.ReplaceLineEndings("\n"), "\n\n");
        text = Links().Replace(text, "$1");
        text = LineStarts().Replace(text, "\n\n");
        var paragraphs = text.Split("\n\n").Select(paragraph => Spaces().Replace(NotPlain().Replace(Simple(paragraph), " "), " ").Trim());
        // A fragment around a formula teaches no sentence.
        return [.. paragraphs.Where(paragraph => paragraph.Length >= 40 && paragraph[^1] is '.' or '?' or '!' or ':')];
    }

    private static string Simple(string paragraph) => paragraph
        .Replace("*", "").Replace("`", "").Replace("$", "")
        .Replace('’', '\'').Replace('‘', '\'').Replace('“', '"').Replace('”', '"').Replace('–', '-').Replace('—', '-').Replace('−', '-').Replace('×', 'x');

    private static IEnumerable<string> MarkdownCells(string file)
    {
        JsonDocument notebook;
        try
        {
            notebook = JsonDocument.Parse(File.ReadAllBytes(file));
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{file} is not a notebook: {broken.Message}", broken);
        }

        using (notebook)
        {
            foreach (var cell in notebook.RootElement.GetProperty("cells").EnumerateArray())
            {
                if (cell.GetProperty("cell_type").GetString() != "markdown") continue;
                var source = cell.GetProperty("source");
                yield return source.ValueKind == JsonValueKind.Array ? string.Concat(source.EnumerateArray().Select(line => line.GetString())) : source.GetString()!;
            }
        }
    }

    // Fenced code, displayed formulas, HTML, headings, table rows. Of inline code and formulas the letters stay: the gate z, not the gate.
    [GeneratedRegex(@"```.*?```|\$\$.*?\$\$|<[^>]+>|^#{1,6}\s.*?$|^\s*\|.*?$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"!?\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Links();

    // List items and quotes begin paragraphs of their own.
    [GeneratedRegex(@"\n\s*(?:[-*+]|\d+\.|>)\s+")]
    private static partial Regex LineStarts();

    [GeneratedRegex(@"[^A-Za-z0-9 .,;:!?'""()=+/%#\-]")]
    private static partial Regex NotPlain();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
