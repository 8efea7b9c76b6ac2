using System.Globalization;

namespace GruNotebooks.Cli.Tests.Running;

public sealed class BadNotebookTests(BadNotebooks bad) : IClassFixture<BadNotebooks>
{
    [Theory]
    [InlineData("02-not-json.ipynb", "not JSON (line 2)")]
    [InlineData("03-no-cells.ipynb", "has no cells")]
    [InlineData("04-python.ipynb", "is written for the kernel 'python3'; only C#")]
    [InlineData("05-directive.ipynb", "cell [1] cell-1: ")]
    [InlineData("06-throws.ipynb", "cell [2] cell-2: InvalidOperationException: the gate is stuck")]
    [InlineData("08-exits.ipynb", "cell [1] cell-1: ended its process (exit code 0)")]
    [InlineData("09-overflows.ipynb", "cell [1] cell-1: ended its process (stack overflow)")]
    [InlineData("11-does-not-compile.ipynb", "cell [1] cell-1: (1,9): error CS0029")]
    [InlineData("12-does-not-throw.ipynb", "cell [1] cell-1: is tagged raises-exception and did not throw")]
    [InlineData("13-imports-nothing.ipynb", "run `dotnet build`")]
    [InlineData("14-a-list.ipynb", "not a notebook")]
    [InlineData("15-odd-cell.ipynb", "cell 1 of the file is not a cell")]
    public void Each_failure_is_one_line_that_says_what_and_where(string notebook, string message)
    {
        string line = Assert.Single(bad.Run.ErrorLines, line => line.Contains(notebook));
        Assert.Contains(message, line);
        Assert.DoesNotContain("   at ", line);
    }

    [Fact]
    public void Nothing_else_is_complained_of() => Assert.Equal(12, bad.Run.ErrorLines.Count);

    [Fact]
    public void The_gravest_failure_is_the_exit_code()
    {
        Assert.Equal(ExitCode.Failed, bad.Run.ExitCode);
        Assert.Equal(ExitCode.TimeLimit, bad.EndlessRun.ExitCode);
    }

    [Fact]
    public void A_cell_that_never_ends_is_ended_and_what_it_printed_is_kept()
    {
        string line = Assert.Single(bad.EndlessRun.ErrorLines, line => line.Contains("07-endless.ipynb"));
        Assert.Contains("cell [1] cell-1: still running after 8 s", line);
        var endless = bad.EndlessFolder.Executed("07-endless.ipynb");
        Assert.StartsWith("before\n", endless.Text(1));
        Assert.Equal("", endless.Text(2));
    }

    [Fact]
    public void The_other_notebooks_still_run()
    {
        Assert.Equal("2", bad.Folder.Executed("01-good.ipynb").Text(1));
        Assert.Equal("still runs", bad.Folder.Executed("99-good.ipynb").Text(1));
    }

    [Fact]
    public void Cells_after_a_failure_do_not_run() => Assert.Equal("", bad.Folder.Executed("06-throws.ipynb").Text(3));

    [Fact]
    public void A_hundred_megabytes_are_cut_with_a_line_and_no_failure()
    {
        var prints = bad.Folder.Executed("10-prints.ipynb");
        // 200 are for the output, and each line costs ten more than it has characters.
        int line = 100 + Environment.NewLine.Length, shown = (999_800 / (line + 10) * line) + (999_800 % (line + 10));
        Assert.InRange(prints.Text(1).Length, shown, shown + 1000);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"[output cut: {(1_000_000L * line) - shown:N0} more characters were printed"), prints.Text(1));
        Assert.Equal("after", prints.Text(2));
    }

    [Fact]
    public void The_table_has_a_row_for_each() => Assert.All(
        Directory.EnumerateFiles(bad.Folder.Notebooks).Select(Path.GetFileName),
        name => Assert.Contains(bad.Run.Output.Split('\n'), line => line.TrimStart().StartsWith(name!, StringComparison.Ordinal)));
}
