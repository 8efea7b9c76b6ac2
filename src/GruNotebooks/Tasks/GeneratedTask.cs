using System.Numerics;
using GruNotebooks.Numerics;
using GruNotebooks.Training;

namespace GruNotebooks.Tasks;

/// <summary>A task whose examples are drawn at random: training never sees one twice, so there is nothing to overfit.</summary>
public abstract class GeneratedTask : SequenceTask
{
    private const int Held = 256;
    private const ulong ValidationSeed = 0xA11D, TestSeed = 0x7E57;    // no run has these: its data seeds are 2 modulo 4

    /// <inheritdoc/>
    public override IBatchSource<T> Training<T>(int batchSize, ulong seed) => new Source<T>(this, batchSize, seed);

    /// <inheritdoc/>
    public override IReadOnlyList<Batch<T>> Validation<T>() => [Draw<T>(Held, ValidationSeed)];

    /// <inheritdoc/>
    public override IReadOnlyList<Batch<T>> Test<T>() => [Draw<T>(4 * Held, TestSeed)];

    /// <summary>A batch of examples, for looking at; same seed, same examples.</summary>
    public Batch<T> Draw<T>(int size, ulong seed) where T : unmanaged, IBinaryFloatingPointIeee754<T> => new Source<T>(this, size, seed).Next();

    /// <summary>An empty batch of the right shape.</summary>
    protected abstract Batch<T> Allocate<T>(int size) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Draws one example into place <paramref name="b"/> of a batch whose input is all zeros.</summary>
    protected abstract void Draw<T>(Batch<T> batch, int b, SeededRandom random) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private sealed class Source<T>(GeneratedTask task, int size, ulong seed) : IBatchSource<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Batch<T> batch = task.Allocate<T>(size);
        private readonly SeededRandom random = new(seed);

        public Batch<T> Next()
        {
            Array.Clear(batch.Input.Data);
            for (int b = 0; b < size; b++) task.Draw(batch, b, random);
            return batch;
        }
    }
}
