using System.Numerics;
using GruNotebooks.Layers;
using GruNotebooks.Training;

namespace GruNotebooks.Tasks;

/// <summary>Packs examples into a batch as long as the longest of them. Keeps one batch per shape and overwrites it.</summary>
internal sealed class BatchPacker<T>(SequenceTask task) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<(int Steps, int Size), Batch<T>> batches = [];

    public Batch<T> Pack(ReadOnlySpan<SequenceExample> examples)
    {
        int steps = 0;
        foreach (var example in examples) steps = Math.Max(steps, StepsOf(example));
        if (!batches.TryGetValue((steps, examples.Length), out var batch))
            batches[(steps, examples.Length)] = batch = Allocate(steps, examples.Length, examples[0]);
        for (int b = 0; b < examples.Length; b++) Put(examples[b], batch, b);
        return batch;
    }

    private int StepsOf(SequenceExample example) => example.Input.Length / task.InputSize;

    private Batch<T> Allocate(int steps, int size, SequenceExample model)
    {
        int answers = task.Readout == Readout.LastStep ? 1 : steps;
        var input = new Sequence<T>(steps, size, task.InputSize);
        bool[]? counted = model.Counted is null ? null : new bool[answers * size];
        return model.Classes is not null
            ? new(input, new int[answers * size], new int[size], counted)
            : new(input, new Sequence<T>(answers, size, task.OutputSize), new int[size], counted);
    }

    private void Put(SequenceExample example, Batch<T> batch, int b)
    {
        int steps = StepsOf(example), features = task.InputSize;
        batch.Lengths![b] = steps;
        for (int t = 0; t < batch.Input.Steps; t++)
        {
            var row = batch.Input.Row(t, b);
            if (t < steps) Copy(example.Input.AsSpan(t * features, features), row);
            else row.Clear();
        }

        for (int s = 0; s < batch.AnswerSteps; s++)
        {
            bool exists = batch.AnswerSteps == 1 || s < steps;
            if (batch.Classes is not null) batch.Classes[batch.Answer(s, b)] = exists ? example.Classes![s] : 0;
            if (batch.Values is not null && exists) Copy(example.Values.AsSpan(s * task.OutputSize, task.OutputSize), batch.Values.Row(s, b));
            if (batch.Counted is not null) batch.Counted[batch.Answer(s, b)] = exists && example.Counted![s];
        }
    }

    private static void Copy(ReadOnlySpan<float> from, Span<T> to)
    {
        for (int k = 0; k < to.Length; k++) to[k] = T.CreateTruncating(from[k]);
    }
}
