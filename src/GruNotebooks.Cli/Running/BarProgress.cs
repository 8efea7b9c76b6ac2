using Spectre.Console;

namespace GruNotebooks.Cli.Running;

/// <summary>A bar a notebook, on a terminal.</summary>
internal sealed class BarProgress : IRunProgress
{
    private readonly ProgressContext bars;
    private readonly IReadOnlyList<string> names;
    private readonly ProgressTask all;
    private readonly Dictionary<int, ProgressTask> running = [];
    private readonly Lock gate = new();

    private BarProgress(ProgressContext bars, IReadOnlyList<string> names)
    {
        this.bars = bars;
        this.names = names;
        all = bars.AddTask(names.Count == 1 ? "1 notebook" : $"{names.Count} notebooks", maxValue: names.Count);
    }

    public static Task<T> ShowAsync<T>(IAnsiConsole console, IReadOnlyList<string> names, Func<IRunProgress, Task<T>> work) =>
        console.Progress()
            .HideCompleted(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
            .StartAsync(bars => work(new BarProgress(bars, names)));

    public void Started(int notebook)
    {
        lock (gate) running[notebook] = bars.AddTask(Markup.Escape(names[notebook]));
    }

    public void CellDone(int notebook, int done, int total)
    {
        lock (gate) (running[notebook].MaxValue, running[notebook].Value) = (total, done);
    }

    public void Finished(int notebook, NotebookResult result)
    {
        lock (gate)
        {
            running[notebook].Value = running[notebook].MaxValue;
            running[notebook].StopTask();
            all.Increment(1);
        }
    }
}
