using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using GruNotebooks.Tests.Layers;
using GruNotebooks.Training;

namespace GruNotebooks.Tests.Training;

public class StepByStepTests
{
    [Theory, InlineData("rnn"), InlineData("lstm"), InlineData("gru"), InlineData("gru ResetAfter TwoPerGate"), InlineData("mgu"), InlineData("minGru"), InlineData("stack")]
    public void Answers_are_those_of_the_whole_sequence(string name)
    {
        var layer = GradientTests.Make(name);
        var network = new Network<double>(layer, new Dense<double>(layer.OutputSize, 2, 9), Readout.EveryStep);
        var x = Samples.Normal(12, 3, layer.InputSize, new SeededRandom(4));
        var whole = network.Forward(x);
        var stream = new StepByStep<double>(network, streams: 3);
        for (int round = 0; round < 2; round++)
        {
            for (int t = 0; t < 12; t++) Assert.Equal(whole.Step(t).ToArray(), stream.Next(x.Step(t)).ToArray());
            Assert.Equal(12, stream.Steps);
            stream.Reset();
        }
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        var stream = new StepByStep<float>(new Network<float>(CellKind.Gru, 2, 8, 1, Readout.EveryStep, 1));
        float[] x = [1, 2];
        for (int k = 0; k < 50; k++) stream.Next(x);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int k = 0; k < 100; k++) stream.Next(x);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void What_reads_from_the_end_is_refused()
    {
        var both = GradientTests.Make("deep-both");
        Assert.Throws<NotSupportedException>(() => new StepByStep<double>(new Network<double>(both, new Dense<double>(both.OutputSize, 1, 1), Readout.EveryStep)));
    }

    [Fact]
    public void A_step_of_the_wrong_size_is_refused() =>
        Assert.Throws<ArgumentException>(() => { new StepByStep<double>(new Network<double>(CellKind.Rnn, 2, 3, 1, Readout.EveryStep, 1)).Next(1, 2, 3); });
}
