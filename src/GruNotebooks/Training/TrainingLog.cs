using System.Numerics;

namespace GruNotebooks.Training;

/// <summary>Records a run while it goes on, and decides when it ends.</summary>
internal sealed class TrainingLog<T>(Network<T> network, SequenceTask task, TrainingSettings settings, Action<TrainingPoint>? progress)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<Batch<T>> held = task.Validation<T>();
    private readonly double[] losses = new double[settings.Steps], norms = new double[settings.Steps];
    private readonly List<TrainingPoint> points = [];
    private int steps, evaluationsSinceBest;
    private int? solvedAt;
    private bool diverged, enough;
    private double bestLoss = double.PositiveInfinity;
    private T[][]? best;

    public bool Finished => steps == settings.Steps || diverged || enough;

    /// <summary>Records a step; evaluates on the held-out examples when that is due.</summary>
    public void Record(double loss, double norm)
    {
        (losses[steps], norms[steps]) = (loss, norm);
        steps++;
        diverged = !double.IsFinite(loss) || !double.IsFinite(norm);
        if (!diverged && (steps % settings.EvaluateEvery == 0 || steps == settings.Steps)) Evaluate();
    }

    /// <summary>Evaluates on the held-out examples.</summary>
    public void Evaluate()
    {
        var seen = Evaluation.Of(network, task, held);
        int since = points.Count == 0 ? 0 : points[^1].Step;
        points.Add(new(steps, MeanSince(losses, since), MeanSince(norms, since), seen.Loss, seen.Score));
        progress?.Invoke(points[^1]);
        if (task.IsSolved(seen) && steps > 0)
        {
            solvedAt ??= steps;
            enough |= settings.StopWhenSolved;
        }
        if (settings.Patience > 0) TrackBest(seen.Loss);
    }

    public TrainingRun<T> Close(ulong seed, double seconds)
    {
        if (best is not null) network.Restore(best);
        return new(network, seed, points, losses[..steps], norms[..steps], solvedAt, diverged, seconds);
    }

    private void TrackBest(double loss)
    {
        if (loss < bestLoss)
        {
            (bestLoss, evaluationsSinceBest, best) = (loss, 0, network.Snapshot());
            return;
        }
        enough |= ++evaluationsSinceBest >= settings.Patience;
    }

    private double MeanSince(double[] values, int since)
    {
        double sum = 0;
        for (int k = since; k < steps; k++) sum += values[k];
        return sum / (steps - since);    // NaN before the first step
    }
}
