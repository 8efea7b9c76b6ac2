using System.Numerics;
using GruNotebooks.Layers;

namespace GruNotebooks.Training;

/// <summary>A task on sequences: its examples, its loss, and the baseline that a model without memory reaches.</summary>
public abstract class SequenceTask
{
    /// <summary>Its name in charts and tables.</summary>
    public abstract string Name { get; }

    /// <summary>The paper and section that define it, and which variant this is.</summary>
    public abstract string Source { get; }

    /// <summary>I, the inputs per step.</summary>
    public abstract int InputSize { get; }

    /// <summary>O, the numbers per answer.</summary>
    public abstract int OutputSize { get; }

    /// <summary>Where answers are read.</summary>
    public abstract Readout Readout { get; }

    /// <summary>The loss that training minimises.</summary>
    public abstract Loss Loss { get; }

    /// <summary>The loss of the best answer without memory.</summary>
    public abstract double Baseline { get; }

    /// <summary>A description of that answer.</summary>
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

    /// <summary>Examples for monitoring training and choosing settings; the same in every run.</summary>
    public abstract IReadOnlyList<Batch<T>> Validation<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Examples for the final evaluation; the same in every run.</summary>
    public abstract IReadOnlyList<Batch<T>> Test<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The task's own measure of a batch of answers: by default the share of answers whose largest score is the right class.</summary>
    /// <param name="output">The outputs of the network, [S, B, O].</param>
    /// <param name="batch">The batch with the targets.</param>
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

/// <summary>Where along a sequence a network's answer is read.</summary>
public enum Readout
{
    /// <summary>Once, after the last step of each sequence: one answer a sequence.</summary>
    LastStep,

    /// <summary>After every step: one answer a step.</summary>
    EveryStep,
}

/// <summary>The three parts of a data set.</summary>
public enum SplitName
{
    /// <summary>For training.</summary>
    Training,

    /// <summary>For monitoring training and choosing settings.</summary>
    Validation,

    /// <summary>For the final evaluation.</summary>
    Test,
}
