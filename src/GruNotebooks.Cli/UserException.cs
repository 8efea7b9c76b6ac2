namespace GruNotebooks.Cli;

/// <summary>A failure the user can act on: the message is one line that says what, where and what to do. Shown without a stack trace.</summary>
internal sealed class UserException(string message, int exitCode = ExitCode.Usage, Exception? cause = null) : Exception(message, cause)
{
    public int ExitCode { get; } = exitCode;
}
