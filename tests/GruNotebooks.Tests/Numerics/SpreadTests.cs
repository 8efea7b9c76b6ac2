using GruNotebooks.Numerics;

namespace GruNotebooks.Tests.Numerics;

public class SpreadTests
{
    [Fact]
    public void Quartiles_lie_between_the_extremes_by_linear_interpolation()
    {
        var spread = Spread.Of(4, 1, 3, 2);
        Assert.Equal(new Spread(2.5, 1.75, 3.25, 1, 4, 4), spread);
    }

    [Fact]
    public void One_value_is_its_own_spread()
    {
        Assert.Equal(new Spread(7, 7, 7, 7, 7, 1), Spread.Of(7));
        Assert.Equal("7", Spread.Of(7).ToString());
    }

    [Fact]
    public void Says_median_range_and_count() => Assert.Equal("0.620 (0.580 to 0.660, n = 3)", Spread.Of(0.66, 0.58, 0.62).ToString());

    [Fact]
    public void Runs_that_never_arrived_count_as_infinite_and_leave_a_finite_median() =>
        Assert.Equal(300, Spread.Of(200, 300, double.PositiveInfinity).Median);

    [Fact]
    public void Along_curves_takes_each_point_over_the_runs()
    {
        var along = Spread.Along([[1, 10], [3, 30], [2, 20]]);
        Assert.Equal([2, 20], along.Select(point => point.Median));
        Assert.Equal([3, 30], along.Select(point => point.Maximum));
    }

    [Fact]
    public void Nothing_and_unequal_curves_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Spread.Of());
        Assert.Throws<ArgumentException>(() => Spread.Along([]));
        Assert.Throws<ArgumentException>(() => Spread.Along([[1, 2], [1]]));
    }
}
