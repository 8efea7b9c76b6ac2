using GruNotebooks.Layers;
using GruNotebooks.Numerics;

namespace GruNotebooks.Training;

/// <summary>The learning curves of one network over all its seeds.</summary>
/// <param name="Contestant">Which network.</param>
/// <param name="Settings">How it was trained.</param>
/// <param name="Runs">One run a seed.</param>
public sealed record Curve(Contestant Contestant, TrainingSettings Settings, IReadOnlyList<TrainingRun<float>> Runs)
{
    /// <summary>Its name in charts and tables.</summary>
    public string Label => Contestant.Label;

    /// <summary>Which cell.</summary>
    public CellKind Kind => Contestant.Kind;

    /// <summary>The number of learned parameters.</summary>
    public int ParameterCount => Runs[0].Network.ParameterCount;

    /// <summary>Steps at which the held-out examples were evaluated, up to the end of the longest run.</summary>
    public int[] Steps => [.. Runs.MaxBy(run => run.Steps)!.Points.Select(point => point.Step)];

    /// <summary>Steps until the task was solved, one per seed in order; null for a run that did not solve it.</summary>
    public int?[] SolvedAt => [.. Runs.Select(run => run.SolvedAt)];

    /// <summary>The number of runs that solved the task.</summary>
    public int Solved => Runs.Count(run => run.SolvedAt is not null);

    /// <summary>Median steps until the task was solved, counting unsolved runs as infinite; null if that makes the median infinite.</summary>
    public double? MedianSolvedAt
    {
        get
        {
            double median = Spread.Of(SolvedAt.Select(steps => steps ?? double.PositiveInfinity)).Median;
            return double.IsFinite(median) ? median : null;
        }
    }

    /// <summary>Seconds per run, over the seeds. Not reproducible.</summary>
    public Spread Seconds => Spread.Of(Runs.Select(run => run.Seconds));

    /// <summary>Held-out loss at each of <see cref="Steps"/>, over the seeds.</summary>
    public Spread[] Loss => Over(point => point.Loss);

    /// <summary>The task's measure at each of <see cref="Steps"/>, over the seeds.</summary>
    public Spread[] Score => Over(point => point.Score);

    /// <summary>Norm of the gradient before clipping at each of <see cref="Steps"/>, over the seeds; NaN at step 0.</summary>
    public Spread[] GradientNorm => Over(point => point.GradientNorm);

    /// <summary>Any recorded quantity at each of <see cref="Steps"/>, over the seeds.</summary>
    public Spread[] Over(Func<TrainingPoint, double> value) => Spread.Along(BySeed(value));

    /// <summary>Any recorded quantity: one array per seed, with its values at <see cref="Steps"/>. A run that has ended keeps its last value.</summary>
    public double[][] BySeed(Func<TrainingPoint, double> value)
    {
        int[] steps = Steps;
        return [.. Runs.Select(run => steps.Select(step => value(run.At(step))).ToArray())];
    }
}
