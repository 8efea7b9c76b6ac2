using System.Numerics;
using GruNotebooks.Layers;
using GruNotebooks.Training;

namespace GruNotebooks.Lessons.Demonstrations;

/// <summary>The inputs of another task, with an answer that is always the same number: nothing need be remembered, so what training still changes it changes for another reason.</summary>
/// <param name="task">A task whose answers are numbers.</param>
/// <param name="answer">The right answer to every example.</param>
public sealed class ConstantAnswer(SequenceTask task, double answer) : SequenceTask
{
    /// <inheritdoc/>
    public override string Name => $"{task.Name}, but the answer is always {answer}";

    /// <inheritdoc/>
    public override string Source => "ours; inputs: " + task.Source;

    /// <inheritdoc/>
    public override int InputSize => task.InputSize;

    /// <inheritdoc/>
    public override int OutputSize => task.OutputSize;

    /// <inheritdoc/>
    public override Readout Readout => task.Readout;

    /// <inheritdoc/>
    public override Loss Loss => Loss.MeanSquaredError;

    /// <inheritdoc/>
    public override double Baseline => 0;

    /// <inheritdoc/>
    public override string BaselineNote => "the answer itself";

    /// <inheritdoc/>
    public override string ScoreName => "mean squared error";

    /// <inheritdoc/>
    public override double SolvedScore => 1e-4;

    /// <inheritdoc/>
    public override bool SmallerIsBetter => true;

    /// <inheritdoc/>
    public override TrainingSettings Settings => task.Settings;

    /// <inheritdoc/>
    public override IBatchSource<T> Training<T>(int batchSize, ulong seed) => new Answered<T>(task.Training<T>(batchSize, seed), answer);

    /// <inheritdoc/>
    public override IReadOnlyList<Batch<T>> Validation<T>() => [.. task.Validation<T>().Select(batch => Answer(batch, answer))];

    /// <inheritdoc/>
    public override IReadOnlyList<Batch<T>> Test<T>() => [.. task.Test<T>().Select(batch => Answer(batch, answer))];

    /// <inheritdoc/>
    public override Tally Score<T>(Sequence<T> output, Batch<T> batch) => new(Loss.Measure(output, batch) * output.Batch, output.Batch);

    private static Batch<T> Answer<T>(Batch<T> batch, double answer) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = batch.Values ?? throw new ArgumentException("The task's answers are no numbers.", nameof(batch));
        values.Data.AsSpan().Fill(T.CreateTruncating(answer));
        return batch;
    }

    private sealed class Answered<T>(IBatchSource<T> source, double answer) : IBatchSource<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public Batch<T> Next() => Answer(source.Next(), answer);
    }
}
