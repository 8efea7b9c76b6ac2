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
    public async Task Children_neither_read_the_next_cell_nor_write_among_its_outputs()
    {
        if (OperatingSystem.IsWindows()) return;
        folder.Notebook("01-a.ipynb", """
            using System.Diagnostics;
            Process.Start("/bin/sh", ["-c", "read line; echo \"read: $line\" > read.txt; while true; do echo noise; done"]);
            """,
            "for (int i = 0; i < 100; i++) new string('d', 9_000).Display();\n\"shown\"",
            "await Task.Delay(500);\nSystem.IO.File.ReadAllText(\"read.txt\").Trim()",
            "Console.OpenStandardInput().ReadByte()");
        var run = await folder.RunAsync("--timeout", "30");
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Errors));
        var executed = folder.Executed("01-a.ipynb");
        Assert.Equal(101, executed.NumberedCodeCells.ElementAt(1).Cell.Outputs.Count);
        Assert.Equal("read:", executed.Text(3));
        Assert.Equal("-1", executed.Text(4));
    }

    [Theory]
    [InlineData("1", ExitCode.Done)]
    [InlineData("Environment.Exit(0)", ExitCode.Failed)]
    [InlineData("while (true) { }", ExitCode.TimeLimit)]
    public async Task A_daemon_ends_with_its_notebook_however_that_ends(string last, int exitCode)
    {
        if (!OperatingSystem.IsLinux()) return;
        folder.Notebook("01-a.ipynb", """
            using System.Diagnostics;
            Process.Start("/bin/sh", ["-c", "setsid sh -c 'echo $$ > daemon.txt; exec sleep 300' & exit 0"]).WaitForExit();
            await Task.Delay(500);
            """, last);
        Assert.Equal(exitCode, (await folder.RunAsync("--timeout", "10")).ExitCode);
        string daemon = (await File.ReadAllTextAsync(folder.Path("daemon.txt"))).Trim();
        // Who is ended stays in the list until its parent has heard of it.
        string state = File.Exists($"/proc/{daemon}/stat") ? await File.ReadAllTextAsync($"/proc/{daemon}/stat") : "gone";
        Assert.True(state == "gone" || state.Contains(") Z "), state);
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
            "for (int i = 0; i < 20; i++) Console.Write(new string('\\n', 1_000_000));\n\"lines\"",
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
        Assert.Contains("more characters were printed", executed.Text(6));
        Assert.Equal("after", executed.Text(7));
        Assert.InRange(new FileInfo(Path.Combine(folder.Out, "01-a.ipynb")).Length, 0, 4.5 * OutputCollector.Limit);
        Assert.InRange(peak, 0, 300_000_000);
    }
}
