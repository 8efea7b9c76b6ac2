using System.Numerics;
using GruNotebooks.Layers;

namespace GruNotebooks.Training;

/// <summary>A batch of training sequences with their targets.</summary>
/// <remarks>S is the number of answers per sequence: 1 when only the last step is read out, T when every step is.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Batch<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Sequences whose answers are classes.</summary>
    /// <param name="input">What the network reads, [T, B, I].</param>
    /// <param name="classes">The right class of each answer, [S, B].</param>
    /// <param name="lengths">The true length of each sequence, [B]; T for all if null. Answers past the end do not count.</param>
    /// <param name="counted">Which answers count, [S, B]; all if null.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public Batch(Sequence<T> input, int[] classes, int[]? lengths = null, bool[]? counted = null)
        : this(input, classes.Length, lengths, counted) => Classes = classes;

    /// <summary>Sequences whose answers are numbers.</summary>
    /// <param name="input">What the network reads, [T, B, I].</param>
    /// <param name="values">The right numbers of each answer, [S, B, O].</param>
    /// <param name="lengths">The true length of each sequence, [B]; T for all if null. Answers past the end do not count.</param>
    /// <param name="counted">Which answers count, [S, B]; all if null.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public Batch(Sequence<T> input, Sequence<T> values, int[]? lengths = null, bool[]? counted = null)
        : this(input, values.Steps * values.Batch, lengths, counted) => Values = values;

    private Batch(Sequence<T> input, int answers, int[]? lengths, bool[]? counted)
    {
        if (answers != input.Batch && answers != input.Batch * input.Steps)
            throw new ArgumentException($"A {input} batch wants {input.Batch} answers (last step) or {input.Batch * input.Steps} (every step), got {answers}.");
        InputChecks.CheckLengths(input, lengths);
        if (counted is not null && counted.Length != answers)
            throw new ArgumentException($"There are {answers} answers, got {counted.Length} marks of which count.", nameof(counted));
        (Input, Lengths, Counted, AnswerSteps) = (input, lengths, counted, answers / input.Batch);
    }

    /// <summary>What the network reads, [T, B, I].</summary>
    public Sequence<T> Input { get; }

    /// <summary>The right classes, [S, B]; null when answers are numbers.</summary>
    public int[]? Classes { get; }

    /// <summary>The right numbers, [S, B, O]; null when answers are classes.</summary>
    public Sequence<T>? Values { get; }

    /// <summary>The true length of each sequence, [B]; null if all have T steps.</summary>
    public int[]? Lengths { get; }

    /// <summary>Which answers count, [S, B]; null for all within the lengths.</summary>
    public bool[]? Counted { get; }

    /// <summary>S, the answers per sequence: 1 or T.</summary>
    public int AnswerSteps { get; }

    /// <summary>The index, in an [S, B] array, of the answer at step <paramref name="s"/> of sequence <paramref name="b"/>.</summary>
    public int Answer(int s, int b) => (s * Input.Batch) + b;

    /// <summary>Whether the answer at step <paramref name="s"/> of sequence <paramref name="b"/> counts.</summary>
    public bool Counts(int s, int b) =>
        (Counted is null || Counted[Answer(s, b)]) && (Lengths is null || AnswerSteps == 1 || s < Lengths[b]);

    /// <summary>The number of answers that count.</summary>
    public int CountAnswers()
    {
        if (Counted is null && (Lengths is null || AnswerSteps == 1)) return AnswerSteps * Input.Batch;
        int count = 0;
        for (int s = 0; s < AnswerSteps; s++)
            for (int b = 0; b < Input.Batch; b++)
                if (Counts(s, b)) count++;
        return count;
    }
}

/// <summary>An endless supply of batches.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IBatchSource<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The next batch; it may overwrite an earlier one.</summary>
    Batch<T> Next();
}
