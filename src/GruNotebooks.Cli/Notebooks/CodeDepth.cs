using System.Text.RegularExpressions;

namespace GruNotebooks.Cli.Notebooks;

/// <summary>Whether the compiler's scanner may be given a text. Inside an interpolated string it calls itself for every bracket that opens; some thousands would end this process.</summary>
internal static partial class CodeDepth
{
    private const int Most = 500;

    public static bool CanBeScanned(string code)
    {
        var first = Interpolation().Match(code);
        return !first.Success || Openers(code.AsSpan(first.Index)) <= Most;
    }

    private static int Openers(ReadOnlySpan<char> code) => code.Count('{') + code.Count('(') + code.Count('[');

    [GeneratedRegex("""[$@]+["]""")]
    private static partial Regex Interpolation();
}
