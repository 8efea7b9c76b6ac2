using GruNotebooks.Lessons.Claims;

namespace GruNotebooks.Lessons.Tests;

public class PairsTests
{
    [Theory]
    [InlineData(new[] { 1.0, 2 }, new[] { 3.0, 4 }, 1)]
    [InlineData(new[] { 3.0, 4 }, new[] { 1.0, 2 }, 0)]
    [InlineData(new[] { 1.0, 3 }, new[] { 2.0 }, 0.5)]
    [InlineData(new[] { 1.0 }, new[] { 1.0 }, 0.5)]
    [InlineData(new[] { 520, double.PositiveInfinity, 540 }, new[] { double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity }, 7.5 / 9)]
    public void Every_run_is_compared_with_every_run_of_the_other(double[] one, double[] other, double share) =>
        Assert.Equal(share, Pairs.Smaller(one, other), 12);

    [Fact]
    public void The_forget_biases_of_chapter_03_cannot_be_told_apart()
    {
        int?[] zero = [840, 1520, 1540, 920, 2440], one = [2120, 1400, 920, 1380, 1040];
        Assert.Equal(13.5 / 25, Pairs.Smaller(Pairs.Steps(one), Pairs.Steps(zero)), 12);
        Assert.Equal(Verdict.Undecided, Pairs.Verdict(Pairs.Steps(one), Pairs.Steps(zero)));
        Assert.True(Pairs.Level(Pairs.Steps(one), Pairs.Steps(zero)));
    }

    [Fact]
    public void What_is_ahead_in_four_of_five_pairs_is_ahead_and_the_contrary_does_not_hold()
    {
        double[] few = [1, 2, 3, 4, 9], many = [5, 6, 7, 8, 10];
        Assert.Equal(Verdict.Holds, Pairs.Verdict(few, many));
        Assert.Equal(Verdict.DoesNotHold, Pairs.Verdict(many, few));
        Assert.False(Pairs.Level(few, many));
    }

    [Fact]
    public void A_run_without_an_answer_counts_as_taking_for_ever() => Assert.Equal([3, double.PositiveInfinity], Pairs.Steps([3, null]));

    [Fact]
    public void Nothing_and_no_number_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Pairs.Smaller([], [1]));
        Assert.Throws<ArgumentException>(() => Pairs.Smaller([1], [double.NaN]));
    }
}
