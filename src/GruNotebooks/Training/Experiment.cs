using System.Runtime.ExceptionServices;
using GruNotebooks.Layers;

namespace GruNotebooks.Training;

/// <summary>Trains several networks on one task, each from several seeds, and gathers the learning curves.</summary>
/// <remarks>Runs share the processor's cores, one thread a run; only the timings depend on that.</remarks>
public static class Experiment
{
    /// <summary>Compares cells with the same number of units.</summary>
    /// <param name="task">What they learn.</param>
    /// <param name="cells">Which cells, with their default settings.</param>
    /// <param name="hiddenSize">H of each.</param>
    /// <param name="seeds">Runs of each, with seeds firstSeed, firstSeed + 1, …</param>
    /// <param name="settings">How to train; what the task recommends if null.</param>
    /// <param name="firstSeed">The first seed.</param>
    /// <param name="progress">Called with one line for each finished run, in the order in which they finish.</param>
    public static Curves Run(SequenceTask task, CellKind[] cells, int hiddenSize, int seeds = 5, TrainingSettings? settings = null, ulong firstSeed = 1, Action<string>? progress = null) =>
        Run(task, [.. cells.Select(kind => new Contestant(kind, hiddenSize))], seeds, settings, firstSeed, progress);

    /// <summary>Compares cells with nearly the same number of parameters, head included.</summary>
    /// <param name="task">What they learn.</param>
    /// <param name="cells">Which cells, with their default settings.</param>
    /// <param name="parameters">About how many parameters each has.</param>
    /// <param name="seeds">Runs of each, with seeds firstSeed, firstSeed + 1, …</param>
    /// <param name="settings">How to train; what the task recommends if null.</param>
    /// <param name="firstSeed">The first seed.</param>
    /// <param name="progress">Called with one line for each finished run, in the order in which they finish.</param>
    public static Curves RunEqualParameters(SequenceTask task, CellKind[] cells, int parameters, int seeds = 5, TrainingSettings? settings = null, ulong firstSeed = 1, Action<string>? progress = null) =>
        Run(task, [.. cells.Select(kind => Contestant.OfParameters(kind, task, parameters))], seeds, settings, firstSeed, progress);

    /// <summary>Compares any networks.</summary>
    /// <param name="task">What they learn.</param>
    /// <param name="contestants">The networks.</param>
    /// <param name="seeds">Runs of each, with seeds firstSeed, firstSeed + 1, …</param>
    /// <param name="settings">How to train; what the task recommends if null.</param>
    /// <param name="firstSeed">The first seed.</param>
    /// <param name="progress">Called with one line for each finished run, in the order in which they finish.</param>
    public static Curves Run(SequenceTask task, Contestant[] contestants, int seeds = 5, TrainingSettings? settings = null, ulong firstSeed = 1, Action<string>? progress = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(seeds);
        if (contestants.Length == 0) throw new ArgumentException("An experiment compares at least one network.", nameof(contestants));
        var used = settings ?? task.Settings;
        var runs = new TrainingRun<float>[contestants.Length * seeds];
        var clock = System.Diagnostics.Stopwatch.StartNew();
        InParallel(runs.Length, i =>
        {
            var (contestant, seed) = (contestants[i / seeds], firstSeed + (ulong)(i % seeds));
            var network = contestant.Build(task, seed);
            network.Layer.Threads = 1;
            runs[i] = new Trainer<float>(network, task, used, seed).Run();
            progress?.Invoke(Invariant($"{contestant.Label}, seed {seed}: {Outcome(runs[i])}, {runs[i].Seconds:0.0} s"));
        });
        return new(task, used, [.. contestants.Select((contestant, c) => new Curve(contestant, used, runs[(c * seeds)..((c + 1) * seeds)]))], clock.Elapsed.TotalSeconds);
    }

    private static string Outcome(TrainingRun<float> run) =>
        run.SolvedAt is { } steps ? Invariant($"solved after {steps} steps")
        : run.Diverged ? Invariant($"diverged at step {run.Steps}")
        : Invariant($"loss {run.Last.Loss:0.0000} after {run.Steps} steps");

    // A failing run surfaces as its own exception, not as an AggregateException.
    private static void InParallel(int count, Action<int> body)
    {
        try
        {
            Parallel.ForEach(System.Collections.Concurrent.Partitioner.Create(Enumerable.Range(0, count), System.Collections.Concurrent.EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, body);
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.Flatten().InnerExceptions[0]);
        }
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
