using System.Numerics;

namespace GruNotebooks.Training;

/// <summary>Records a run while it goes on, and decides when it ends.</summary>
internal sealed class TrainingLog<T>(Network<T> network, SequenceTask task, TrainingSettings settings, Action<TrainingPoint>? progress)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int FirstRoom = 10_000;   // steps: a run may end long before the most it is allowed
    private readonly IReadOnlyList<Batch<T>> held = task.Validation<T>();
    private double[] losses = new double[Math.Min(settings.Steps, FirstRoom)], norms = new double[Math.Min(settings.Steps, FirstRoom)];
    private readonly List<TrainingPoint> points = [];
    private int steps, evaluationsSinceBest;
    private int? solvedAt;
    private bool diverged, enough;
    private double bestLoss = double.PositiveInfinity;
    private T[][]? best;

    /// <summary>Training steps done.</summary>
    public int Steps => steps;

    public bool Finished => steps == settings.Steps || diverged || enough;

    /// <summary>Records a step; evaluates on the held-out examples when that is due.</summary>
    /// <returns>Whether a run of more steps would have evaluated here too, so that it can go on from here.</returns>
    public bool Record(double loss, double norm)
    {
        MakeRoom(steps + 1);
        (losses[steps], norms[steps]) = (loss, norm);
        steps++;
        diverged = !double.IsFinite(loss) || !double.IsFinite(norm);
        if (diverged || (steps % settings.EvaluateEvery != 0 && steps != settings.Steps)) return false;
        Evaluate();
        return steps % settings.EvaluateEvery == 0;
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

    public void Save(BinaryWriter writer)
    {
        writer.Write(steps);
        writer.WriteAll(losses.AsSpan(0, steps));
        writer.WriteAll(norms.AsSpan(0, steps));
        writer.Write(points.Count);
        foreach (var (step, trainingLoss, norm, loss, score) in points)
        {
            writer.Write(step);
            writer.WriteAll([trainingLoss, norm, loss, score]);
        }
        writer.Write(solvedAt ?? 0);    // never 0: before the first step nothing counts as solved
        writer.Write(enough);
        writer.Write(evaluationsSinceBest);
        writer.Write(bestLoss);
        writer.Write(best is not null);
        if (best is not null) writer.WriteAll(best);
    }

    /// <exception cref="InvalidDataException">There are more steps than the settings allow.</exception>
    public void Load(BinaryReader reader)
    {
        steps = reader.ReadInt32();
        if (steps > settings.Steps) throw new InvalidDataException($"The checkpoint has {steps} steps, the settings ask for {settings.Steps}.");
        MakeRoom(steps);
        reader.ReadAll(losses.AsSpan(0, steps));
        reader.ReadAll(norms.AsSpan(0, steps));
        points.Clear();
        for (int count = reader.ReadInt32(); count > 0; count--)
            points.Add(new(reader.ReadInt32(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble()));
        solvedAt = reader.ReadInt32() is > 0 and var solved ? solved : null;
        enough = reader.ReadBoolean();
        evaluationsSinceBest = reader.ReadInt32();
        bestLoss = reader.ReadDouble();
        if (!reader.ReadBoolean()) return;
        best = network.Snapshot();
        reader.ReadAll(best);
    }

    private void MakeRoom(int count)
    {
        if (count <= losses.Length) return;
        var room = (int)Math.Min(settings.Steps, Math.Max(count, 2L * losses.Length));
        Array.Resize(ref losses, room);
        Array.Resize(ref norms, room);
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
