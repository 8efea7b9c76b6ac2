using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using GruNotebooks.Training;

namespace GruNotebooks.Inspection;

/// <summary>One number about a network, measured again and again while it trains: how it came to what it is.</summary>
/// <param name="Steps">The training steps after which was looked, the first of them 0.</param>
/// <param name="Values">What was measured, [seed][look].</param>
/// <param name="Losses">Loss on held-out examples at the same looks, [seed][look].</param>
public sealed record TrainingProbe(int[] Steps, double[][] Values, double[][] Losses)
{
    /// <summary>Trains a contestant from seeds 1, 2, … and measures at every look. The same seeds and settings give the same networks as in <see cref="Experiment"/>.</summary>
    /// <param name="task">What is learned.</param>
    /// <param name="contestant">What learns.</param>
    /// <param name="seeds">How many runs; they share the processor's cores, one thread a run.</param>
    /// <param name="settings">How, <see cref="TrainingSettings.EvaluateEvery"/> included; a run does not end before its <see cref="TrainingSettings.Steps"/>, solved or not.</param>
    /// <param name="measure">The number, from a copy of the layer in double precision; called from several threads.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no seeds, or a setting is out of range.</exception>
    public static TrainingProbe Of(SequenceTask task, Contestant contestant, int seeds, TrainingSettings settings, Func<SequenceLayer<double>, double> measure)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(seeds);
        var runs = Enumerable.Range(1, seeds).AsParallel().AsOrdered().WithDegreeOfParallelism(Math.Min(Environment.ProcessorCount, 64)).Select(seed =>
        {
            var network = contestant.Build(task, (ulong)seed);
            network.Layer.Threads = 1;
            var values = new List<double>();
            var run = new Trainer<float>(network, task, settings with { StopWhenSolved = false, Patience = 0 }, (ulong)seed).Run(_ => values.Add(measure(network.Layer.Widen())));
            return (run.Points, Values: values.ToArray());
        }).ToArray();
        int[] steps = [.. runs.MaxBy(run => run.Points.Count).Points.Select(point => point.Step)];
        return new(steps, [.. runs.Select(run => Filled(run.Values))], [.. runs.Select(run => Filled([.. run.Points.Select(point => point.Loss)]))]);

        double[] Filled(double[] looks) => [.. looks, .. Enumerable.Repeat(looks[^1], steps.Length - looks.Length)];   // a run that diverged ended early
    }

    /// <summary>The median over the seeds at the look after <paramref name="step"/> training steps.</summary>
    /// <exception cref="ArgumentException">Nobody looked then.</exception>
    public double At(int step)
    {
        var look = Array.IndexOf(Steps, step);
        if (look < 0) throw new ArgumentException($"There was a look every {(Steps.Length > 1 ? Steps[1] : 0)} steps up to {Steps[^1]}, none after {step}.", nameof(step));
        return Spread.Of(Values.Select(seed => seed[look])).Median;
    }
}
