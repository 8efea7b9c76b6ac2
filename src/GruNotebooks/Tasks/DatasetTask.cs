using GruNotebooks.Training;

namespace GruNotebooks.Tasks;

/// <summary>A task whose examples are given: a training set, a validation set and a test set that share no example.</summary>
public abstract class DatasetTask : SequenceTask
{
    private const int HeldBatch = 64;

    /// <summary>Examples to train on.</summary>
    public abstract IReadOnlyList<SequenceExample> TrainingSet { get; }

    /// <summary>Examples to watch training with.</summary>
    public abstract IReadOnlyList<SequenceExample> ValidationSet { get; }

    /// <summary>Examples for the final verdict.</summary>
    public abstract IReadOnlyList<SequenceExample> TestSet { get; }

    /// <inheritdoc/>
    public override IBatchSource<T> Training<T>(int batchSize, ulong seed) => new Epochs<T>(this, TrainingSet, batchSize, seed);

    /// <inheritdoc/>
    public override IReadOnlyList<Batch<T>> Validation<T>() => InOrder<T>(ValidationSet);

    /// <inheritdoc/>
    public override IReadOnlyList<Batch<T>> Test<T>() => InOrder<T>(TestSet);

    /// <summary>Examples as batches, in their order.</summary>
    public IReadOnlyList<Batch<T>> InOrder<T>(IReadOnlyList<SequenceExample> examples) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        [.. examples.Chunk(HeldBatch).Select(chunk => new BatchPacker<T>(this).Pack(chunk))];
}

/// <summary>One sequence of a data set with its targets, before batching.</summary>
/// <param name="Input">What is read, [T · I], step by step.</param>
/// <param name="Classes">The right classes, one an answer; null when answers are numbers.</param>
/// <param name="Values">The right numbers, [S · O]; null when answers are classes.</param>
/// <param name="Counted">Which answers count; null for all.</param>
public sealed record SequenceExample(float[] Input, int[]? Classes = null, float[]? Values = null, bool[]? Counted = null);
