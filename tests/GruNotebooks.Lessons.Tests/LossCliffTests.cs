using GruNotebooks.Lessons.Demonstrations;

namespace GruNotebooks.Lessons.Tests;

public class LossCliffTests
{
    private static readonly LossCliff Cliff = new();

    [Theory]
    [InlineData(0.9, 0.1)]
    [InlineData(1.2, -0.05)]
    [InlineData(-1.5, 0.3)]
    public void The_slope_is_the_slope_of_the_loss(double w, double b)
    {
        const double step = 1e-6;
        var point = Cliff.At(w, b);
        Assert.Equal((Cliff.At(w + step, b).Loss - Cliff.At(w - step, b).Loss) / (2 * step), point.DW, 1e-6);
        Assert.Equal((Cliff.At(w, b + step).Loss - Cliff.At(w, b - step).Loss) / (2 * step), point.DB, 1e-6);
    }

    [Fact]
    public void The_surface_has_the_shape_of_its_axes()
    {
        var surface = Cliff.Surface([0.5, 1, 1.5], [0, 0.1]);
        Assert.Equal((2, 3), (surface.GetLength(0), surface.GetLength(1)));
        Assert.Equal(Cliff.At(1.5, 0.1).Loss, surface[1, 2]);
    }

    [Fact]
    public void Clipping_limits_the_length_of_every_move()
    {
        var path = Cliff.Descend(2.2, -0.3, rate: 1, moves: 20, clip: 0.05);
        Assert.Equal(21, path.Count);
        foreach (var (from, to) in path.Zip(path.Skip(1)))
            Assert.True(Math.Sqrt(Math.Pow(to.W - from.W, 2) + Math.Pow(to.B - from.B, 2)) <= 0.05 + 1e-12);
    }

    [Fact]
    public void Clipping_brings_every_start_down_the_cliff()
    {
        var (starts, arrived, steepest) = new LossCliff().FromManyStarts(0.01, 300, clip: 1);
        Assert.Equal((200, 200), (starts, arrived));
        Assert.True(steepest > 100);
    }
}
