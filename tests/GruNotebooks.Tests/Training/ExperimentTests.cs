using GruNotebooks.Layers;
using GruNotebooks.Tasks;
using GruNotebooks.Training;

namespace GruNotebooks.Tests.Training;

public class ExperimentTests
{
    private static readonly AddingProblem Adding = new(6);
    private static readonly TrainingSettings Short = Adding.Settings with { Steps = 40, BatchSize = 8 };

    [Fact]
    public void Runs_are_those_of_the_trainer_whatever_runs_beside()
    {
        var curves = Experiment.Run(Adding, [CellKind.Rnn, CellKind.Gru], hiddenSize: 6, seeds: 2, Short);
        var alone = new Trainer<float>(new Network<float>(CellKind.Gru, 2, 6, 1, Readout.LastStep, 2), Adding, Short, 2).Run();
        Assert.Equal(alone.Losses, curves[CellKind.Gru].Runs[1].Losses);
    }

    [Fact]
    public void Curves_go_over_the_seeds_and_ended_runs_keep_their_last_value()
    {
        var curve = Experiment.Run(Adding, [CellKind.Gru], hiddenSize: 10, seeds: 3, Adding.Settings with { Steps = 1200, LearningRate = 0.01, BatchSize = 16 })[0];
        Assert.Equal(3, curve.Solved);
        Assert.Equal(curve.SolvedAt.Order().ElementAt(1), curve.MedianSolvedAt);
        Assert.Equal(curve.Steps[^1], curve.Runs.Max(run => run.Steps));
        Assert.Equal(curve.Runs.Select(run => run.Last.Loss).Order().ElementAt(1), curve.Loss[^1].Median);
        Assert.All(curve.Score, s => Assert.True(s.LowerQuartile <= s.Median && s.Median <= s.UpperQuartile));
    }

    [Fact]
    public void Unsolved_is_said_as_such()
    {
        var row = Experiment.Run(Adding, [CellKind.Rnn], hiddenSize: 2, seeds: 2, Short with { Steps = 4 }).Table()[0];
        Assert.Equal(("RNN", "0 of 2", "not in 4", "–, –"), (row.Network, row.Solved, row.MedianSteps, row.StepsBySeed));
    }

    [Fact]
    public void Equal_parameters_are_nearly_equal()
    {
        int[] counts = [.. CellKind.All.Select(kind => Contestant.OfParameters(kind, Adding, 3000).Build(Adding, 1).ParameterCount)];
        Assert.All(counts, count => Assert.InRange(count, 2900, 3100));
    }

    [Fact]
    public void A_contestant_brings_its_own_layer()
    {
        Contestant[] two = [new(CellKind.Lstm, 5), new("LSTM, forget bias 0", CellKind.Lstm, 5, (i, h, seed) => new Lstm<float>(i, h, seed, forgetBias: 0))];
        var curves = Experiment.Run(Adding, two, seeds: 1, Short);
        Assert.NotEqual(curves[0].Runs[0].Losses, curves["LSTM, forget bias 0"].Runs[0].Losses);
        Assert.Throws<KeyNotFoundException>(() => curves["GRU"]);
        Assert.Throws<KeyNotFoundException>(() => curves[CellKind.Gru]);
    }

    [Fact]
    public void A_failing_run_fails_with_its_own_message()
    {
        Contestant[] broken = [new("broken", CellKind.Gru, 5, (_, h, seed) => new Gru<float>(7, h, seed))];
        Assert.Throws<ArgumentException>(() => Experiment.Run(Adding, broken, seeds: 2, Short));
    }
}
