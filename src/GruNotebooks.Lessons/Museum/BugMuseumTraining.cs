using GruNotebooks.Layers;
using GruNotebooks.Tasks;
using GruNotebooks.Training;

namespace GruNotebooks.Lessons.Museum;

/// <summary>Trains the cells of the museum, to show what somebody who had made the mistake would have seen.</summary>
public static class BugMuseumTraining
{
    /// <summary>Trains the wrong cell of every given exhibit, and the right cell of each kind once, from the same weights on the same examples.</summary>
    /// <param name="exhibits">Which mistakes.</param>
    /// <param name="task">What they learn; the order of two signals among ten symbols if null.</param>
    /// <param name="hiddenSize">H.</param>
    /// <param name="settings">How to train; 200 steps of 16 sequences if null.</param>
    /// <param name="seed">Decides first weights and examples.</param>
    public static IReadOnlyList<BugMuseumCurves> Run(
        IReadOnlyList<BugMuseumExhibit> exhibits, SequenceTask? task = null, int hiddenSize = 8, TrainingSettings? settings = null, ulong seed = 1)
    {
        var learned = task ?? new TemporalOrder(10);
        var used = settings ?? new TrainingSettings { Steps = 200, BatchSize = 16, LearningRate = 0.01, EvaluateEvery = 25, StopWhenSolved = false };
        var right = exhibits.DistinctBy(exhibit => exhibit.CellKind).ToDictionary(exhibit => exhibit.CellKind);
        var cells = right.Values.Select(exhibit => (exhibit, Wrong: false)).Concat(exhibits.Select(exhibit => (exhibit, Wrong: true))).ToArray();
        var runs = new TrainingRun<double>[cells.Length];
        Parallel.For(0, cells.Length, k => runs[k] = Train(cells[k].exhibit, cells[k].Wrong, learned, hiddenSize, used, seed));
        return [.. exhibits.Select((exhibit, k) => new BugMuseumCurves(
            exhibit, runs[right.Count + k], runs[Array.FindIndex(cells, cell => cell.exhibit.CellKind == exhibit.CellKind)]))];
    }

    private static TrainingRun<double> Train(BugMuseumExhibit exhibit, bool wrong, SequenceTask task, int hiddenSize, TrainingSettings settings, ulong seed)
    {
        var seeds = RunSeeds.From(seed);
        var cell = wrong ? exhibit.Wrong(task.InputSize, hiddenSize, seeds.Layer) : exhibit.Right(task.InputSize, hiddenSize, seeds.Layer);
        var head = new Dense<double>(hiddenSize, task.OutputSize, seeds.Head);
        return new Trainer<double>(new Network<double>(new CellLayer(cell), head, task.Readout), task, settings, seed).Run();
    }
}

/// <summary>Two learning curves from the same weights on the same examples.</summary>
/// <param name="Exhibit">The mistake.</param>
/// <param name="Wrong">The cell that makes it.</param>
/// <param name="Right">The cell that does not.</param>
public sealed record BugMuseumCurves(BugMuseumExhibit Exhibit, TrainingRun<double> Wrong, TrainingRun<double> Right);
