using GruNotebooks.Layers;

namespace GruNotebooks.Tests.Layers;

/// <summary>How a forward pass is tiled.</summary>
public class BatchTilingTests
{
    [Theory]
    [InlineData(1, 50, 1 << 20, 1000, false, 1, 50)]
    [InlineData(1, 500, 1 << 20, 1000, false, 1, 96)]
    [InlineData(16, 50, 1 << 20, 1000, false, 1, 6)]
    [InlineData(15, 50, 1 << 20, 1000, true, 1, 6)]
    [InlineData(16, 50, 1 << 20, 1000, true, 1, 1)]
    [InlineData(200, 50, 1 << 20, 1000, false, 2, 1)]
    [InlineData(16, 50, 8 << 20, 10304, false, 1, 2)]
    [InlineData(64, 50, 8 << 20, 10304, true, 2, 1)]
    [InlineData(16, 50, 8 << 20, 100000, false, 1, 2)]
    [InlineData(64, 50, 32 << 20, 20000, true, 1, 6)]
    public void A_tile_holds_as_many_rows_as_fit_the_caches(int sequences, int steps, long weights, int gateRow, bool joint, int groups, int stepsOfATile) =>
        Assert.Equal(new BatchTiling(groups, stepsOfATile), BatchTiling.Of(sequences, steps, weights, gateRow, joint));

    [Fact]
    public void A_tile_has_one_step_where_there_are_groups()
    {
        // A tile's inputs then lie one after the other, whichever group it is of.
        for (var sequences = 1; sequences < 1000; sequences++)
        {
            foreach (var gateRow in new[] { 100, 4000, 9000, 50000 })
            {
                var tiling = BatchTiling.Of(sequences, 20, 1 << 20, gateRow, joint: sequences % 2 == 1);
                Assert.InRange(tiling.Steps, 1, tiling.Groups > 1 ? 1 : 20);
                Assert.InRange(tiling.Groups, 1, sequences);
            }
        }
    }
}
