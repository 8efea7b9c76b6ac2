using System.Text.RegularExpressions;

namespace GruNotebooks.Lessons.Listings;

/// <summary>A type or a member in a source file, from its documentation to its last brace or semicolon.</summary>
/// <param name="Source">The whole file.</param>
/// <param name="Mask">The file with comments and texts blanked, so that every brace in it counts.</param>
/// <param name="From">Where the declaration begins, comments included.</param>
/// <param name="To">Where it ends.</param>
internal sealed partial record SourceDeclaration(string Source, string Mask, int From, int To)
{
    /// <summary>Everything before the body, the value or the semicolon.</summary>
    private string Header { get; } = HeaderOf(Mask[From..To]);

    public bool IsType => TypeName().IsMatch(Header);

    /// <summary>The declared name; empty for what has none (an operator, a using).</summary>
    public string Name => TypeName().Match(Header) is { Success: true } type ? type.Groups[1].Value
        : MemberName().Match(Header) is { Success: true } member ? member.Groups[1].Value : "";

    /// <summary>The source without the indentation that all its lines share.</summary>
    public string Text
    {
        get
        {
            var lines = Source[From..To].Trim('\n').TrimEnd().Split('\n');
            var indent = lines.Where(l => l.Trim().Length > 0).Min(l => l.Length - l.TrimStart().Length);
            return string.Join('\n', lines.Select(l => l.Length >= indent ? l[indent..] : l.TrimStart()));
        }
    }

    public IEnumerable<SourceDeclaration> Members()
    {
        var open = Mask.IndexOf('{', From + Header.Length);
        return open < 0 || open >= To ? [] : Split(Source, Mask, open + 1, To - 1);
    }

    /// <summary>The declarations that follow one another from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public static IEnumerable<SourceDeclaration> Split(string source, string mask, int from, int to)
    {
        while (from < to)
        {
            var end = End(mask, from, to);
            if (mask.AsSpan(from, end - from).IsWhiteSpace()) yield break;
            var lineEnd = source.IndexOf('\n', end);
            // A comment on the last line belongs to what stands before it.
            var next = lineEnd >= 0 && lineEnd < to && mask.AsSpan(end, lineEnd - end).IsWhiteSpace() ? lineEnd : end;
            yield return new SourceDeclaration(source, mask, from, next);
            from = next;
        }
    }

    /// <summary>After the semicolon, or the brace that closes the body.</summary>
    private static int End(string mask, int from, int to)
    {
        var (depth, value) = (0, false);
        for (var i = from; i < to; i++)
        {
            var c = mask[i];
            if (c is '(' or '[' or '{') depth++;
            if (c is ')' or ']' or '}') depth--;
            if (depth != 0) continue;
            if (c == '=') value = true;
            if (c == ';') return i + 1;
            if (c != '}' || value) continue;
            var rest = mask.AsSpan(i + 1, to - i - 1).TrimStart();
            if (rest.Length == 0 || rest[0] is not ('=' or ';')) return i + 1;
            value = true;
        }
        return to;
    }

    private static string HeaderOf(string mask)
    {
        var depth = 0;
        for (var i = 0; i < mask.Length; i++)
        {
            var c = mask[i];
            if (depth == 0 && (c is '{' or ';' || (c == '=' && !IsOperator(mask.AsSpan(0, i))))) return mask[..i];
            if (c is '(' or '[') depth++;
            if (c is ')' or ']') depth--;
        }
        return mask;
    }

    /// <summary>The sign belongs to a declared operator, such as ==, and not to a value.</summary>
    private static bool IsOperator(ReadOnlySpan<char> before) => before.TrimEnd("=!<> ").EndsWith("operator");

    [GeneratedRegex(@"\b(?:class|struct|interface|enum|record(?:\s+struct|\s+class)?)\s+(\w+)")]
    private static partial Regex TypeName();

    /// <summary>The name before the parameters, or the last word of a property or field.</summary>
    [GeneratedRegex(@"(?:[\w>\])?*]\s+|^\s*)(\w+)\s*(?:<[^()]*>)?\s*(?:\((?=[^()]*(?:\([^()]*\)[^()]*)*\)\s*(?::|where|$))|$)", RegexOptions.Singleline)]
    private static partial Regex MemberName();
}
