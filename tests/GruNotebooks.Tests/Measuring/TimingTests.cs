using GruNotebooks.Measuring;

namespace GruNotebooks.Tests.Measuring;

public class TimingTests
{
    [Fact]
    public void Compare_names_the_candidates_in_order_and_divides_by_the_first()
    {
        var timed = Timing.Compare(0.02, ("once", () => Thread.SpinWait(10)), ("eight times", () => Thread.SpinWait(80)));
        Assert.Equal(["once", "eight times"], timed.Select(row => row.Name));
        Assert.Equal(1, timed[0].RatioToFirst.Median);
        Assert.All(timed, row => Assert.True(row.Milliseconds.Count >= 7));
    }

    [Fact]
    public void Of_runs_fast_work_many_times_for_each_sample()
    {
        var calls = 0;
        var spread = Timing.Of(0.02, () => calls++);
        Assert.True(calls > 100 * spread.Count);
    }

    [Fact]
    public void Nothing_to_time_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Timing.Compare(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Timing.Of(0, () => { }));
    }
}
