using System.Globalization;

namespace GruNotebooks.Cli.Running;

/// <summary>A line when a notebook is done: for logs and pipes, where a bar cannot be drawn.</summary>
internal sealed class PlainProgress(TextWriter output, int notebooks, RunClock clock) : IRunProgress
{
    private readonly Lock gate = new();
    private int finished;

    public void Started(int notebook)
    {
    }

    public void Finished(int notebook, NotebookResult result)
    {
        lock (gate)
        {
            finished++;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{finished}/{notebooks}] {TerminalText.Line(result.Name)}: {result.Verdict}, {result.Seconds:0.0} s ({clock.Text})"));
            output.Flush();
        }
    }
}
