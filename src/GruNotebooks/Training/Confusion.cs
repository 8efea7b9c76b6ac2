using System.Numerics;

namespace GruNotebooks.Training;

/// <summary>The confusion matrix: how often each class was predicted for each true class.</summary>
public static class Confusion
{
    /// <summary>Counts the answers by true class (row) and predicted class (column).</summary>
    /// <param name="network">A trained network.</param>
    /// <param name="task">A task whose answers are classes.</param>
    /// <param name="batches">Which examples, such as the task's test set.</param>
    public static int[,] Of<T>(Network<T> network, SequenceTask task, IReadOnlyList<Batch<T>> batches) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var counts = new int[task.OutputSize, task.OutputSize];
        foreach (var (right, choice) in Answers(network, task, batches)) counts[right, choice]++;
        return counts;
    }

    /// <summary>The true and the predicted class of every answer, sequence by sequence.</summary>
    public static IEnumerable<(int Right, int Choice)> Answers<T>(Network<T> network, SequenceTask task, IReadOnlyList<Batch<T>> batches) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var batch in batches)
        {
            if (batch.Classes is null) throw new ArgumentException($"{task.Name} has numbers for answers, not classes.", nameof(task));
            var output = network.Forward(batch.Input, batch.Lengths);
            for (int b = 0; b < output.Batch; b++)
                for (int s = 0; s < output.Steps; s++)
                    if (batch.Counts(s, b)) yield return (batch.Classes[batch.Answer(s, b)], Softmax.Choice<T>(output.Row(s, b)));
        }
    }
}
