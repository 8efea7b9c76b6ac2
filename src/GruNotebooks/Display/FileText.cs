using System.Text;

namespace GruNotebooks.Display;

/// <summary>Text out of a file as a message may show it: one line, not long, no control characters.</summary>
internal static class FileText
{
    private const int Longest = 40;

    /// <summary>A name from a file between quotes.</summary>
    public static string Quoted(string text) => $"'{Plain(text)}'";

    /// <summary>The text, shortened, with a question mark for whatever a terminal could take for a command.</summary>
    public static string Plain(string text)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(Longest))
            shown.Append(Rune.IsControl(rune) || rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format ? "?" : rune.ToString());
        return text.Length <= Longest ? shown.ToString() : shown + "…";
    }

    /// <summary>Sizes as messages write them: [3, 4].</summary>
    public static string Shape<TSize>(IEnumerable<TSize> sizes) => $"[{string.Join(", ", sizes.Take(8))}]";
}
