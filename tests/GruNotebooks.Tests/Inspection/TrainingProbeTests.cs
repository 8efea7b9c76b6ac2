using GruNotebooks.Inspection;
using GruNotebooks.Layers;
using GruNotebooks.Tasks;
using GruNotebooks.Training;

namespace GruNotebooks.Tests.Inspection;

public class TrainingProbeTests
{
    private static readonly AddingProblem Task = new(12);
    private static readonly TrainingSettings Settings = Task.Settings with { Steps = 40, EvaluateEvery = 20 };

    [Fact]
    public void It_looks_at_the_networks_that_an_experiment_trains()
    {
        var probe = TrainingProbe.Of(Task, new(CellKind.Gru, 5), seeds: 2, Settings, FirstWeight);
        var runs = Experiment.Run(Task, [CellKind.Gru], 5, seeds: 2, Settings with { StopWhenSolved = false })[0].Runs;
        Assert.Equal([0, 20, 40], probe.Steps);
        for (var seed = 0; seed < 2; seed++)
        {
            Assert.Equal(runs[seed].Points.Select(point => point.Loss), probe.Losses[seed]);
            Assert.Equal(FirstWeight(new Contestant(CellKind.Gru, 5).Build(Task, (ulong)seed + 1).Layer.Widen()), probe.Values[seed][0]);
            Assert.Equal(FirstWeight(runs[seed].Network.Layer.Widen()), probe.Values[seed][2]);
        }
        Assert.Equal((probe.Values[0][1] + probe.Values[1][1]) / 2, probe.At(20), 12);
    }

    [Fact]
    public void A_look_that_nobody_took_is_named()
    {
        var probe = TrainingProbe.Of(Task, new(CellKind.Rnn, 3), seeds: 1, Settings, FirstWeight);
        Assert.Contains("every 20 steps up to 40, none after 30", Assert.Throws<ArgumentException>(() => probe.At(30)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => TrainingProbe.Of(Task, new(CellKind.Rnn, 3), seeds: 0, Settings, FirstWeight));
    }

    private static double FirstWeight(SequenceLayer<double> layer) => layer.Parameters[0].Value[0];
}
