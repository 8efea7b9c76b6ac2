using GruNotebooks.Layers;
using GruNotebooks.Lessons.Demonstrations;

namespace GruNotebooks.Lessons.Tests;

public class PeerComparisonTests
{
    [Theory]
    [InlineData("train")]
    [InlineData("forward")]
    public void The_saved_comparisons_are_of_all_cells_at_all_shapes(string phase)
    {
        var saved = PeerComparison.Read(phase);
        Assert.NotEmpty(saved.Machine);
        Assert.Equal(3 * 5 * 3, saved.Rows.Count);
        Assert.Equal([CellKind.Rnn, CellKind.Lstm, CellKind.Gru], saved.Rows.Select(row => row.Kind).Distinct().OrderBy(kind => CellKind.All.ToList().IndexOf(kind)));
        Assert.All(saved.Rows, row => Assert.True(row.OverPyTorch > 0 && row.OverOneDnn > 0 && row.OfPeak > 0 && row.Bytes >= 0));
    }

    [Fact]
    public void A_row_with_all_the_times_of_a_comparison_is_read()
    {
        const string row = """{"cell":"gru","H":64,"B":16,"T":100,"ours":1,"torch":5,"tuned":4,"ts":3,"onednn":2,"peak":250,"x_torch":5,"x_tuned":4,"x_ts":3,"x_onednn":2,"of_peak":0.8,"bytes":0}""";
        var read = PeerComparison.Parse($$"""{"machine":"m","peers":"p","rows":[{{row}}]}""", "peers.json");
        Assert.Equal([("PyTorch", 4.0), ("TorchSharp", 3), ("oneDNN", 2)], read.Libraries.Select(library => (library.Name, library.Over(read.Rows[0]))));
    }

    [Fact]
    public void A_library_that_was_not_timed_is_not_listed()
    {
        var read = PeerComparison.Parse("""{"machine":"m","peers":"p","rows":[{"cell":"rnn","H":16,"B":1,"T":100,"x_tuned":4,"x_onednn":2,"of_peak":0.8,"bytes":0}]}""", "peers.json");
        Assert.Equal(["PyTorch", "oneDNN"], read.Libraries.Select(library => library.Name));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("""{"machine":"m","peers":"p","rows":[]}""")]
    public void What_is_no_comparison_is_named(string json) =>
        Assert.Contains("peers.json is not a comparison", Assert.Throws<InvalidDataException>(() => PeerComparison.Parse(json, "peers.json")).Message);

    [Fact]
    public void Twice_and_half_as_fast_are_equal_on_average() => Assert.Equal(1, PeerComparison.GeometricMean([2, 0.5]), 12);
}
