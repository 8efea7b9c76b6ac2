using System.Text;
using System.Text.Json.Nodes;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Tests.Running;

/// <summary>Writing that ends in the middle: gru is killed, or the disk is full.</summary>
public sealed class FailedWriteTests : IDisposable
{
    private const int Kills = 100;
    private const int AtOnce = 4;
    private readonly NotebookFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_hundred_kills_while_it_saves_leave_every_notebook_whole_and_nothing_beside_them()
    {
        int[] halves = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(KillAgainAndAgainAsync));
        Assert.InRange(halves.Sum(), 5, Kills);
    }

    /// <returns>How often a kill left a half-written file, which shows that it came while something was written.</returns>
    private async Task<int> KillAgainAndAgainAsync(int worker)
    {
        string notebooks = Directory.CreateDirectory(folder.In($"saved-{worker}")).FullName, copies = folder.In($"copies-{worker}");
        string source = folder.Notebook($"{worker}.ipynb", "tag:parameters", "int n = 0;", "tag:skip-execution", "1");
        // No cell runs, so that all the time goes into writing; what is written is large, so that writing takes time.
        var document = JsonNode.Parse(await File.ReadAllTextAsync(source))!;
        document["cells"]![1]!["metadata"]!["tags"] = new JsonArray("parameters", "skip-execution");
        document["cells"]![2]!["outputs"] = new JsonArray(new JsonObject { ["name"] = "stdout", ["output_type"] = "stream", ["text"] = new string('x', 2_000_000) });
        foreach (string name in Names) await File.WriteAllTextAsync(Path.Combine(notebooks, name), JupyterJson.Write(document));

        int halves = 0;
        for (int kill = 1; kill <= Kills / AtOnce; kill++)
        {
            using var gru = GruProcess.Start("run", notebooks, "--out", copies, "--save", "--set", $"n={kill}");
            // Every fourth after some time, the others as soon as a half-written file is seen.
            var patience = Task.Delay(kill % 4 == 0 ? 150 + 20 * kill : 20_000);
            while (!gru.HasExited && !patience.IsCompleted && (kill % 4 == 0 || !Directory.EnumerateFiles(notebooks, "*.tmp").Any())) await Task.Delay(1);
            await gru.KillAsync();
            if (Directory.EnumerateFiles(notebooks, "*.tmp").Any()) halves++;
            foreach (string name in Names) RequireWhole(Path.Combine(notebooks, name));
        }

        using var last = GruProcess.Start("run", notebooks, "--out", copies, "--save", "--set", "n=1000");
        var run = await last.EndAsync();
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Errors));
        Assert.Equal(Names, Directory.GetFiles(notebooks).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.EnumerateFiles(copies, "*.tmp"));
        return halves;
    }

    private static string[] Names => ["1.ipynb", "2.ipynb", "3.ipynb"];

    private static void RequireWhole(string path)
    {
        var cells = NotebookReader.Read(path).NumberedCodeCells.ToList();
        Assert.Equal(2_000_000, MultilineText.Read(cells[1].Cell.Outputs[0]!["text"]).Length);
    }

    [Fact]
    public async Task Where_the_disk_is_full_that_notebook_fails_and_the_others_go_on()
    {
        if (OperatingSystem.IsWindows()) return;
        string large = folder.Notebook("02-large.ipynb", "tag:skip-execution", "1");
        foreach (string name in new[] { "01-a.ipynb", "03-b.ipynb" }) folder.Notebook(name, "tag:skip-execution", "1");
        var document = JsonNode.Parse(await File.ReadAllTextAsync(large))!;
        document["cells"]![1]!["outputs"] = new JsonArray(new JsonObject { ["name"] = "stdout", ["output_type"] = "stream", ["text"] = new string('x', 20_000_000) });
        await File.WriteAllTextAsync(large, JupyterJson.Write(document));
        string before = await File.ReadAllTextAsync(large);

        // Room for plotly.js beside index.html.
        using var gru = GruProcess.StartWithFilesUpTo(8, "run", folder.Notebooks, "--out", folder.Out, "--save");
        var run = await gru.EndAsync();
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        string line = Assert.Single(run.ErrorLines);
        Assert.Contains("02-large.ipynb: its executed copy or index.html cannot be written: ", line);
        Assert.Contains("the room on its disk", line);
        Assert.Matches(@"02-large\.ipynb .*not written", run.Output);
        foreach (string name in new[] { "01-a.ipynb", "03-b.ipynb" }) Assert.Equal(1, folder.Read(name).NumberedCodeCells.Single().Cell.Json["execution_count"]!.GetValue<int>());
        Assert.Equal(before, await File.ReadAllTextAsync(large));
        Assert.Equal(["01-a.ipynb", "03-b.ipynb", "index.html"], Directory.GetFiles(folder.Out).Select(Path.GetFileName).Where(name => name != "plotly.min.js").Order(StringComparer.Ordinal));
        Assert.DoesNotContain("02-large", await File.ReadAllTextAsync(Path.Combine(folder.Out, "index.html"), Encoding.UTF8));
    }
}
