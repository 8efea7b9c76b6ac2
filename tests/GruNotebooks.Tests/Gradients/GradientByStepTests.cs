using GruNotebooks.Cells;
using GruNotebooks.Gradients;
using GruNotebooks.Layers;

namespace GruNotebooks.Tests.Gradients;

public class GradientByStepTests
{
    private const int Steps = 6, Hidden = 4;
    private static readonly Sequence<double> X = Noise.Normal(Steps, 1, 2, seed: 3);
    private static readonly Sequence<double> DOutput = GradientFlow.LastStep(Steps, 1, Hidden, 5);

    [Theory]
    [InlineData(RnnActivation.Tanh)]
    [InlineData(RnnActivation.Relu)]
    public void Each_step_adds_what_a_pass_over_that_step_alone_would_add(RnnActivation activation)
    {
        var rnn = new Rnn<double>(2, Hidden, 1, activation);
        var tape = rnn.Forward(X);
        var shares = GradientByStep.OfRecurrentWeights(rnn, tape, DOutput);
        var dHidden = rnn.Backward(tape, DOutput).Hidden;
        for (var t = 0; t < Steps; t++)
        {
            var before = rnn.ZeroState(1);
            if (t > 0) tape.Output.Row(t - 1, 0).CopyTo(before.H);
            var one = rnn.Forward(new Sequence<double>(1, 1, 2, X.Row(t, 0).ToArray()), before);
            rnn.ZeroGradients();
            rnn.Backward(one, new Sequence<double>(1, 1, Hidden, dHidden.Row(t, 0).ToArray()));
            Assert.Equal(GradientFlow.Length(rnn.Gate("Uh").Gradients), shares[t], 12);
        }
    }

    [Fact]
    public void Truncation_at_the_full_length_changes_nothing_and_at_one_step_much()
    {
        var rnn = new Rnn<double>(2, Hidden, 1);
        var tape = rnn.Forward(X);
        var whole = GradientByStep.Truncated(rnn, tape, DOutput, 0);
        Assert.Equal(0, GradientByStep.Missing(whole, GradientByStep.Truncated(rnn, tape, DOutput, Steps)), 12);
        Assert.Equal(1, GradientByStep.Missing(whole, new double[whole.Length]), 12);
        Assert.InRange(GradientByStep.Missing(whole, GradientByStep.Truncated(rnn, tape, DOutput, 1)), 0.05, 1);
        Assert.All(rnn.Parameters, parameter => Assert.All(parameter.Gradient, value => Assert.Equal(0, value)));
    }

    [Fact]
    public void What_is_missing_is_the_length_of_the_difference_over_that_of_the_whole()
    {
        Assert.Equal(0.8, GradientByStep.Missing([3, 4], [3, 0]), 15);
        Assert.Equal(Math.Sqrt(8) / 5, GradientByStep.Missing([3, 4], [1, 2]), 15);
    }

    [Fact]
    public void What_a_layer_has_gathered_is_no_part_of_a_truncated_gradient_and_stays()
    {
        var rnn = new Rnn<double>(2, Hidden, 1);
        var tape = rnn.Forward(X);
        var fresh = GradientByStep.Truncated(rnn, tape, DOutput, 2);
        foreach (var parameter in rnn.Parameters) Array.Fill(parameter.Gradient, 0.5);
        Assert.Equal(fresh, GradientByStep.Truncated(rnn, tape, DOutput, 2));
        Assert.All(rnn.Parameters, parameter => Assert.All(parameter.Gradient, value => Assert.Equal(0.5, value)));
    }

    [Fact]
    public void Only_what_can_be_compared_is_compared()
    {
        var rnn = new Rnn<double>(2, Hidden, 1);
        Assert.Throws<ArgumentException>(() => GradientByStep.OfRecurrentWeights(rnn, rnn.Forward(Noise.Normal(3, 2, 2, 1)), GradientFlow.LastStep(3, 2, Hidden, 1)));
        Assert.Throws<ArgumentException>(() => GradientByStep.Missing([1], [1, 2]));
    }

    [Fact]
    public void Noise_has_the_size_asked_for_and_comes_again()
    {
        var noise = Noise.Normal(100, 10, 5, seed: 1, size: 0.5);
        Assert.Equal(0.5, Math.Sqrt(noise.Data.Average(v => v * v)), 1);
        Assert.Equal(noise.Data, Noise.Normal(100, 10, 5, seed: 1, size: 0.5).Data);
    }
}
