using System.Numerics;

namespace GruNotebooks.Training;

/// <summary>The performance of a network on examples it was not trained on.</summary>
/// <param name="Loss">The task's loss, averaged over all answers.</param>
/// <param name="Score">The task's own measure (<see cref="SequenceTask.ScoreName"/>).</param>
public readonly record struct Evaluation(double Loss, double Score)
{
    /// <summary>Evaluates the network on the batches; its weights stay as they are.</summary>
    public static Evaluation Of<T>(Network<T> network, SequenceTask task, IReadOnlyList<Batch<T>> batches)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tally loss = default, score = default;
        foreach (var batch in batches)
        {
            var output = network.Forward(batch.Input, batch.Lengths);
            int answers = batch.CountAnswers();
            loss += new Tally(task.Loss.Measure(output, batch) * answers, answers);
            score += task.Score(output, batch);
        }
        return new(loss.Mean, score.Mean);
    }
}

/// <summary>A running mean: the sum of the terms and their number.</summary>
/// <param name="Sum">Sum of the terms.</param>
/// <param name="Count">How many.</param>
public readonly record struct Tally(double Sum, double Count)
{
    /// <summary>Sum over count.</summary>
    public double Mean => Sum / Count;

    /// <summary>The mean over the terms of both.</summary>
    public static Tally operator +(Tally a, Tally b) => Add(a, b);

    /// <summary>The mean over the terms of both.</summary>
    public static Tally Add(Tally a, Tally b) => new(a.Sum + b.Sum, a.Count + b.Count);
}
