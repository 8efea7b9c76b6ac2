using System.Diagnostics;
using GruNotebooks.Cli.Kernel;

namespace GruNotebooks.Cli.Tests.Running;

/// <summary>Cells that give or hold more than they may: the run stays within its time and its memory.</summary>
public sealed class RunawayCellTests : IDisposable
{
    private readonly NotebookFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_time_limit_holds_where_a_grandchild_keeps_the_pipe_open()
    {
        if (OperatingSystem.IsWindows()) return;
        // A child of a child, in a session of its own, with this process's standard output and error for a minute.
        folder.Notebook("01-a.ipynb", "1", """
            using System.Diagnostics;
            Process.Start("/bin/sh", ["-c", "setsid sleep 60 & exit 0"]).WaitForExit();
            Console.WriteLine("started");
            while (true) { }
            """);
        long start = Stopwatch.GetTimestamp();
        var run = await folder.RunAsync("--timeout", "10");
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Assert.Equal(ExitCode.TimeLimit, run.ExitCode);
        Assert.Contains("cell [2] cell-2: still running after 10 s", Assert.Single(run.ErrorLines));
        Assert.Equal("started\n", folder.Executed("01-a.ipynb").Text(2).Split('\n')[0] + "\n");
        Assert.InRange(seconds, 10, 50);
    }

    [Fact]
    public async Task A_process_that_ends_is_noticed_where_a_grandchild_keeps_the_pipe_open()
    {
        if (OperatingSystem.IsWindows()) return;
        folder.Notebook("01-a.ipynb", """
            using System.Diagnostics;
            Process.Start("/bin/sh", ["-c", "setsid sleep 60 & exit 0"]).WaitForExit();
            Environment.Exit(3);
            """);
        long start = Stopwatch.GetTimestamp();
        var run = await folder.RunAsync();
        Assert.Contains("ended its process (exit code 3)", Assert.Single(run.ErrorLines));
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 50);
    }

    [Fact]
    public async Task Floods_of_every_kind_are_cut_and_gru_itself_stays_small()
    {
        folder.Notebook("01-a.ipynb",
            "var raw = Console.OpenStandardOutput(); var noise = new byte[1_000_000]; Array.Fill(noise, (byte)'x');\nfor (int i = 0; i < 200; i++) raw.Write(noise); raw.Flush();\n\"raw\"",
            "for (int i = 0; i < 200_000; i++) { Console.Write(\"o\"); Console.Error.Write(\"e\"); }\n\"streams\"",
            "for (int i = 0; i < 200; i++) new string('d', 100_000).Display();\n\"displays\"",
            "tag:raises-exception", "throw new Exception(new string('m', 50_000_000));",
            "new string('v', 20_000_000)",
            "\"after\"");
        using var gru = GruProcess.Start("run", folder.Notebooks, "--out", folder.Out);
        var ended = gru.EndAsync();
        long peak = 0;
        while (!ended.IsCompleted)
        {
            peak = Math.Max(peak, gru.PeakMemory);
            await Task.WhenAny(ended, Task.Delay(20));
        }
        var run = await ended;
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Errors));
        var executed = folder.Executed("01-a.ipynb");
        Assert.Equal("raw", executed.Text(1));
        Assert.Contains("more characters were printed", executed.Text(2));
        Assert.Contains("was left out", executed.Text(3));
        Assert.Contains("more characters)", executed.Text(4));
        Assert.Contains("was left out", executed.Text(5));
        Assert.Equal("after", executed.Text(6));
        Assert.InRange(new FileInfo(Path.Combine(folder.Out, "01-a.ipynb")).Length, 0, 3.5 * OutputCollector.Limit);
        Assert.InRange(peak, 0, 300_000_000);
    }
}
