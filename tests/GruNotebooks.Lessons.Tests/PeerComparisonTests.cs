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

    [Theory]
    [InlineData("nonsense")]
    [InlineData("""{"machine":"m","peers":"p","rows":[]}""")]
    public void What_is_no_comparison_is_named(string json) =>
        Assert.Contains("peers.json is not a comparison", Assert.Throws<InvalidDataException>(() => PeerComparison.Parse(json, "peers.json")).Message);

    [Fact]
    public void Twice_and_half_as_fast_are_equal_on_average() => Assert.Equal(1, PeerComparison.GeometricMean([2, 0.5]), 12);
}
