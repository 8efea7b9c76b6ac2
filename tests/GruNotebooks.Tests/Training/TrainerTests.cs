using GruNotebooks.Layers;
using GruNotebooks.Measuring;
using GruNotebooks.Tasks;
using GruNotebooks.Training;

namespace GruNotebooks.Tests.Training;

public class TrainerTests
{
    [Fact]
    public void A_batch_that_is_refused_leaves_neither_noise_nor_dropout_behind()
    {
        var layer = new Dropout<float>(new Gru<float>(2, 3, 1), 0.5, 1);
        var network = new Network<float>(layer, new Dense<float>(3, 1, 2), Readout.LastStep);
        var trainer = new Trainer<float>(network, new AddingProblem(4), new TrainingSettings { WeightNoise = 0.1 });
        var before = network.Snapshot();
        Assert.Throws<ArgumentException>(() => trainer.Step(new Batch<float>(new(4, 1, 2, [1, 0, 1, 0, 1, 0, 1, float.NaN]), new Sequence<float>(1, 1, 1))));
        Assert.Equal(before, network.Snapshot());
        Assert.False(layer.Training);
    }

    [Fact]
    public void A_run_makes_room_for_the_steps_it_takes_not_for_those_it_may_take()
    {
        var network = new Network<float>(CellKind.Gru, 2, 3, 1, Readout.LastStep, seed: 1);
        var settings = new TrainingSettings { Steps = int.MaxValue, BatchSize = 1, EvaluateEvery = 12_000, StopWhenSolved = false };
        Assert.Throws<OperationCanceledException>(() => new Trainer<float>(network, new AddingProblem(2), settings).Run(point =>
        {
            if (point.Step == 12_000) throw new OperationCanceledException();
        }));
    }

    private static readonly AddingProblem Adding = new(6);

    [Fact]
    public void A_GRU_learns_to_add_short_sequences()
    {
        var run = Train(Adding.Settings with { Steps = 1500, LearningRate = 0.01 });
        Assert.NotNull(run.SolvedAt);
        Assert.Equal(run.SolvedAt, run.Steps);
        Assert.True(run.Last.Score <= 0.01 && run.Points[0].Score > 0.1);
    }

    [Fact]
    public void Same_seed_same_bits_another_seed_others()
    {
        var settings = Adding.Settings with { Steps = 30 };
        Assert.Equal(Train(settings).Losses, Train(settings).Losses);
        Assert.NotEqual(Train(settings).Losses, Train(settings, seed: 8).Losses);
    }

    [Theory, InlineData(nameof(CellKind.Rnn)), InlineData(nameof(CellKind.Lstm)), InlineData(nameof(CellKind.Gru))]
    public void A_step_allocates_nothing(string cell)
    {
        var kind = CellKind.Parse(cell);
        SequenceTask[] tasks = [Adding, new CopyMemory(5, remember: 2)];
        foreach (var task in tasks)
        {
            var network = new Network<float>(kind, task.InputSize, 8, task.OutputSize, task.Readout, 1);
            network.Layer.Threads = 1;
            var source = task.Training<float>(8, 1);
            var trainer = new Trainer<float>(network, task, task.Settings with { WeightNoise = 0.01 });
            for (int k = 0; k < 3; k++) trainer.Step(source.Next());
            Assert.Equal(0, Allocation.Of(() =>
            {
                for (int k = 0; k < 10; k++) trainer.Step(source.Next());
            }));
        }
    }

    [Fact]
    public void Truncation_reaches_the_gradient()
    {
        var settings = Adding.Settings with { Steps = 1, ClipNorm = 0 };
        Assert.NotEqual(Train(settings).GradientNorms, Train(settings with { Truncate = 2 }).GradientNorms);
    }

    [Fact]
    public void Weight_noise_changes_the_steps_but_is_gone_afterwards()
    {
        var settings = Adding.Settings with { Steps = 1, LearningRate = 1e-12, WeightNoise = 0.075 };
        var clean = new Network<double>(CellKind.Gru, 2, 8, 1, Readout.LastStep, 7).Snapshot();
        var run = Train(settings);
        Assert.NotEqual(Train(settings with { WeightNoise = 0 }).Losses, run.Losses);
        Assert.All(clean.Zip(run.Network.Parameters), pair => Assert.All(pair.First.Zip(pair.Second.Value), w => Assert.Equal(w.First, w.Second, 1e-11)));
    }

    [Fact]
    public void Patience_ends_the_run_and_keeps_the_best_weights()
    {
        // Sign-flipping steps: far too large a rate makes the loss worse and worse.
        var run = Train(Adding.Settings with { Steps = 400, LearningRate = 0.5, Optimiser = OptimiserKind.Adam, EvaluateEvery = 1, Patience = 3 });
        Assert.True(run.Steps < 400);
        Assert.Equal(run.Best.Loss, Evaluation.Of(run.Network, Adding, Adding.Validation<double>()).Loss);
        Assert.True(run.Last.Loss > run.Best.Loss);
    }

    [Fact]
    public void A_diverging_run_ends_and_says_so()
    {
        var run = Train(Adding.Settings with { Steps = 200, LearningRate = 1e200, Optimiser = OptimiserKind.Sgd, ClipNorm = 0 });
        Assert.True(run.Diverged);
        Assert.True(run.Steps < 200);
        Assert.Null(run.SolvedAt);
    }

    [Fact]
    public void Evaluations_report_what_happened_since_the_last_one()
    {
        var seen = new List<TrainingPoint>();
        var run = Train(Adding.Settings with { Steps = 25, EvaluateEvery = 10 }, progress: seen.Add);
        Assert.Equal(seen, run.Points);
        Assert.Equal([0, 10, 20, 25], seen.Select(point => point.Step));
        Assert.Equal(run.Losses[10..20].Average(), seen[2].TrainingLoss, 1e-12);
        Assert.Equal(run.GradientNorms[20..].Average(), seen[3].GradientNorm, 1e-12);
        Assert.True(double.IsNaN(seen[0].TrainingLoss));
        Assert.Same(seen[1], run.At(19));
    }

    private static TrainingRun<double> Train(TrainingSettings settings, ulong seed = 7, Action<TrainingPoint>? progress = null) =>
        new Trainer<double>(new Network<double>(CellKind.Gru, 2, 8, 1, Readout.LastStep, seed), Adding, settings, seed).Run(progress);
}
