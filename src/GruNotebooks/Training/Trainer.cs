using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace GruNotebooks.Training;

/// <summary>Trains a network on a task: forward, loss, backward, clip, update, with regular evaluations on held-out examples.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Trainer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Network<T> network;
    private readonly SequenceTask task;
    private readonly TrainingSettings settings;
    private readonly Optimiser<T> optimiser;
    private readonly WeightNoise<T>? noise;
    private readonly ulong seed;

    /// <summary>Prepares a run.</summary>
    /// <param name="network">What learns; it must fit the task's sizes and readout.</param>
    /// <param name="task">What is learned.</param>
    /// <param name="settings">How; what the task recommends if null.</param>
    /// <param name="seed">Seed of the examples and their order.</param>
    /// <exception cref="ArgumentException">The network does not fit the task, or a setting is out of range.</exception>
    public Trainer(Network<T> network, SequenceTask task, TrainingSettings? settings = null, ulong seed = 1)
    {
        if (network.Layer.InputSize != task.InputSize || network.Head.OutputSize != task.OutputSize || network.Readout != task.Readout)
        {
            throw new ArgumentException(
                $"{task.Name} wants {task.InputSize} inputs, {task.OutputSize} outputs, {task.Readout}; "
                + $"the network has {network.Layer.InputSize}, {network.Head.OutputSize}, {network.Readout}.",
                nameof(network));
        }

        this.settings = settings ?? task.Settings;
        this.settings.Check();
        (this.network, this.task, this.seed) = (network, task, seed);
        optimiser = this.settings.CreateOptimiser(network.Parameters);
        noise = this.settings.WeightNoise > 0 ? new(network.Parameters, this.settings.WeightNoise, RunSeeds.From(seed).Noise) : null;
    }

    /// <summary>Trains until the task is solved, patience runs out, or the maximum number of steps is reached, as the settings say.</summary>
    /// <param name="progress">Called after each evaluation on the held-out examples.</param>
    /// <param name="checkpoint">A file that keeps where the run stands, written every <see cref="TrainingSettings.EvaluateEvery"/> steps. Where it exists, the run goes on from there, and
    /// ends with the bits of a run that was never interrupted, dropout included; only <see cref="TrainingSettings.Steps"/> may have grown. None if null.</param>
    /// <exception cref="InvalidDataException">The file is no checkpoint, damaged, or of another task, network, seed or setting.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public TrainingRun<T> Run(Action<TrainingPoint>? progress = null, string? checkpoint = null)
    {
        var clock = Stopwatch.StartNew();
        var source = task.Training<T>(settings.BatchSize, RunSeeds.From(seed).Data);
        var log = new TrainingLog<T>(network, task, settings, progress);
        var file = checkpoint is null ? null : new Checkpoint(checkpoint, Identity);
        if (file is not null && file.Load(reader => Load(reader, log)))
        {
            for (int k = 0; k < log.Steps; k++) source.Next();
        }
        else
        {
            log.Evaluate();
        }
        while (!log.Finished)
        {
            var (loss, norm) = Step(source.Next());
            if (log.Record(loss, norm)) file?.Save(writer => Save(writer, log));
        }
        return log.Close(seed, clock.Elapsed.TotalSeconds);
    }

    /// <summary>What a checkpoint must be of: all that decides the numbers but the count of steps.</summary>
    private string Identity =>
        $"{task.Name} (examples {Examples}), seed {seed}, {typeof(T).Name}, {JsonSerializer.Serialize(settings with { Steps = 1 })}, "
        + $"{network.Layer.Description}, {string.Join(", ", network.Parameters.Select(parameter => parameter.ToString()))}";

    /// <summary>The first examples to train on and all that are held out, as a hash: the name of a task does not tell whose text or series it is.</summary>
    private string Examples
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var batch in task.Validation<T>().Prepend(task.Training<T>(settings.BatchSize, RunSeeds.From(seed).Data).Next()))
            {
                hash.AppendData(MemoryMarshal.AsBytes(batch.Input.Data.AsSpan()));
                hash.AppendData(MemoryMarshal.AsBytes(batch.Values is null ? [] : batch.Values.Data.AsSpan()));
                hash.AppendData(MemoryMarshal.AsBytes(batch.Classes.AsSpan()));
                hash.AppendData(MemoryMarshal.AsBytes(batch.Lengths.AsSpan()));
                hash.AppendData(MemoryMarshal.AsBytes(batch.Counted.AsSpan()));
            }
            return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
        }
    }

    private void Save(BinaryWriter writer, TrainingLog<T> log)
    {
        log.Save(writer);
        writer.WriteAll([.. network.Parameters.Select(parameter => parameter.Value)]);
        optimiser.Save(writer);
        noise?.Save(writer);
        network.Layer.SaveState(writer);
    }

    private void Load(BinaryReader reader, TrainingLog<T> log)
    {
        log.Load(reader);
        reader.ReadAll([.. network.Parameters.Select(parameter => parameter.Value)]);
        optimiser.Load(reader);
        noise?.Load(reader);
        network.Layer.LoadState(reader);
    }

    /// <summary>One training step on one batch.</summary>
    /// <returns>The loss of the batch before the step and the global norm of its gradient before clipping.</returns>
    public (double Loss, double GradientNorm) Step(Batch<T> batch)
    {
        optimiser.ZeroGradients();
        noise?.Add();
        double loss;
        try
        {
            network.Layer.Training = true;
            var output = network.Forward(batch.Input, batch.Lengths);
            loss = task.Loss.Measure(output, batch, network.OutputGradient);
            if (double.IsFinite(loss)) network.Backward(network.OutputGradient, settings.Truncate);
        }
        finally
        {
            // A batch that is refused leaves no noise in the weights and no dropout behind.
            network.Layer.Training = false;
            noise?.Remove();
        }
        if (!double.IsFinite(loss)) return (loss, double.NaN);

        double norm = settings.ClipNorm > 0
            ? GradientClip.ByGlobalNorm(network.Parameters, settings.ClipNorm)
            : GradientClip.GlobalNorm(network.Parameters);
        if (double.IsFinite(norm)) optimiser.Step();
        return (loss, norm);
    }
}
