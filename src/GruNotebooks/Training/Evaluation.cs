using System.Numerics;

namespace GruNotebooks.Training;

/// <summary>How well a network does on examples it was not trained on.</summary>
/// <param name="Loss">The task's loss, averaged over all answers.</param>
/// <param name="Score">The task's own measure (<see cref="SequenceTask.ScoreName"/>).</param>
public readonly record struct Evaluation(double Loss, double Score)
{
    /// <summary>Runs the network over the batches; nothing is learned.</summary>
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
