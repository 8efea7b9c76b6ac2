using GruNotebooks.Measuring;

namespace GruNotebooks.Tests.Measuring;

public class TimingTests
{
    [Fact]
    public void More_work_takes_more_time_in_the_same_round()
    {
        var sink = 0.0;
        void Work(int steps) { for (var k = 1; k <= steps; k++) sink += Math.Sqrt(k); }
        var timed = Timing.Compare(0.3, ("once", () => Work(200_000)), ("eight times", () => Work(1_600_000)));
        Assert.True(sink > 0);
        Assert.Equal(["once", "eight times"], timed.Select(row => row.Name));
        Assert.Equal(1, timed[0].RatioToFirst.Median);
        Assert.InRange(timed[1].RatioToFirst.Median, 2, double.PositiveInfinity);
        Assert.True(timed[0].Milliseconds.Count >= 7);
    }

    [Fact]
    public void Fast_work_is_repeated_until_the_clock_can_see_it()
    {
        var calls = 0;
        var spread = Timing.Of(0.05, () => calls++);
        Assert.True(calls > 10_000);
        Assert.InRange(spread.Median, 0, 0.01);
    }

    [Fact]
    public void Nothing_to_time_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Timing.Compare(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Timing.Of(0, () => { }));
    }
}
