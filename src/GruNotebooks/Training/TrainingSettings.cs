using System.Numerics;
using GruNotebooks.Layers;

namespace GruNotebooks.Training;

/// <summary>How to train: change what you need with <c>settings with { … }</c>.</summary>
public sealed record TrainingSettings
{
    /// <summary>The maximum number of steps (batches) of a run.</summary>
    public int Steps { get; init; } = 1000;

    /// <summary>B, the batch size.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>η of the optimiser.</summary>
    public double LearningRate { get; init; } = 0.003;

    /// <summary>The update rule.</summary>
    public OptimiserKind Optimiser { get; init; } = OptimiserKind.Adam;

    /// <summary>μ of <see cref="OptimiserKind.Sgd"/>.</summary>
    public double Momentum { get; init; }

    /// <summary>Gradients whose global norm is larger are scaled down to it; 0 never clips.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>Steps between two evaluations on the held-out examples.</summary>
    public int EvaluateEvery { get; init; } = 50;

    /// <summary>Whether a run ends as soon as the task counts as solved.</summary>
    public bool StopWhenSolved { get; init; } = true;

    /// <summary>Evaluations without a smaller loss after which a run stops and restores its best weights; 0 never stops early.</summary>
    public int Patience { get; init; }

    /// <summary>As in <see cref="SequenceLayer{T}.Backward"/>: the gradient's path is cut every so many steps; 0 keeps it whole.</summary>
    public int Truncate { get; init; }

    /// <summary>λ of AdamW: the part of every matrix element that a step of size 1 takes away (<see cref="Adam{T}"/>); 0 for none.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Standard deviation of normal noise on every weight during a step (Graves 2011); 0 for none.</summary>
    public double WeightNoise { get; init; }

    /// <summary>The optimiser these settings ask for.</summary>
    public Optimiser<T> CreateOptimiser<T>(IReadOnlyList<Parameter<T>> parameters) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Optimiser switch
    {
        OptimiserKind.Adam => new Adam<T>(parameters, LearningRate, weightDecay: WeightDecay),
        OptimiserKind.Sgd => new Sgd<T>(parameters, LearningRate, Momentum),
        OptimiserKind.RmsProp => new RmsProp<T>(parameters, LearningRate),
        _ => throw new InvalidOperationException($"There is no optimiser {Optimiser}."),
    };

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BatchSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(EvaluateEvery);
        ArgumentOutOfRangeException.ThrowIfNegative(ClipNorm);
        ArgumentOutOfRangeException.ThrowIfNegative(Patience);
        ArgumentOutOfRangeException.ThrowIfNegative(Truncate);
        ArgumentOutOfRangeException.ThrowIfNegative(WeightNoise);
        if (WeightDecay != 0 && Optimiser != OptimiserKind.Adam)
            throw new ArgumentException($"Weight decay is a part of Adam here (AdamW); the settings ask for {Optimiser}.");
    }
}
