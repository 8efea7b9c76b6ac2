using System.Numerics;
using GruNotebooks.Numerics;
using GruNotebooks.Training;

namespace GruNotebooks.Tasks;

/// <summary>Goes through a training set again and again, each time in a new order.</summary>
/// <remarks>Sequences of like length share a batch, so that little of it is padding: the examples are sorted by length with some
/// jitter, cut into batches, and the batches shuffled. With sequences of one length that is a plain shuffle.</remarks>
internal sealed class Epochs<T> : IBatchSource<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SequenceExample[] examples;
    private readonly double[] keys;
    private readonly int[] starts;
    private readonly int batchSize;
    private readonly SeededRandom random;
    private readonly BatchPacker<T> packer;
    private readonly double jitter;
    private int next;

    public Epochs(SequenceTask task, IReadOnlyList<SequenceExample> trainingSet, int batchSize, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        if (trainingSet.Count == 0) throw new ArgumentException($"{task.Name} has no training examples.", nameof(trainingSet));
        examples = [.. trainingSet];
        this.batchSize = Math.Min(batchSize, examples.Length);
        (random, packer) = (new(seed), new(task));
        keys = new double[examples.Length];
        // What does not fill a batch is left out this time round; the order is new next time.
        starts = [.. Enumerable.Range(0, examples.Length / this.batchSize).Select(k => k * this.batchSize)];
        jitter = 1 + (0.25 * (examples.Max(example => example.Input.Length) - examples.Min(example => example.Input.Length)));
        next = starts.Length;
    }

    public Batch<T> Next()
    {
        if (next == starts.Length) Reorder();
        return packer.Pack(examples.AsSpan(starts[next++], batchSize));
    }

    private void Reorder()
    {
        for (int k = 0; k < keys.Length; k++) keys[k] = examples[k].Input.Length + (jitter * random.NextDouble());
        Array.Sort(keys, examples);
        random.Shuffle(starts);
        next = 0;
    }
}
