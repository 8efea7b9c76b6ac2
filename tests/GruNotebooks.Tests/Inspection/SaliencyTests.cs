using GruNotebooks.Inspection;
using GruNotebooks.Layers;
using GruNotebooks.Tests.Gradients;

namespace GruNotebooks.Tests.Inspection;

public class SaliencyTests
{
    [Fact]
    public void Is_the_length_of_the_gradient_that_central_differences_give()
    {
        const int steps = 4, step = 2;
        const double change = 1e-6;
        var layer = CellKind.Gru.CreateLayer<double>(3, 5, 1);
        var x = Sequences.Random(steps, 2, 3);
        double[] weights = [1, -2, 0.5, 0, 3];
        var tape = layer.Forward(x);
        var saliency = Saliency.OfInputs(layer, tape, Saliency.At(tape, step, weights, sequence: 1), sequence: 1);

        double Output() => layer.Forward(x).Output.Row(step, 1).ToArray().Zip(weights, (h, w) => h * w).Sum();
        for (var t = 0; t < steps; t++)
        {
            var squares = 0.0;
            for (var i = 0; i < 3; i++)
            {
                var kept = x[t, 1, i];
                x[t, 1, i] = kept + change;
                var up = Output();
                x[t, 1, i] = kept - change;
                squares += Math.Pow((up - Output()) / (2 * change), 2);
                x[t, 1, i] = kept;
            }
            Assert.Equal(Math.Sqrt(squares), saliency[t], 7);
        }
    }

    [Fact]
    public void No_output_depends_on_a_later_input()
    {
        var layer = CellKind.Lstm.CreateLayer<double>(2, 3, 1);
        var map = Saliency.Map(layer, layer.Forward(Sequences.Random(6, 1, 2)), _ => [1, 1, 1]);
        for (var k = 0; k < 6; k++)
            for (var t = 0; t < 6; t++) Assert.Equal(t <= k, map[k, t] > 0);
    }

    [Fact]
    public void As_many_weights_as_outputs()
    {
        var layer = CellKind.Rnn.CreateLayer<double>(2, 3, 1);
        Assert.Throws<ArgumentException>(() => Saliency.At(layer.Forward(Sequences.Random(6, 1, 2)), 0, [1, 1]));
    }
}
