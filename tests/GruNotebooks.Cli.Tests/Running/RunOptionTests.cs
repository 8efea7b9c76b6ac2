namespace GruNotebooks.Cli.Tests.Running;

public sealed class RunOptionTests : IDisposable
{
    private readonly NotebookFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Set_replaces_values_as_their_types_and_skip_tag_leaves_cells_out()
    {
        folder.Notebook("01-a.ipynb", "tag:parameters", "string scale = \"quick\"; double rate = 0.1;", "$\"{scale} {rate == 1e-3}\"", "tag:slow", "throw new Exception();");
        folder.Notebook("02-b.ipynb", "\"no parameters here\"");
        var run = await folder.RunAsync("--set", "scale=paper run", "--set", "rate=1e-3", "--skip-tag", "slow", "--jobs", "2");
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Errors));
        var executed = folder.Executed("01-a.ipynb");
        Assert.Equal("paper run True", executed.Text(2));
        Assert.Equal(4, executed.Cells.Count);
        Assert.Contains("skipped: 01-a.ipynb [3]: tagged slow", run.Output);
        Assert.Contains("\"quick\"", folder.Read("01-a.ipynb").NumberedCodeCells.First().Cell.Source);
        Assert.True(File.Exists(Path.Combine(folder.Out, "index.html")));
    }

    [Fact]
    public async Task Keep_going_runs_the_cells_after_those_that_failed_and_tells_of_each_that_did()
    {
        folder.Notebook("01-a.ipynb", "int x = \"text\";", "\"checked\"", "throw new Exception(\"no\");", "2", "Environment.Exit(0)", "3");
        var run = await folder.RunAsync("--keep-going");
        Assert.Equal((ExitCode.Failed, 3), (run.ExitCode, run.ErrorLines.Count));
        var executed = folder.Executed("01-a.ipynb");
        Assert.Equal(("checked", "2", ""), (executed.Text(2), executed.Text(4), executed.Text(6)));
    }

    [Fact]
    public async Task A_timing_cell_runs_with_nothing_beside_it()
    {
        // Each notebook writes when its cell begins and ends; the timing one must not lie between another's lines.
        string log = Path.Combine(folder.Notebooks, "log.txt").Replace("\\", "/");
        string Cell(string name) => $"using System.IO;\nFile.AppendAllText(\"{log}\", \"{name}+\"); await Task.Delay(500); File.AppendAllText(\"{log}\", \"{name}-\");";
        folder.Notebook("01-a.ipynb", "1", Cell("a"), Cell("a"), Cell("a"));
        folder.Notebook("02-b.ipynb", "1", "tag:volatile", Cell("T"));
        var run = await folder.RunAsync("--jobs", "2");
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Errors));
        Assert.Contains("T+T-", File.ReadAllText(log));
    }

    [Theory]
    [InlineData("--set scael=paper", "--set scael: no notebook of this run has such a parameter; known here: epochs, scale.")]
    [InlineData("--set epochs=many", "--set epochs=many: 'many' is no int")]
    [InlineData("--set epochs", "write name=value")]
    [InlineData("--timeout 0", "--timeout 0: name seconds, more than 0.")]
    [InlineData("--timeout soon", "--timeout soon: name seconds, more than 0.")]
    [InlineData("--jobs 0", "--jobs 0: name a whole number from 1.")]
    [InlineData("--nuget-source ./no-such-feed", "no such folder")]
    [InlineData("--frobnicate", "--frobnicate")]
    public async Task Wrong_usage_is_one_line_and_exit_code_2(string options, string message)
    {
        folder.Notebook("01-a.ipynb", "tag:parameters", "var scale = \"quick\"; int epochs = 3;");
        var run = await folder.RunAsync(options.Split(' '));
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(message, Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task An_output_folder_without_a_name_is_refused()
    {
        folder.Notebook("01-a.ipynb", "1");
        var run = await GruRun.Async("run", folder.Notebooks, "--out", "");
        Assert.Equal((ExitCode.Usage, "gru: --out: names no folder; write --out DIR."), (run.ExitCode, Assert.Single(run.ErrorLines)));
    }

    [Fact]
    public async Task A_copy_never_replaces_another_notebook_not_through_a_link_either()
    {
        Directory.CreateDirectory(folder.In("a/b"));
        string above = folder.Notebook("x.ipynb", "1"), first = folder.In("a/x.ipynb"), second = folder.In("a/b/x.ipynb");
        File.Copy(above, first);
        File.Copy(above, second);
        Directory.CreateSymbolicLink(folder.In("link"), folder.In("a/b"));
        foreach (string target in new[] { "a/b", "link" })
        {
            var run = await GruRun.Async("run", first, second, "--out", folder.In(target));
            Assert.Equal(ExitCode.Usage, run.ExitCode);
            Assert.Contains("would replace x.ipynb, a notebook of this run", Assert.Single(run.ErrorLines));
        }
        Assert.Equal(File.ReadAllText(above), File.ReadAllText(second));
    }

    [Theory]
    [InlineData("index.html")]
    [InlineData("style.css")]
    [InlineData("seconds.json")]
    [InlineData("01-a.ipynb")]
    public async Task What_gru_has_not_written_is_not_replaced(string theirs)
    {
        folder.Notebook("01-a.ipynb", "tag:skip-execution", "1");
        Directory.CreateDirectory(folder.Out);
        await File.WriteAllTextAsync(Path.Combine(folder.Out, theirs), "theirs");
        var run = await folder.RunAsync();
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains($"holds {theirs}, which gru has not written and would replace", Assert.Single(run.ErrorLines));
        Assert.Equal("theirs", await File.ReadAllTextAsync(Path.Combine(folder.Out, theirs)));
    }

    [Fact]
    public async Task In_a_folder_of_an_earlier_run_links_and_pictures_of_others_are_left_alone()
    {
        folder.Notebook("01-a.ipynb", "tag:skip-execution", "1");
        Assert.Equal(ExitCode.Done, (await folder.RunAsync()).ExitCode);
        string other = folder.In("other.ipynb"), copy = Path.Combine(folder.Out, "01-a.ipynb"), picture = Path.Combine(folder.Out, "pictures", "holiday.png");
        await File.WriteAllTextAsync(other, "theirs");
        await File.WriteAllTextAsync(picture, "theirs");
        File.Delete(copy);
        File.CreateSymbolicLink(copy, other);
        Assert.Equal(ExitCode.Done, (await folder.RunAsync()).ExitCode);
        Assert.Equal(("theirs", "theirs"), (await File.ReadAllTextAsync(other), await File.ReadAllTextAsync(picture)));
        Assert.Single(folder.Executed("01-a.ipynb").NumberedCodeCells);
    }

    [Fact]
    public async Task A_link_to_another_folder_takes_no_copies_there()
    {
        string deep = Directory.CreateDirectory(Path.Combine(folder.Notebooks, "deep")).FullName, other = Directory.CreateDirectory(folder.In("other")).FullName;
        File.Move(folder.Notebook("01-a.ipynb", "1"), Path.Combine(deep, "01-a.ipynb"));
        string beside = folder.Notebook("02-b.ipynb", "1");
        Directory.CreateDirectory(folder.Out);
        Directory.CreateSymbolicLink(Path.Combine(folder.Out, "deep"), other);
        var run = await GruRun.Async("run", Path.Combine(deep, "01-a.ipynb"), beside, "--out", folder.Out);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("01-a.ipynb would land in ", Assert.Single(run.ErrorLines));
        Assert.Empty(Directory.EnumerateFileSystemEntries(other));
    }

    [Fact]
    public async Task Times_that_nobody_measured_are_as_if_there_were_none()
    {
        foreach (string name in new[] { "01-a.ipynb", "02-b.ipynb" }) folder.Notebook(name, "tag:skip-execution", "1");
        Assert.Equal(ExitCode.Done, (await folder.RunAsync()).ExitCode);
        foreach (string times in new[] { "[1e300, 1e300]", "[-1]", "[]", "null", "[\"a\"]" })
        {
            await File.WriteAllTextAsync(Path.Combine(folder.Out, "seconds.json"), $"{{\"01-a.ipynb\": {times}}}");
            var run = await folder.RunAsync();
            Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Errors));
        }
    }

    [Fact]
    public async Task A_name_is_one_line_without_signs_that_act_on_the_terminal()
    {
        if (OperatingSystem.IsWindows()) return;
        folder.Notebook("a\u001b[2J\u202e\nb.ipynb", "throw new Exception(\"no\");");
        var run = await folder.RunAsync();
        Assert.Contains("a\ufffd[2J\ufffd b.ipynb cell [1]", Assert.Single(run.ErrorLines));
        Assert.DoesNotContain(run.Output, letter => letter is '\u001b' or '\u202e');
        Assert.DoesNotContain(run.Output.Split('\n'), line => line.StartsWith("b.ipynb", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Code_that_the_compiler_would_not_survive_ends_no_other_notebook()
    {
        folder.Notebook("01-a.ipynb", "tag:parameters", string.Concat(Enumerable.Repeat("$\"{", 20_000)));
        folder.Notebook("02-b.ipynb", "2");
        using var gru = GruProcess.Start("run", folder.Notebooks, "--out", folder.Out);
        var run = await gru.EndAsync();
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("01-a.ipynb cell [1] cell-1: ", Assert.Single(run.ErrorLines));
        Assert.Equal("2", folder.Executed("02-b.ipynb").Text(1));
    }

    [Fact]
    public async Task A_copy_never_replaces_its_notebook()
    {
        folder.Notebook("01-a.ipynb", "1");
        var run = await GruRun.Async("run", folder.Notebooks, "--out", folder.Notebooks);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("the executed copy of 01-a.ipynb would replace 01-a.ipynb", Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task A_mistyped_verb_is_told_the_verbs()
    {
        var run = await GruRun.Async("rnu");
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("'rnu' is no verb, and no notebook or folder is called so; the verbs are run, ", Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task A_notebook_or_folder_that_is_not_there_is_named()
    {
        var missing = await GruRun.Async("run", folder.Path("99-none.ipynb"), "--out", folder.Out);
        Assert.Equal(ExitCode.Usage, missing.ExitCode);
        Assert.Contains("99-none.ipynb: no such notebook or folder", Assert.Single(missing.ErrorLines));
        var empty = await folder.RunAsync();
        Assert.Equal(ExitCode.Usage, empty.ExitCode);
        Assert.Contains("has no notebooks", Assert.Single(empty.ErrorLines));
    }
}
