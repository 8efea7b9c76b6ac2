using GruNotebooks.Cli.Verbs;

namespace GruNotebooks.Cli.Tests.Running;

/// <summary>One call of `gru`: what it printed and what it told the shell.</summary>
internal sealed record GruRun(int ExitCode, string Output, string Errors)
{
    public IReadOnlyList<string> ErrorLines => Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>In this process; the notebooks still get processes of their own.</summary>
    public static async Task<GruRun> Async(params string[] args)
    {
        using StringWriter output = new(), errors = new();
        int exitCode = await GruCommand.InvokeAsync(args, output, errors);
        return new GruRun(exitCode, output.ToString(), errors.ToString());
    }
}
