using GruNotebooks.Cells;
using GruNotebooks.Layers;
using GruNotebooks.Measuring;

namespace GruNotebooks.Tests.Measuring;

public class MachinePeakTests
{
    [Fact]
    public void ReadBandwidth_refuses_a_size_of_zero() => Assert.Throws<ArgumentOutOfRangeException>(() => MachinePeak.ReadBandwidth(0));

    [Fact]
    public void A_number_takes_some_time_to_another_core_and_back_and_less_than_waking_a_thread()
    {
        var nanoseconds = MachinePeak.CoreRoundTrip();
        if (Environment.ProcessorCount == 1) Assert.Equal(double.NaN, nanoseconds);
        else Assert.InRange(nanoseconds, 5, 50_000);
    }

    /// <summary>The roof of chapter 07: a step with one sequence has to read all of U, which stays in a cache.</summary>
    [Fact]
    public void No_layer_reads_its_recurrent_weights_faster_than_the_cache_gives_them()
    {
        const int H = 128, T = 50;
        var work = new LayerWork<float>(new Gru<float>(H, H, 1, GruVariant.ResetAfter, BiasScheme.TwoPerGate) { Threads = 1 }, steps: T, batch: 1);
        var bytes = 3.0 * H * H * sizeof(float);
        var read = T * bytes / Timing.Of(0.2, work.Forward).Minimum / 1e6;
        Assert.InRange(read, 0.01, 1.05 * MachinePeak.ReadBandwidth(bytes / 1e6));
    }

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
