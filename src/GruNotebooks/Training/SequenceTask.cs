using System.Numerics;
using GruNotebooks.Layers;

namespace GruNotebooks.Training;

/// <summary>Something to learn from sequences: its examples, what counts as wrong, and what an answer without memory reaches.</summary>
public abstract class SequenceTask
{
    /// <summary>Its name in charts and tables.</summary>
    public abstract string Name { get; }

    /// <summary>The paper and section that define it, and which variant this is.</summary>
    public abstract string Source { get; }

    /// <summary>I, numbers read at each step.</summary>
    public abstract int InputSize { get; }

    /// <summary>O, numbers in an answer.</summary>
    public abstract int OutputSize { get; }

    /// <summary>Where answers are read.</summary>
    public abstract Readout Readout { get; }

    /// <summary>What training makes small.</summary>
    public abstract Loss Loss { get; }

    /// <summary>The loss of the best answer that remembers nothing.</summary>
    public abstract double Baseline { get; }

    /// <summary>In words, which answer that is.</summary>
    public abstract string BaselineNote { get; }

    /// <summary>What <see cref="Score{T}"/> measures, unit included.</summary>
    public virtual string ScoreName => "accuracy";

    /// <summary>The score at which the task counts as solved.</summary>
    public abstract double SolvedScore { get; }

    /// <summary>Whether a smaller score is a better one.</summary>
    public virtual bool SmallerIsBetter => false;

    /// <summary>Training settings that suit it.</summary>
    public virtual TrainingSettings Settings => new();

    /// <summary>Whether a network with these results on held-out examples has solved the task.</summary>
    public bool IsSolved(Evaluation seen) => SmallerIsBetter ? seen.Score <= SolvedScore : seen.Score >= SolvedScore;

    /// <summary>An endless supply of batches to train on; same seed, same batches.</summary>
    public abstract IBatchSource<T> Training<T>(int batchSize, ulong seed) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Examples to watch training with and to choose settings by; the same in every run.</summary>
    public abstract IReadOnlyList<Batch<T>> Validation<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Examples for the final verdict; the same in every run.</summary>
    public abstract IReadOnlyList<Batch<T>> Test<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The task's own measure of a batch of answers: by default the share of answers whose largest score is the right class.</summary>
    /// <param name="output">What the network answered, [S, B, O].</param>
    /// <param name="batch">What it should have answered.</param>
    public virtual Tally Score<T>(Sequence<T> output, Batch<T> batch) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (batch.Classes is null) throw new InvalidOperationException($"{Name} has numbers for answers and must say how it scores them.");
        int right = 0, count = 0;
        for (int s = 0; s < output.Steps; s++)
        {
            for (int b = 0; b < output.Batch; b++)
            {
                if (!batch.Counts(s, b)) continue;
                count++;
                if (Softmax.Choice<T>(output.Row(s, b)) == batch.Classes[batch.Answer(s, b)]) right++;
            }
        }
        return new(right, count);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
