using System.Text.RegularExpressions;

namespace GruNotebooks.Cli.Notebooks;

/// <summary>The text of a cell's error.</summary>
internal static partial class ErrorText
{
    /// <summary>Without the frames of its stack, which differ between machines.</summary>
    public static string WithoutStack(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Where(line => !StackLine().IsMatch(line))).TrimEnd();

    [GeneratedRegex(@"^\s+at |^\s*--- End of ")]
    private static partial Regex StackLine();
}
