using Spectre.Console;
using Spectre.Console.Rendering;

namespace GruNotebooks.Cli.Running;

/// <summary>A bar a notebook and one for all, on a terminal.</summary>
internal sealed class BarProgress : IRunProgress
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.25);
    private readonly ProgressContext bars;
    private readonly IReadOnlyList<string> names;
    private readonly RunClock clock;
    private readonly ProgressTask all;
    private readonly Dictionary<int, ProgressTask> running = [];
    private readonly Lock gate = new();

    private BarProgress(ProgressContext bars, IReadOnlyList<string> names, RunClock clock)
    {
        this.bars = bars;
        this.names = names;
        this.clock = clock;
        all = bars.AddTask(names.Count == 1 ? "1 notebook" : $"{names.Count} notebooks", maxValue: 1);
    }

    public static Task<T> ShowAsync<T>(IAnsiConsole console, IReadOnlyList<string> names, RunClock clock, Func<IRunProgress, Task<T>> work)
    {
        var times = new TimesColumn();
        return console.Progress()
            .HideCompleted(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), times, new SpinnerColumn())
            .StartAsync(async context =>
            {
                var progress = new BarProgress(context, names, clock);
                times.Of = progress.TimesOf;
                var done = work(progress);
                while (!done.IsCompleted)
                {
                    await Task.WhenAny(done, Task.Delay(Step));
                    progress.Advance();
                }
                return await done;
            });
    }

    public void Started(int notebook)
    {
        lock (gate) running[notebook] = bars.AddTask(Markup.Escape(names[notebook]), maxValue: 1);
    }

    public void Finished(int notebook, NotebookResult result)
    {
        lock (gate)
        {
            if (!running.Remove(notebook, out var bar)) return;
            bar.Value = 1;
            bar.StopTask();
        }
    }

    private void Advance()
    {
        lock (gate)
        {
            // A bar that is full would vanish before its notebook is finished.
            foreach (var (notebook, bar) in running) bar.Value = Math.Min(clock.FractionOf(notebook), 0.999);
            all.Value = clock.Fraction;
        }
    }

    private string TimesOf(ProgressTask bar)
    {
        lock (gate)
        {
            if (bar == all) return clock.Text;
            var own = running.FirstOrDefault(entry => entry.Value == bar);
            return own.Value is null ? "" : $"elapsed {RunClock.Minutes(clock.ElapsedOf(own.Key))}";
        }
    }

    /// <summary>Elapsed and remaining, each with its name: a bare 01:10 could be either.</summary>
    private sealed class TimesColumn : ProgressColumn
    {
        public Func<ProgressTask, string> Of { get; set; } = _ => "";

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(Of(task));
    }
}
