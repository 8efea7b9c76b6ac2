using GruNotebooks.Layers;
using GruNotebooks.Measuring;

namespace GruNotebooks.Tests.Measuring;

public class MachinePeakTests
{
    [Fact]
    public void ReadBandwidth_refuses_a_size_of_zero() => Assert.Throws<ArgumentOutOfRangeException>(() => MachinePeak.ReadBandwidth(0));

    [Fact]
    public void Operations_are_two_for_each_weight_step_and_sequence()
    {
        var work = new LayerWork<double>(new Lstm<double>(3, 5, 1), steps: 7, batch: 2);
        Assert.Equal(2.0 * 7 * 2 * 4 * 5 * (3 + 5), work.ForwardOperations);
    }

    [Fact]
    public void A_training_step_adds_the_same_gradient_every_time()
    {
        var layer = new Gru<double>(2, 3, 1);
        var work = new LayerWork<double>(layer, steps: 4, batch: 2);
        work.Train();
        var first = layer.Parameters[0].Gradient.ToArray();
        work.Train();
        Assert.Contains(first, value => value != 0);
        Assert.Equal(first, layer.Parameters[0].Gradient);
    }
}
