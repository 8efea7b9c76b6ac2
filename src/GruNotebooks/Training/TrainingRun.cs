using System.Numerics;

namespace GruNotebooks.Training;

/// <summary>The record of one training run.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="Network">The network as training left it: the best weights seen if the settings have patience, otherwise the last.</param>
/// <param name="Seed">The seed that determines the run.</param>
/// <param name="Points">The evaluations on the held-out examples; the first is before any step.</param>
/// <param name="Losses">Loss of each step's batch.</param>
/// <param name="GradientNorms">Global norm of each step's gradient, before clipping.</param>
/// <param name="SolvedAt">Steps done when the task was first solved; null if it never was.</param>
/// <param name="Diverged">Whether the loss became infinite or NaN, which ends a run.</param>
/// <param name="Seconds">Wall-clock time, evaluations included. Not reproducible.</param>
public sealed record TrainingRun<T>(
    Network<T> Network, ulong Seed, IReadOnlyList<TrainingPoint> Points, double[] Losses, double[] GradientNorms, int? SolvedAt, bool Diverged, double Seconds)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Training steps done.</summary>
    public int Steps => Losses.Length;

    /// <summary>The last evaluation.</summary>
    public TrainingPoint Last => Points[^1];

    /// <summary>The evaluation with the smallest held-out loss.</summary>
    public TrainingPoint Best => Points.MinBy(point => point.Loss)!;

    /// <summary>The latest evaluation after <paramref name="step"/> steps; a run that has ended keeps its last one.</summary>
    public TrainingPoint At(int step) => Points.LastOrDefault(point => point.Step <= step) ?? Points[0];
}

/// <summary>One evaluation on the held-out examples during training.</summary>
/// <param name="Step">Training steps done so far.</param>
/// <param name="TrainingLoss">Mean loss of the batches since the previous evaluation; NaN before the first step.</param>
/// <param name="GradientNorm">Mean global norm of the gradient, before clipping, since the previous evaluation; NaN before the first step.</param>
/// <param name="Loss">Loss on the held-out examples.</param>
/// <param name="Score">The task's measure on the held-out examples.</param>
public sealed record TrainingPoint(int Step, double TrainingLoss, double GradientNorm, double Loss, double Score);

/// <summary>The seeds of one training run, all derived from one: the same seed gives the same run, bit for bit.</summary>
/// <param name="Layer">For the weights of the recurrent layer.</param>
/// <param name="Head">For the weights of the dense layer.</param>
/// <param name="Data">For drawing and ordering the examples; every cell trained with this seed sees the same ones.</param>
/// <param name="Noise">For noise on the weights.</param>
public readonly record struct RunSeeds(ulong Layer, ulong Head, ulong Data, ulong Noise)
{
    /// <summary>The four seeds of a run; no two runs share one.</summary>
    public static RunSeeds From(ulong seed) => new(4 * seed, (4 * seed) + 1, (4 * seed) + 2, (4 * seed) + 3);
}
