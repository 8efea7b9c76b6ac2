using GruNotebooks.Layers;
using GruNotebooks.Numerics;

namespace GruNotebooks.Tests.Layers;

public class DenseTests
{
    [Theory]
    [InlineData(3, 2, 5, 7)]
    [InlineData(16, 1, 100, 4)]
    [InlineData(5, 40, 9, 33)]
    public void Forward_and_backward_give_sums_in_the_documented_order(int inputs, int outputs, int steps, int batch)
    {
        var dense = new Dense<double>(inputs, outputs, 1);
        var (w, b) = (dense.Parameters[0], dense.Parameters[1]);
        var random = new SeededRandom(2);
        var (x, dy) = (Samples.Normal(steps, batch, inputs, random), Samples.Normal(steps, batch, outputs, random));
        var (y, rows) = (dense.Forward(x), steps * batch);
        Array.Fill(w.Gradient, 0.25);
        var dx = dense.Backward(x, dy);
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < outputs; i++) Assert.Equal(Chain(b.Value[i], inputs, k => (x.Data[(row * inputs) + k], w.Value[(i * inputs) + k])), y.Data[(row * outputs) + i]);
            for (var k = 0; k < inputs; k++) Assert.Equal(Chain(0, outputs, i => (dy.Data[(row * outputs) + i], w.Value[(i * inputs) + k])), dx.Data[(row * inputs) + k]);
        }

        for (var i = 0; i < outputs; i++)
        {
            for (var k = 0; k < inputs; k++)
                Assert.Equal(0.25 + Chain(0, rows, n => (dy.Data[((rows - 1 - n) * outputs) + i], x.Data[((rows - 1 - n) * inputs) + k])), w.Gradient[(i * inputs) + k]);
            Assert.Equal(Chain(0, rows, n => (1, dy.Data[((rows - 1 - n) * outputs) + i])), b.Gradient[i]);
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var dense = new Dense<float>(3, 2, 1);
        Assert.Throws<ArgumentException>(() => dense.Forward(new Sequence<float>(2, 2, 4)));
        Assert.Throws<ArgumentException>(() => dense.Backward(new Sequence<float>(2, 2, 3), new Sequence<float>(2, 2, 3)));
    }

    private static double Chain(double start, int count, Func<int, (double A, double B)> factors)
    {
        for (var k = 0; k < count; k++) start = Math.FusedMultiplyAdd(factors(k).A, factors(k).B, start);
        return start;
    }
}
