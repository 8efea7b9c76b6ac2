using System.Diagnostics;
using System.Linq.Expressions;
using GruNotebooks.Measuring;
using GruNotebooks.Numerics;

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

    /// <summary>A kernel compiles thousands of methods after a cell; layers that share a second core with the compiler looked three times as slow.</summary>
    [Fact]
    public void Compare_begins_when_the_compiler_rests()
    {
        var (clock, calls, lastCompiled) = (Stopwatch.StartNew(), 0, 0);
        var timed = Timing.Compare(0.02, ("compiles for a while", Work))[0];
        Assert.True(lastCompiled <= calls - timed.Milliseconds.Count, $"call {lastCompiled} of {calls} still compiled, and the last {timed.Milliseconds.Count} were timed");

        void Work()
        {
            calls++;
            if (clock.ElapsedMilliseconds < 500)
            {
                lastCompiled = calls;
                Expression.Lambda<Func<int>>(Expression.Constant(calls)).Compile()();
            }
            Thread.Sleep(3);
        }
    }

    [Fact]
    public void Nothing_to_time_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Timing.Compare(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Timing.Of(0, () => { }));
    }

    [Fact]
    public void Two_looks_that_agree_are_joined()
    {
        var looks = new Queue<Timed[]>([[Look(10, 3)], [Look(10, 1)], [Look(11, 1.1)]]);
        var timed = Assert.Single(Timing.Agreeing(_ => looks.Dequeue(), mustAgree: true));
        Assert.Empty(looks);
        Assert.Equal([1, 1.1], timed.Looks);
        Assert.Equal((1.05, 10.5), (timed.RatioToFirst.Median, timed.Milliseconds.Median));
        Assert.Equal(2, timed.Milliseconds.Count);
    }

    /// <summary>A run that was disturbed took 24 times as long as one that was not; its time was saved.</summary>
    [Fact]
    public void What_no_two_looks_agree_on_is_refused()
    {
        var (slower, lengths) = (1.0, new List<int>());
        var refusal = Assert.Throws<InvalidOperationException>(() => Timing.Agreeing(longer => { lengths.Add(longer); return [Look(10, slower *= 1.3)]; }, mustAgree: true));
        Assert.Equal([1, 1, 2, 4, 8], lengths);
        Assert.Contains("too busy to time this: of 5 looks no two in a row agreed", refusal.Message);
        Assert.Throws<InvalidOperationException>(() => Timing.Agreeing(_ => [Look(slower *= 2, 1)], mustAgree: true));
    }

    [Fact]
    public void A_reader_who_does_not_save_sees_both_looks()
    {
        var slower = 1.0;
        var timed = Assert.Single(Timing.Agreeing(_ => [Look(10, slower *= 2)], mustAgree: false));
        Assert.Equal([16, 32], timed.Looks);
    }

    [Fact]
    public void Looking_twice_is_looking_at_the_same_work()
    {
        var sink = 0.0;
        void Work(int steps) { for (var k = 1; k <= steps; k++) sink += Math.Sqrt(k); }
        var timed = Timing.CompareTwice(0.2, ("once", () => Work(200_000)), ("eight times", () => Work(1_600_000)));
        Assert.True(sink > 0);
        Assert.Equal([1, 1], timed[0].Looks);
        Assert.Equal(2, timed[1].Looks.Count);
        Assert.InRange(timed[1].RatioToFirst.Median, 2, double.PositiveInfinity);
    }

    private static Timed Look(double milliseconds, double ratio) => new("", Spread.Of(milliseconds), Spread.Of(ratio));
}
