namespace GruNotebooks.Charts.Tests;

public class TextSizeTests
{
    [Theory]
    [InlineData(new double[] { 0, 100, 50 }, new double[] { 0, 100, 50 })]
    [InlineData(new double[] { 10, 10 }, new double[] { 0, 20 })]
    [InlineData(new double[] { 30, 10, 20 }, new double[] { 40, 0, 20 })]
    [InlineData(new double[] { 0, 0, 200, 0 }, new double[] { -20, 0, 200, 20 })]
    public void Neighbours_move_apart_as_little_as_they_can(double[] wanted, double[] given) => Assert.Equal(given, TextSize.Spread(wanted, 20));

    [Fact]
    public void Long_titles_break_between_words()
    {
        var lines = TextSize.Lines(TextSize.Wrap("How much of the gradient of the loss reaches a step that lies far back in the sequence", 18, 300));
        Assert.True(lines.Length > 2);
        Assert.All(lines, line => Assert.True(TextSize.Width(line, 18) <= 300));
        Assert.Equal("one", TextSize.Wrap("one", 18, 1));
    }
}
