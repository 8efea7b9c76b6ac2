namespace GruNotebooks.Cli;

/// <summary>Text from notebooks and exceptions as a terminal may have it.</summary>
internal static class TerminalText
{
    /// <summary>One line; a control character, which could clear the screen or rename the window, becomes a sign that there was one.</summary>
    public static string Line(string text) => string.Concat(text.ReplaceLineEndings(" ").Trim().Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));

    /// <summary>Several lines, each as <see cref="Line"/> has it.</summary>
    public static string Lines(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => string.Concat(line.Select(letter => char.IsControl(letter) && letter != '\t' ? '\uFFFD' : letter))));
}
