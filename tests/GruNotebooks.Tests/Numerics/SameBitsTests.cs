using GruNotebooks.Numerics;

namespace GruNotebooks.Tests.Numerics;

public class SameBitsTests
{
    [Fact]
    public void Functions_are_close_to_those_of_the_runtime()
    {
        var random = new SeededRandom(3);
        for (var i = 0; i < 20000; i++)
        {
            var x = random.NextNormal() * Math.Pow(10, random.NextUniform(-6, 2));
            Near(Math.Exp(x), SameBits.Exp(x), 4, x);
            Near(Math.Tanh(x), SameBits.Tanh(x), 4, x);
            Near(1 / (1 + Math.Exp(-x)), SameBits.Sigmoid(x), 6, x);
            Near(Math.Log(Math.Abs(x)), SameBits.Log(Math.Abs(x)), 3, x);
            Assert.Equal(Math.Sin(x), SameBits.Sin(x), 4e-16);
            Assert.Equal(Math.Cos(x), SameBits.Cos(x), 4e-16);
            Near(Math.Pow(Math.Abs(x), 3.3), SameBits.Pow(Math.Abs(x), 3.3), 6, x);
        }
    }

    [Fact]
    public void Special_values_are_exact()
    {
        Assert.Equal(1, SameBits.Exp(0));
        Assert.Equal(double.PositiveInfinity, SameBits.Exp(710));
        Assert.Equal(0, SameBits.Exp(double.NegativeInfinity));
        Assert.Equal(0, SameBits.Sigmoid(double.NegativeInfinity));
        Assert.Equal(1, SameBits.Sigmoid(double.PositiveInfinity));
        Assert.Equal(-1, SameBits.Tanh(double.NegativeInfinity));
        Assert.Equal(1, SameBits.Tanh(800));
        Assert.Equal(double.NegativeInfinity, SameBits.Log(0));
        Assert.Equal(0, SameBits.Log(1));
        Assert.True(double.IsNaN(SameBits.Log(-1)) && double.IsNaN(SameBits.Tanh(double.NaN)) && double.IsNaN(SameBits.Sigmoid(double.NaN)));
        Assert.Equal(1, SameBits.Pow(0.9, 0));
        Assert.Equal(0, SameBits.Pow(0, 2));
        Assert.Equal(Math.Pow(0.999, 1e5), SameBits.Pow(0.999, 1e5), 1e-57);
        Assert.Equal(4.9406564584124654e-324, SameBits.Exp(-745));
    }

    /// <summary>The streams are promised: a changed number here changes every notebook.</summary>
    [Fact]
    public void The_random_stream_of_a_seed_never_changes()
    {
        var random = new SeededRandom(42);
        Assert.Equal(0xD0764D4F4476689FUL, random.NextBits());
        Assert.Equal(0x519E4174576F3791UL, random.NextBits());
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < 100000; i++)
        {
            var v = random.NextNormal();
            (sum, squares) = (sum + v, squares + (v * v));
        }

        Assert.Equal(0, sum / 100000, 0.01);
        Assert.Equal(1, squares / 100000, 0.02);
        var counts = new int[7];
        for (var i = 0; i < 70000; i++) counts[random.NextInt(7)]++;
        Assert.All(counts, count => Assert.InRange(count, 9600, 10400));
    }

    private static void Near(double expected, double actual, int units, double x) =>
        Assert.True(Math.Abs(expected - actual) <= units * (Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected)), $"at {x:R}: {actual:R} instead of {expected:R}");
}
