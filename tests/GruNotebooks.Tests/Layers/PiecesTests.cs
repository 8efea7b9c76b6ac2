using GruNotebooks.Layers;

namespace GruNotebooks.Tests.Layers;

/// <summary>How a forward pass is cut.</summary>
public class PiecesTests
{
    [Theory]
    [InlineData(1, 50, 1 << 20, 1000, 1, 50)]
    [InlineData(1, 500, 1 << 20, 1000, 1, 96)]
    [InlineData(16, 50, 1 << 20, 1000, 1, 6)]
    [InlineData(200, 50, 1 << 20, 1000, 2, 1)]
    [InlineData(16, 50, 8 << 20, 10304, 1, 2)]
    [InlineData(64, 50, 8 << 20, 10304, 2, 1)]
    [InlineData(16, 50, 8 << 20, 100000, 1, 2)]
    [InlineData(64, 50, 32 << 20, 20000, 1, 6)]
    public void HoldAsManyRowsAsTheCachesLike(int sequences, int steps, long weights, int gateRow, int groups, int stepsOfAPiece) =>
        Assert.Equal(new Pieces(groups, stepsOfAPiece), Pieces.Of(sequences, steps, weights, gateRow));

    [Fact]
    public void HaveOneStepWhereThereAreGroups()
    {
        // A piece's inputs then lie one after the other, whichever group it is of.
        for (var sequences = 1; sequences < 1000; sequences++)
        {
            foreach (var gateRow in new[] { 100, 4000, 9000, 50000 })
            {
                var pieces = Pieces.Of(sequences, 20, 1 << 20, gateRow);
                Assert.InRange(pieces.Steps, 1, pieces.Groups > 1 ? 1 : 20);
                Assert.InRange(pieces.Groups, 1, sequences);
            }
        }
    }
}
