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

    [Theory, InlineData(double.NaN), InlineData(double.NegativeInfinity)]
    public void Numbers_that_are_not_finite_are_refused_and_nothing_is_added(double bad)
    {
        var (random, dense) = (new SeededRandom(1), new Dense<double>(3, 2, 1));
        var (x, dy) = (Samples.Normal(4, 2, 3, random), Samples.Normal(4, 2, 2, random));
        var good = x[3, 1, 2];
        x[3, 1, 2] = bad;
        Assert.Contains("Inputs must be finite numbers: [3, 1, 2]", Assert.Throws<ArgumentException>(() => dense.Forward(x)).Message, StringComparison.Ordinal);
        Assert.Contains("Inputs must be finite numbers: [3, 1, 2]", Assert.Throws<ArgumentException>(() => dense.Backward(x, dy)).Message, StringComparison.Ordinal);
        x[3, 1, 2] = good;
        dy[0, 1, 0] = bad;
        Assert.Contains("Gradients must be finite numbers: [0, 1, 0]", Assert.Throws<ArgumentException>(() => dense.Backward(x, dy)).Message, StringComparison.Ordinal);
        Assert.All(dense.Parameters, parameter => Assert.All(parameter.Gradient, value => Assert.Equal(0, value)));
        foreach (var parameter in dense.Parameters)
        {
            good = parameter.Value[^1];
            parameter.Value[^1] = bad;
            Assert.Contains("Weights must be finite", Assert.Throws<ArgumentException>(() => dense.Forward(x)).Message, StringComparison.Ordinal);
            parameter.Value[^1] = good;
        }

        Array.Fill(dense.Parameters[0].Value, double.MaxValue);
        Assert.False(double.IsFinite(dense.Forward(new(1, 1, 3, [2, 2, 2])).Data[0]));   // finite numbers may become too large
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var dense = new Dense<float>(3, 2, 1);
        Assert.Throws<ArgumentException>(() => dense.Forward(new Sequence<float>(2, 2, 4)));
        Assert.Throws<ArgumentException>(() => dense.Backward(new Sequence<float>(2, 2, 4), new Sequence<float>(2, 2, 2)));
        foreach (var (steps, batch, features) in new[] { (2, 2, 3), (3, 2, 2), (2, 3, 2) })
            Assert.Contains("does not fit", Assert.Throws<ArgumentException>(() => dense.Backward(new Sequence<float>(2, 2, 3), new Sequence<float>(steps, batch, features))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dense<float>(0, 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dense<float>(2, -1, 1));
    }

    [Fact]
    public void Weights_are_drawn_from_the_range_of_the_inputs()
    {
        var dense = new Dense<double>(16, 40, 1);
        foreach (var parameter in dense.Parameters)
        {
            Assert.InRange(parameter.Value.Max(), 0.2, 0.25);
            Assert.InRange(parameter.Value.Min(), -0.25, -0.2);
        }
        Assert.Equal(dense.Parameters.Select(p => p.Value), new Dense<double>(16, 40, 1).Parameters.Select(p => p.Value));
        Assert.NotEqual(dense.Parameters.Select(p => p.Value), new Dense<double>(16, 40, 2).Parameters.Select(p => p.Value));
    }

    [Fact]
    public void A_result_of_the_same_shape_is_written_over_and_another_is_left_alone()
    {
        var dense = new Dense<double>(3, 2, 1);
        var (x, dy) = (Samples.Normal(4, 5, 3, new SeededRandom(1)), Samples.Normal(4, 5, 2, new SeededRandom(2)));
        var (y, dx) = (dense.Forward(x), dense.Backward(x, dy));
        var (room, dRoom) = (new Sequence<double>(4, 5, 2), new Sequence<double>(4, 5, 3));
        Assert.Same(room, dense.Forward(x, room));
        Assert.Equal(y.Data, room.Data);
        Assert.Same(dRoom, dense.Backward(x, dy, dRoom));
        Assert.Equal(dx.Data, dRoom.Data);
        foreach (var (steps, batch, extra) in new[] { (3, 5, 0), (4, 6, 0), (4, 5, 1) })
        {
            Assert.Equal(y.Data, dense.Forward(x, new Sequence<double>(steps, batch, 2 + extra)).Data);
            Assert.Equal(dx.Data, dense.Backward(x, dy, new Sequence<double>(steps, batch, 3 + extra)).Data);
        }
    }

    [Fact]
    public void Gradients_are_added_until_they_are_set_to_zero()
    {
        var dense = new Dense<double>(3, 2, 1);
        var (x, dy) = (Samples.Normal(4, 5, 3, new SeededRandom(1)), Samples.Normal(4, 5, 2, new SeededRandom(2)));
        dense.Backward(x, dy);
        double[] once = [.. dense.Parameters.SelectMany(p => p.Gradient)];
        dense.Backward(x, dy);
        Assert.Equal(once.Select(g => 2 * g), dense.Parameters.SelectMany(p => p.Gradient));
        dense.ZeroGradients();
        Assert.All(dense.Parameters, p => Assert.All(p.Gradient, g => Assert.Equal(0, g)));
    }

    private static double Chain(double start, int count, Func<int, (double A, double B)> factors)
    {
        for (var k = 0; k < count; k++) start = Math.FusedMultiplyAdd(factors(k).A, factors(k).B, start);
        return start;
    }
}
