using GruNotebooks.Cli.Running;

namespace GruNotebooks.Cli.Tests.Running;

public sealed class RunClockTests
{
    private readonly HandClock time = new();

    [Fact]
    public void Cells_count_as_long_as_they_took_when_the_notebook_last_ran()
    {
        var clock = new RunClock([[1, 8, 1], [10, 20]], jobs: 1, time);
        Assert.Equal((0, 40), (clock.Fraction, clock.Remaining!.Value.TotalSeconds));
        clock.Started(0);
        time.Pass(1);
        clock.CellDone(0, total: 2);
        Assert.Equal(0.1, clock.FractionOf(0), 12);
        time.Pass(4);
        Assert.Equal(0.5, clock.FractionOf(0), 12);
        Assert.Equal(5 / 40.0, clock.Fraction, 12);
        time.Pass(4);
        clock.CellDone(0, total: 2);
        time.Pass(1);
        clock.Finished(0);
        Assert.Equal([1, 8, 1], clock.PiecesOf(0));
        Assert.Equal(30, clock.Remaining!.Value.TotalSeconds, 6);
        Assert.Equal("elapsed 0:10, remaining about 0:30", clock.Text);
    }

    [Fact]
    public void A_slower_machine_and_a_cell_that_takes_longer_leave_more_to_wait_for()
    {
        var clock = new RunClock([[10, 0], [90, 0]], jobs: 1, time);
        clock.Started(0);
        time.Pass(20);
        Assert.Equal(1, clock.FractionOf(0));
        double before = clock.Remaining!.Value.TotalSeconds;
        time.Pass(20);
        Assert.True(clock.Remaining!.Value.TotalSeconds > before);
        clock.CellDone(0, total: 1);
        clock.Finished(0);
        // Twice as slow as before in all, by the halves that the last run and this one are trusted: 90 × (40 + 10) / 20.
        Assert.Equal(225, clock.Remaining!.Value.TotalSeconds, 6);
    }

    [Fact]
    public void Notebooks_that_run_side_by_side_are_done_sooner() =>
        Assert.Equal(20, new RunClock([[20, 0], [20, 0]], jobs: 2, time).Remaining!.Value.TotalSeconds, 6);

    [Fact]
    public void Of_a_first_run_only_the_time_that_passed_is_known()
    {
        var clock = new RunClock([null, null], jobs: 1, time);
        clock.Started(0);
        time.Pass(3661);
        clock.CellDone(0, total: 1);
        Assert.Equal((0.25, null, "elapsed 1:01:01"), (clock.Fraction, clock.Remaining, clock.Text));
    }

    [Fact]
    public void A_notebook_with_other_cells_than_last_time_counts_by_its_cells_and_a_new_one_as_one_in_the_middle()
    {
        var clock = new RunClock([[10, 80, 10], null, [1, 1]], jobs: 1, time);
        clock.Started(0);
        clock.CellDone(0, total: 3);
        Assert.Equal(0.25, clock.FractionOf(0));
        clock.Started(1);
        clock.Finished(1);
        clock.Started(2);
        clock.Finished(2);
        Assert.Equal((25 + 100 + 2) / 202.0, clock.Fraction, 12);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"a.ipynb": null}""")]
    [InlineData("""{"a.ipynb": [-1]}""")]
    [InlineData("""{"a.ipynb": [1e300, 1e300]}""")]
    [InlineData("""{"a.ipynb": [1, 2]}""", 3.0)]
    public void Seconds_that_are_damaged_are_as_if_there_were_none(string kept, double? sum = null)
    {
        using var folder = new NotebookFolder();
        folder.File("seconds.json", kept);
        Assert.Equal(sum, LastSeconds.In(folder.Notebooks).Of(folder.Path("a.ipynb"))?.Sum());
        Assert.Null(LastSeconds.In(folder.In("nowhere")).Of(folder.Path("a.ipynb")));
    }

    [Fact]
    public async Task A_run_tells_what_remains_once_its_notebooks_have_run_before()
    {
        using var folder = new NotebookFolder();
        foreach (string name in new[] { "01-a.ipynb", "02-b.ipynb" }) folder.Notebook(name, "tag:skip-execution", "1");
        Assert.Equal(ExitCode.Done, (await folder.RunAsync()).ExitCode);
        await File.WriteAllTextAsync(Path.Combine(folder.Out, "seconds.json"), """{"02-b.ipynb":[100,20]}""");
        string[] lines = (await folder.RunAsync("--jobs", "1")).Output.Split('\n');
        Assert.Matches(@"^\[1/2\] 01-a\.ipynb: done, 1 skipped, \d+\.\d s \(elapsed \d:\d\d, remaining about \d:\d\d\)", lines[0]);
        Assert.Matches(@"^\[2/2\] 02-b\.ipynb: done, 1 skipped, \d+\.\d s \(elapsed \d:\d\d\)", lines[1]);
    }

    private sealed class HandClock : TimeProvider
    {
        private TimeSpan passed;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => passed.Ticks;

        public void Pass(double seconds) => passed += TimeSpan.FromSeconds(seconds);
    }
}
