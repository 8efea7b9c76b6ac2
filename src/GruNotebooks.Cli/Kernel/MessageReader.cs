using System.Text;

namespace GruNotebooks.Cli.Kernel;

/// <summary>
/// Finds the messages in what a notebook's process writes to its standard output. What cells write past their console (a native library, a child process) stands
/// between them and is dropped as it comes, so that no line of it, however long, is ever held.
/// </summary>
internal sealed class MessageReader(TextReader reader)
{
    /// <summary>An output has at most a megabyte; the rest is escapes and room.</summary>
    private const int LongestMessage = 16_000_000;

    private readonly char[] buffer = new char[16_384];
    private readonly StringBuilder message = new();
    private int next;
    private int end;
    private int matched;

    /// <returns>The next message; null at the end.</returns>
    public async Task<KernelMessage?> ReadAsync(CancellationToken cancel)
    {
        while (true)
        {
            while (next < end)
            {
                if (Take(buffer[next++]) is { } found) return found;
            }
            (next, end) = (0, await reader.ReadAsync(buffer, cancel));
            if (end == 0) return null;
        }
    }

    private KernelMessage? Take(char letter)
    {
        if (matched < KernelMessage.Mark.Length)
        {
            matched = letter == KernelMessage.Mark[matched] ? matched + 1 : letter == KernelMessage.Mark[0] ? 1 : 0;
            return null;
        }
        if (letter != '\n' && message.Length < LongestMessage)
        {
            message.Append(letter);
            return null;
        }
        var found = letter == '\n' ? KernelMessage.Parse(message.ToString()) : null;
        message.Clear();
        matched = 0;
        return found;
    }
}
