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

/// <summary>A look at the held-out examples during training.</summary>
/// <param name="Step">Training steps done so far.</param>
/// <param name="TrainingLoss">Mean loss of the batches since the look before; NaN before the first step.</param>
/// <param name="GradientNorm">Mean global norm of the gradient, before clipping, since the look before; NaN before the first step.</param>
/// <param name="Loss">Loss on the held-out examples.</param>
/// <param name="Score">The task's measure on the held-out examples.</param>
public sealed record TrainingPoint(int Step, double TrainingLoss, double GradientNorm, double Loss, double Score);

/// <summary>The seeds of one training run, all from one number: the same number gives the same run, to the last bit.</summary>
/// <param name="Layer">For the weights of the recurrent layer.</param>
/// <param name="Head">For the weights of the dense layer.</param>
/// <param name="Data">For the order and the drawing of examples; every cell that runs with this seed sees the same ones.</param>
/// <param name="Noise">For noise on the weights.</param>
public readonly record struct RunSeeds(ulong Layer, ulong Head, ulong Data, ulong Noise)
{
    /// <summary>The four seeds of a run; no two runs share one.</summary>
    public static RunSeeds From(ulong seed) => new(4 * seed, (4 * seed) + 1, (4 * seed) + 2, (4 * seed) + 3);
}
