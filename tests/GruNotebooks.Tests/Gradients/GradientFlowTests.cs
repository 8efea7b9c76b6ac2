using GruNotebooks.Gradients;
using GruNotebooks.Layers;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Tests.Gradients;

public class GradientFlowTests
{
    [Theory]
    [InlineData(nameof(CellKind.Rnn))]
    [InlineData(nameof(CellKind.Lstm))]
    [InlineData(nameof(CellKind.Gru))]
    public void The_norm_at_each_step_is_that_of_the_transposed_product_of_Jacobians(string cell)
    {
        var kind = CellKind.Parse(cell);
        const int steps = 6, hidden = 5;
        var layer = kind.CreateLayer<double>(3, hidden, 7);
        var x = Sequences.Random(steps, 1, 3);
        var flow = GradientFlow.FromLastStep(layer, x, seed: 3);
        var jacobians = StepJacobian.Along(layer, layer.Forward(x));
        var v = Vector<double>.Build.Dense(jacobians[0].RowCount);
        GradientFlow.LastStep(steps, 1, hidden, 3).Row(steps - 1, 0).CopyTo(v.AsArray());
        Assert.Equal(1, flow.State[^1], 12);
        for (var k = 1; k < steps; k++)
        {
            var expected = JacobianProduct.OfLast(jacobians, k).TransposeThisAndMultiply(v);
            Assert.Equal(expected.L2Norm(), flow.State[steps - 1 - k], 12);
            Assert.Equal(expected.SubVector(0, hidden).L2Norm(), flow.Hidden[steps - 1 - k], 12);
        }
    }

    [Fact]
    public void Norms_are_root_mean_squares_over_the_batch()
    {
        var layer = CellKind.Gru.CreateLayer<double>(2, 4, 1);
        var flow = GradientFlow.FromLastStep(layer, Sequences.Random(5, 8, 2), seed: 3);
        Assert.Equal(1, flow.Hidden[^1], 12);
        Assert.Equal(flow.Hidden, flow.State);
        Assert.Equal(5, flow.Input.Length);
    }

    [Theory]
    [InlineData(nameof(CellKind.Lstm))]
    [InlineData(nameof(CellKind.Gru))]
    public void The_flow_of_a_batch_is_the_root_mean_square_of_those_of_its_sequences(string cell)
    {
        const int steps = 5, hidden = 4, batch = 3;
        var layer = CellKind.Parse(cell).CreateLayer<double>(2, hidden, 1);
        var (x, dOutput) = (Sequences.Random(steps, batch, 2), Sequences.Random(steps, batch, hidden, seed: 4));
        var together = GradientFlow.Of(layer, layer.Forward(x), dOutput);
        var alone = Enumerable.Range(0, batch).Select(b =>
        {
            var (one, dOne) = (new Sequence<double>(steps, 1, 2), new Sequence<double>(steps, 1, hidden));
            for (var t = 0; t < steps; t++)
            {
                x.Row(t, b).CopyTo(one.Row(t, 0));
                dOutput.Row(t, b).CopyTo(dOne.Row(t, 0));
            }
            return GradientFlow.Of(layer, layer.Forward(one), dOne);
        }).ToArray();
        for (var t = 0; t < steps; t++)
        {
            Assert.Equal(Math.Sqrt(alone.Average(flow => flow.Hidden[t] * flow.Hidden[t])), together.Hidden[t], 12);
            Assert.Equal(Math.Sqrt(alone.Average(flow => flow.State[t] * flow.State[t])), together.State[t], 12);
            Assert.Equal(Math.Sqrt(alone.Average(flow => flow.Input[t] * flow.Input[t])), together.Input[t], 12);
        }
    }

    [Fact]
    public void The_loss_on_the_last_step_has_a_direction_of_length_one_for_each_sequence_and_nothing_before()
    {
        var dOutput = GradientFlow.LastStep(4, 3, 5, seed: 2);
        Assert.All(dOutput.Data[..(3 * 3 * 5)], value => Assert.Equal(0, value));
        for (var b = 0; b < 3; b++) Assert.Equal(1, GradientFlow.Length(dOutput.Row(3, b)), 12);
        Assert.NotEqual(dOutput.Row(3, 0).ToArray(), dOutput.Row(3, 1).ToArray());
        Assert.Equal(5, GradientFlow.Length([3, -4]));
    }

    [Fact]
    public void The_gradients_of_the_layer_are_left_as_they_were()
    {
        var layer = CellKind.Gru.CreateLayer<double>(2, 4, 1);
        layer.Parameters[0].Gradient[3] = 0.25;
        GradientFlow.FromLastStep(layer, Sequences.Random(5, 2, 2), seed: 3);
        Assert.Equal(0.25, layer.Parameters.Sum(parameter => parameter.Gradient.Sum(Math.Abs)));
    }

    [Fact]
    public void The_rate_of_a_geometric_curve_is_its_factor()
    {
        double[] norms = [.. Enumerable.Range(0, 30).Select(t => 5 * Math.Pow(0.8, 29 - t))];
        Assert.Equal(0.8, GradientFlow.FactorPerStepBack(norms), 12);
        Assert.Equal(1.25, GradientFlow.FactorPerStepBack([5, 0, 3.2]), 12);   // a zero is left out and keeps its place
        Assert.Equal(3, GradientFlow.FactorPerStepBack([3, 1]), 12);
        Assert.Equal([0.5, 0.25, 1], GradientFlow.RelativeToLast([2, 1, 4]));
        Assert.Throws<ArgumentException>(() => GradientFlow.FactorPerStepBack([0, 0, 1]));
    }
}
