using System.Numerics;

namespace GruNotebooks.Training;

/// <summary>What happened in one training run.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="Network">The network as training left it: the best weights seen if the settings have patience, otherwise the last.</param>
/// <param name="Seed">The one number that the run follows from.</param>
/// <param name="Points">The looks at the held-out examples, the first before any step.</param>
/// <param name="Losses">Loss of each step's batch.</param>
/// <param name="GradientNorms">Global norm of each step's gradient, before clipping.</param>
/// <param name="SolvedAt">Steps done when the task first counted as solved; null if it never did.</param>
/// <param name="Diverged">Whether the loss stopped being a number, which ends a run.</param>
/// <param name="Seconds">Wall-clock time, looks included. Differs from run to run.</param>
public sealed record TrainingRun<T>(
    Network<T> Network, ulong Seed, IReadOnlyList<TrainingPoint> Points, double[] Losses, double[] GradientNorms, int? SolvedAt, bool Diverged, double Seconds)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Training steps done.</summary>
    public int Steps => Losses.Length;

    /// <summary>The last look.</summary>
    public TrainingPoint Last => Points[^1];

    /// <summary>The look with the smallest held-out loss.</summary>
    public TrainingPoint Best => Points.MinBy(point => point.Loss)!;

    /// <summary>What was known after <paramref name="step"/> steps; a run that has ended keeps its last look.</summary>
    public TrainingPoint At(int step) => Points.LastOrDefault(point => point.Step <= step) ?? Points[0];
}
