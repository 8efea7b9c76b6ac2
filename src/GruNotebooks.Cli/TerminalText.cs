namespace GruNotebooks.Cli;

/// <summary>Text from notebooks, file names and exceptions as a terminal may have it.</summary>
internal static class TerminalText
{
    /// <summary>One line; a control character, which could clear the screen or rename the window, becomes a sign that there was one.</summary>
    public static string Line(string text) => string.Concat(text.ReplaceLineEndings(" ").Trim().Select(letter => Acts(letter) ? '\uFFFD' : letter));

    /// <summary>Several lines, each as <see cref="Line"/> has it.</summary>
    public static string Lines(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => string.Concat(line.Select(letter => Acts(letter) && letter != '\t' ? '\uFFFD' : letter))));

    /// <summary>Control characters, and those that turn the direction of what follows: a name could read as another.</summary>
    private static bool Acts(char letter) => char.IsControl(letter) || letter is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
