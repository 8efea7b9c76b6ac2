using System.Security.Cryptography;
using GruNotebooks.Cells;
using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using GruNotebooks.Tasks;
using GruNotebooks.Training;

namespace GruNotebooks.Tests.Training;

/// <summary>A training that is interrupted and one that is not end with the same bits.</summary>
public sealed class CheckpointTests : IDisposable
{
    private static readonly TrainingSettings Forty = new() { Steps = 40, BatchSize = 4, EvaluateEvery = 10, StopWhenSolved = false, Patience = 100, WeightNoise = 0.05, Momentum = 0.9 };
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gru-tests-");

    private string File => Path.Combine(folder.FullName, "run.checkpoint");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(OptimiserKind.Adam)]
    [InlineData(OptimiserKind.Sgd)]
    [InlineData(OptimiserKind.RmsProp)]
    public void Twenty_steps_an_interruption_and_twenty_more_are_forty_steps_bit_for_bit(OptimiserKind optimiser)
    {
        var settings = Forty with { Optimiser = optimiser };
        var whole = Trained(settings);
        Assert.Throws<OperationCanceledException>(() => Trained(settings, File, interruptAt: 20));   // before that look is on file: the run goes on from step 10
        var looks = new List<int>();
        var resumed = Trained(settings, File, looked: looks.Add);
        Assert.Equal([20, 30, 40], looks);
        Same(whole, resumed);
        Assert.Equal(["run.checkpoint"], folder.EnumerateFiles().Select(file => file.Name));
    }

    [Fact]
    public void A_finished_run_goes_on_when_the_settings_ask_for_more_steps()
    {
        Trained(Forty with { Steps = 20 }, File);
        Same(Trained(Forty), Trained(Forty, File));
        Assert.Equal(40, Trained(Forty, File, interruptAt: 10).Steps);   // nothing is left to do: nobody looks
    }

    [Fact]
    public void Another_training_does_not_take_the_checkpoint()
    {
        Trained(Forty, File);
        foreach (var other in new[] { Forty with { LearningRate = 0.01 }, Forty with { Optimiser = OptimiserKind.Sgd } })
            Assert.Contains("is the checkpoint of another training", Assert.Throws<InvalidDataException>(() => Trained(other, File)).Message);
        Assert.Contains("is the checkpoint of another training", Assert.Throws<InvalidDataException>(() => Trained(Forty, File, seed: 2)).Message);
        Assert.Contains("has 40 steps, the settings ask for 30", Assert.Throws<InvalidDataException>(() => Trained(Forty with { Steps = 30 }, File)).Message);
    }

    [Fact]
    public void Masks_of_dropout_go_on_where_they_were()
    {
        static SequenceLayer<float> Layer() => new Stacked<float>(
            new Dropout<float>(new Bidirectional<float>(new Dropout<float>(new Gru<float>(2, 5, 1), 0.5, 2), new Dropout<float>(new Gru<float>(2, 5, 3), 0.2, 6)), 0.3, 4), new Gru<float>(10, 5, 5));
        var whole = Trained(Forty, layer: Layer());
        Assert.Throws<OperationCanceledException>(() => Trained(Forty, File, interruptAt: 30, layer: Layer()));
        Same(whole, Trained(Forty, File, layer: Layer()));
    }

    [Fact]
    public void A_run_that_ended_between_two_looks_goes_on_from_the_one_before()
    {
        Trained(Forty with { Steps = 25, Patience = 3 }, File);
        Same(Trained(Forty with { Patience = 3 }), Trained(Forty with { Patience = 3 }, File));
    }

    [Fact]
    public void A_network_that_computes_otherwise_and_other_examples_are_another_training()
    {
        void Refused(Action train) => Assert.Contains("is the checkpoint of another training", Assert.Throws<InvalidDataException>(train).Message);
        Trained(Forty, File, layer: new Gru<float>(2, 5, 1));
        Refused(() => Trained(Forty, File, layer: new Gru<float>(2, 5, 1, GruVariant.ResetAfter)));
        Refused(() => Trained(Forty, File, layer: new Dropout<float>(new Gru<float>(2, 5, 1), 0.5, 1)));
        System.IO.File.Delete(File);
        Forecast(0);
        Forecast(0);
        Refused(() => Forecast(1));

        void Forecast(double last)
        {
            var task = new SeriesForecast([.. Enumerable.Range(0, 100).Select(t => t == 80 ? last : SameBits.Sin(t))]);
            new Trainer<float>(new Network<float>(CellKind.Gru, 1, 3, 1, Readout.EveryStep, seed: 1), task, Forty with { BatchSize = 1 }).Run(checkpoint: File);
        }
    }

    [Fact]
    public void A_checkpoint_that_is_refused_leaves_the_network_alone()
    {
        Trained(Forty, File);
        var task = new AddingProblem(8);
        var network = new Network<float>(CellKind.Gru, task.InputSize, 5, task.OutputSize, task.Readout, seed: 1);
        var before = network.Snapshot();
        Assert.Throws<InvalidDataException>(() => new Trainer<float>(network, task, Forty with { Steps = 30 }).Run(checkpoint: File));
        Assert.Equal(before, network.Snapshot());
    }

    [Fact]
    public void A_file_whose_hash_is_right_and_whose_rest_is_not_is_refused()
    {
        foreach (byte[] content in new byte[][] { [], [5], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [.. "\u0019GruNotebooks checkpoint 2"u8] })
        {
            System.IO.File.WriteAllBytes(File, [.. content, .. SHA256.HashData(content)]);
            Assert.Contains("is not a checkpoint", Assert.Throws<InvalidDataException>(() => Trained(Forty, File)).Message);
        }
    }

    [Fact]
    public void A_damaged_file_is_refused()
    {
        Trained(Forty with { Steps = 10 }, File);
        var good = System.IO.File.ReadAllBytes(File);
        for (var k = 0; k < good.Length; k += 97)
        {
            var bad = (byte[])good.Clone();
            bad[k] ^= 1;
            System.IO.File.WriteAllBytes(File, bad);
            Assert.Contains("or damaged", Assert.Throws<InvalidDataException>(() => Trained(Forty, File)).Message);
        }
        System.IO.File.WriteAllBytes(File, []);
        Assert.Contains("is not a checkpoint", Assert.Throws<InvalidDataException>(() => Trained(Forty, File)).Message);
    }

    private static TrainingRun<float> Trained(TrainingSettings settings, string? checkpoint = null, int interruptAt = 0, Action<int>? looked = null, ulong seed = 1, SequenceLayer<float>? layer = null)
    {
        var task = new AddingProblem(8);
        var network = layer is null
            ? new Network<float>(CellKind.Gru, task.InputSize, 5, task.OutputSize, task.Readout, seed)
            : new(layer, new Dense<float>(layer.OutputSize, task.OutputSize, seed), task.Readout);
        return new Trainer<float>(network, task, settings, seed).Run(
            point =>
            {
                if (point.Step == interruptAt && interruptAt > 0) throw new OperationCanceledException();
                looked?.Invoke(point.Step);
            },
            checkpoint);
    }

    private static void Same(TrainingRun<float> expected, TrainingRun<float> actual)
    {
        Assert.Equal(expected.Network.Parameters.SelectMany(parameter => parameter.Value), actual.Network.Parameters.SelectMany(parameter => parameter.Value));
        Assert.Equal(expected.Losses, actual.Losses);
        Assert.Equal(expected.GradientNorms, actual.GradientNorms);
        Assert.Equal(expected.Points, actual.Points);
        Assert.Equal(expected.SolvedAt, actual.SolvedAt);
    }
}
