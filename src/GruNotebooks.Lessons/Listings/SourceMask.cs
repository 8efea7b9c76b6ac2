namespace GruNotebooks.Lessons.Listings;

/// <summary>C# with comments, texts and characters blanked out, position for position, so that the braces that are left are those of the code.</summary>
internal sealed class SourceMask
{
    private readonly string source;
    private readonly char[] mask;
    private int at;

    private SourceMask(string source) => (this.source, mask) = (source, source.ToCharArray());

    public static string Of(string source)
    {
        var reader = new SourceMask(source);
        reader.Code(hole: false);
        return new string(reader.mask);
    }

    /// <summary>Code up to its end, or up to the brace that closes an interpolation's hole.</summary>
    private void Code(bool hole)
    {
        var depth = 0;
        while (at < source.Length)
        {
            var c = source[at];
            if (Next("//")) BlankTo(source.IndexOf('\n', at) is var n and >= 0 ? n : source.Length);
            else if (Next("/*")) BlankTo(source.IndexOf("*/", at + 2, StringComparison.Ordinal) is var e and >= 0 ? e + 2 : source.Length);
            else if (c == '\'') Quoted('\'', verbatim: false, holes: 0);
            else if (c is '"' or '$' or '@' && IsText(out var dollars, out var verbatim, out var quotes)) Text(dollars, verbatim, quotes);
            else if (hole && c == '}' && depth == 0) return;
            else
            {
                if (c == '{') depth++;
                if (c == '}') depth--;
                if (hole) mask[at] = Blank(c);
                at++;
            }
        }
    }

    /// <summary>Whether a text begins here: any $ and @, then one quote, or three and more of a raw text.</summary>
    private bool IsText(out int dollars, out bool verbatim, out int quotes)
    {
        (dollars, verbatim, quotes) = (0, false, 0);
        var i = at;
        for (; i < source.Length && source[i] is '$' or '@'; i++)
        {
            if (source[i] == '$') dollars++;
            else verbatim = true;
        }
        while (i + quotes < source.Length && source[i + quotes] == '"') quotes++;
        return quotes > 0;
    }

    private void Text(int dollars, bool verbatim, int quotes)
    {
        while (source[at] is '$' or '@') BlankTo(at + 1);
        if (quotes >= 3) Raw(quotes, dollars);
        else Quoted('"', verbatim, dollars);
    }

    private void Quoted(char quote, bool verbatim, int holes)
    {
        BlankTo(at + 1);
        while (at < source.Length && source[at] != quote || (verbatim && Next("\"\"")))
        {
            if (verbatim && Next("\"\"")) BlankTo(at + 2);
            else if (!verbatim && source[at] == '\\') BlankTo(at + 2);
            else if (holes > 0 && (Next("{{") || Next("}}"))) BlankTo(at + 2);
            else if (holes > 0 && source[at] == '{') Hole(1);
            else BlankTo(at + 1);
        }
        BlankTo(at + 1);
    }

    private void Raw(int quotes, int dollars)
    {
        var end = new string('"', quotes);
        var open = new string('{', Math.Max(1, dollars));
        BlankTo(at + quotes);
        while (at < source.Length && !Next(end))
        {
            if (dollars > 0 && Next(open)) Hole(dollars);
            else BlankTo(at + 1);
        }
        while (at < source.Length && source[at] == '"') BlankTo(at + 1);
    }

    private void Hole(int braces)
    {
        BlankTo(at + braces);
        Code(hole: true);
        BlankTo(at + braces);
    }

    private bool Next(string text) => string.CompareOrdinal(source, at, text, 0, text.Length) == 0;

    private void BlankTo(int end)
    {
        for (end = Math.Min(end, source.Length); at < end; at++)
            mask[at] = Blank(mask[at]);
    }

    private static char Blank(char c) => c == '\n' ? '\n' : ' ';
}
