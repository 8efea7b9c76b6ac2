using GruNotebooks.Lessons.Demonstrations;

namespace GruNotebooks.Lessons.Tests;

public class TimeToLossTests
{
    private const string TwoRuns = """
        {"machine":"m","peers":"p","rows":[{"task":"t","network":"n","seed":1,"target":0.5,"runs":[
          {"library":"ours","steps":100,"seconds":2,"firstLoss":0.9},{"library":"PyTorch","steps":200,"seconds":12,"firstLoss":0.9}]}]}
        """;

    [Fact]
    public void The_saved_trainings_are_of_two_tasks_from_three_seeds_in_three_libraries()
    {
        var saved = TimeToLoss.Read();
        Assert.NotEmpty(saved.Machine);
        Assert.Equal(["PyTorch", "TorchSharp"], saved.Others);
        Assert.Equal(2, saved.Tasks.Count);
        Assert.All(saved.Tasks, seeds => Assert.Equal([1, 2, 3], seeds.Select(row => row.Seed)));
        Assert.All(saved.Rows, row => Assert.Equal(["ours", .. saved.Others], row.Runs.Select(run => run.Library)));
        Assert.All(saved.Rows.SelectMany(row => row.Runs), run => Assert.True(run.Steps > 0 && run.Seconds > 0));
        Assert.True(saved.FirstLossesApart < 1e-4);
    }

    [Fact]
    public void A_ratio_is_of_all_the_time_or_of_a_step()
    {
        var row = TimeToLoss.Parse(TwoRuns, "times.json").Rows[0];
        Assert.Equal(6, row.Over("PyTorch"), 12);
        Assert.Equal(3, row.OverByStep("PyTorch"), 12);
    }

    [Fact]
    public void The_table_has_steps_and_ratios_of_each_library()
    {
        var lines = TimeToLoss.Parse(TwoRuns, "times.json").Table().ToString().Split('\n');
        Assert.Contains("steps, PyTorch", lines[0]);
        Assert.Contains("6.0 (3.0)", lines[^1]);
    }

    [Fact]
    public void Networks_that_were_not_the_same_show_in_their_first_losses()
    {
        Assert.Equal(0, TimeToLoss.Parse(TwoRuns, "times.json").FirstLossesApart);
        Assert.Equal(0.2, TimeToLoss.Parse(TwoRuns.Replace("\"seconds\":12,\"firstLoss\":0.9", "\"seconds\":12,\"firstLoss\":0.7"), "times.json").FirstLossesApart, 12);
    }

    [Fact]
    public void A_library_that_was_not_timed_is_named() =>
        Assert.Contains("no run of \"Theano\"; there are ours, PyTorch", Assert.Throws<ArgumentException>(() => TimeToLoss.Parse(TwoRuns, "times.json").Rows[0].Of("Theano")).Message);

    [Theory]
    [InlineData("nonsense")]
    [InlineData("""{"machine":"m","peers":"p","rows":[]}""")]
    [InlineData("""{"machine":"m","peers":"p"}""")]
    [InlineData("""{"machine":"m","peers":"p","rows":[{"task":"t","network":"n","seed":1,"target":0.5}]}""")]
    public void What_is_no_comparison_is_named(string json) =>
        Assert.Contains("times.json is not a comparison", Assert.Throws<InvalidDataException>(() => TimeToLoss.Parse(json, "times.json")).Message);
}
