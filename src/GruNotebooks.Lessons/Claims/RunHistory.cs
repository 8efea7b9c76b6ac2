using GruNotebooks.Training;

namespace GruNotebooks.Lessons.Claims;

/// <summary>Training runs that outlive their notebook: ours in data/results/runs.json, the reader's in artifacts/results/runs.json.</summary>
public static class RunHistory
{
    private const string Name = "runs.json";
    private const string Here = "artifacts/results/" + Name;
    private static readonly Lock Gate = new();
    private static readonly List<RunRecord> Unsaved = [];

    /// <summary>Adds every run of an experiment to the reader's. A run that is there already, equal in every number, is not added twice.</summary>
    /// <param name="experiment">The name under which runs are compared, <c>adding-100</c>.</param>
    /// <param name="curves">What the experiment gave.</param>
    /// <param name="score">A score to keep in place of the task's own on the held-out examples, say one on test examples.</param>
    /// <returns>One line: where they are kept, or why they are kept only until the notebook ends.</returns>
    public static string Append(string experiment, Curves curves, Func<TrainingRun<float>, double>? score = null) =>
        Append(RepositoryFolder.Root, Records(experiment, curves, score));

    /// <summary>The runs of an experiment that came with the repository.</summary>
    /// <exception cref="InvalidDataException">The file is not what <see cref="Append(string, Curves, Func{TrainingRun{float}, double})"/> writes.</exception>
    public static IReadOnlyList<RunRecord> Ours(string experiment) => Ours(RepositoryFolder.Root, experiment);

    /// <summary>The runs of an experiment on this machine, in the order in which they were made.</summary>
    /// <exception cref="InvalidDataException">The file is not what <see cref="Append(string, Curves, Func{TrainingRun{float}, double})"/> writes.</exception>
    public static IReadOnlyList<RunRecord> Yours(string experiment) => Yours(RepositoryFolder.Root, experiment);

    /// <summary>The records of an experiment's runs.</summary>
    internal static RunRecord[] Records(string experiment, Curves curves, Func<TrainingRun<float>, double>? score = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(experiment);
        return [.. from curve in curves from run in curve.Runs select Record(experiment, curve, run, score)];
    }

    internal static string Append(string? root, IReadOnlyList<RunRecord> runs)
    {
        var experiment = runs[0].Experiment;
        if (root is null) return Keep("the library is not inside a clone of its repository");
        try
        {
            // Two notebooks may run at once, and each reads, adds and writes.
            using var turn = new Mutex(initiallyOwned: false, @"Global\GruNotebooks.Runs");
            Take(turn);
            try
            {
                var path = Fresh(root);
                var (kept, note) = File.Exists(path) ? ReadOrSetAside(path, root) : ([], "");
                ResultFile.Write(path, [.. kept.Union(runs)]);
                return $"{note}Runs of {experiment} kept in {Here}: {runs.Count}.";
            }
            finally
            {
                turn.ReleaseMutex();
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Keep($"{Here} cannot be written; check the rights of that folder");
        }

        string Keep(string reason)
        {
            lock (Gate) Unsaved.AddRange(runs.Except(Unsaved));
            return $"Runs of {experiment} kept only until this notebook ends: {runs.Count}; {reason}.";
        }
    }

    internal static IReadOnlyList<RunRecord> Ours(string? root, string experiment) =>
        root is null ? [] : [.. Read(Path.Combine(ResultFile.Committed(root), Name), root).Where(run => run.Experiment == experiment)];

    internal static IReadOnlyList<RunRecord> Yours(string? root, string experiment)
    {
        lock (Gate)
        {
            var saved = root is null ? [] : Read(Fresh(root), root);
            return [.. saved.Union(Unsaved).Where(run => run.Experiment == experiment)];
        }
    }

    private static RunRecord Record(string experiment, Curve curve, TrainingRun<float> run, Func<TrainingRun<float>, double>? score)
    {
        var left = curve.Settings.Patience > 0 ? run.Best : run.Last;   // with patience a run goes back to its best weights
        return new(experiment, curve.Label, curve.Contestant.HiddenSize, curve.ParameterCount, run.Seed, run.SolvedAt, run.Steps, left.Loss, score?.Invoke(run) ?? left.Score);
    }

    private static void Take(Mutex turn)
    {
        try
        {
            turn.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // A notebook was stopped while it wrote. It wrote beside the file, so the file is whole, and the turn is ours now.
            return;
        }
    }

    private static (List<RunRecord> Kept, string Note) ReadOrSetAside(string path, string root)
    {
        try
        {
            return (ResultFile.Read<RunRecord>(path, root), "");
        }
        catch (InvalidDataException)
        {
            File.Move(path, path + ".unreadable", overwrite: true);
            return ([], $"{Here} was damaged and is now {Name}.unreadable. ");
        }
    }

    private static List<RunRecord> Read(string path, string root) => File.Exists(path) ? ResultFile.Read<RunRecord>(path, root) : [];

    private static string Fresh(string root) => Path.Combine(ResultFile.Fresh(root), Name);
}

/// <summary>What is kept of one training run: no timings, so the same run gives the same record on every machine.</summary>
/// <param name="Experiment">The name under which runs are compared, <c>adding-100</c>.</param>
/// <param name="Model">The network's name in charts and tables.</param>
/// <param name="Units">H.</param>
/// <param name="Parameters">Numbers it learned, head included.</param>
/// <param name="Seed">The one number that the run follows from.</param>
/// <param name="SolvedAt">Training steps done when the task first counted as solved; null if it never did.</param>
/// <param name="Steps">Training steps done.</param>
/// <param name="Loss">Held-out loss of the network that training left.</param>
/// <param name="Score">Its score.</param>
public sealed record RunRecord(
    string Experiment, string Model, int Units, int Parameters, ulong Seed, int? SolvedAt, int Steps, double Loss, double Score);
