using GruNotebooks.Layers;
using GruNotebooks.Lessons.Claims;
using GruNotebooks.Tasks;
using GruNotebooks.Training;

namespace GruNotebooks.Lessons.Tests;

public sealed class RunHistoryTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("runs").FullName;

    private string Fresh => Path.Combine(_root, "artifacts", "results", "runs.json");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void An_experiment_is_read_back_run_by_run()
    {
        var task = new AddingProblem(10);
        var curves = Experiment.Run(task, [CellKind.Rnn, CellKind.Gru], hiddenSize: 3, seeds: 2, task.Settings with { Steps = 20 });
        var runs = RunHistory.Records("adding-10", curves);
        Assert.Equal("Runs of adding-10 kept in artifacts/results/runs.json: 4.", RunHistory.Append(_root, runs));
        var read = RunHistory.Yours(_root, "adding-10");
        Assert.Equal(runs, read);
        Assert.Equal(["RNN", "RNN", "GRU", "GRU"], read.Select(run => run.Model));
        Assert.Equal([1UL, 2, 1, 2], read.Select(run => run.Seed));
        Assert.Equal(curves[CellKind.Gru].Runs[1].Last.Loss, read[3].Loss);
        Assert.Equal(curves[CellKind.Gru].ParameterCount, read[3].Parameters);
        Assert.Equal(0.25, RunHistory.Records("adding-10", curves, _ => 0.25)[0].Score);
    }

    [Fact]
    public void A_run_with_patience_is_kept_with_its_best_look()
    {
        var task = new Sunspots(1);
        var curves = Experiment.Run(task, [CellKind.Gru], hiddenSize: 3, seeds: 1, task.Settings with { Steps = 60, EvaluateEvery = 2, Patience = 2, LearningRate = 0.2 });
        Assert.True(curves[0].Runs[0].Best.Loss < curves[0].Runs[0].Last.Loss, "The case needs a run that ended worse than its best.");
        Assert.Equal(curves[0].Runs[0].Best.Loss, RunHistory.Records("sunspots", curves)[0].Loss);
    }

    [Fact]
    public void The_same_run_again_is_not_a_second_run()
    {
        Assert.Equal(RunHistory.Append(_root, [Run(1), Run(2)]), RunHistory.Append(_root, [Run(1), Run(2)]));
        RunHistory.Append(_root, [Run(2), Run(3), Run(1) with { Units = 64 }]);
        Assert.Equal([Run(1), Run(2), Run(3), Run(1) with { Units = 64 }], RunHistory.Yours(_root, "adding"));
    }

    [Fact]
    public void Experiments_share_the_file_and_stay_apart()
    {
        RunHistory.Append(_root, [Run(1)]);
        RunHistory.Append(_root, [Run(1) with { Experiment = "copy", Score = double.NaN, SolvedAt = null }]);
        Assert.Single(RunHistory.Yours(_root, "adding"));
        Assert.True(double.IsNaN(Assert.Single(RunHistory.Yours(_root, "copy")).Score));
        Assert.Empty(RunHistory.Yours(_root, "none"));
    }

    [Fact]
    public void Ours_are_those_that_came_with_the_repository()
    {
        RunHistory.Append(_root, [Run(1)]);
        Directory.CreateDirectory(Path.Combine(_root, "data", "results"));
        File.Move(Fresh, Path.Combine(_root, "data", "results", "runs.json"));
        RunHistory.Append(_root, [Run(2)]);
        Assert.Equal([Run(1)], RunHistory.Ours(_root, "adding"));
        Assert.Equal([Run(2)], RunHistory.Yours(_root, "adding"));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[null]")]
    [InlineData("[{\"experiment\": null}]")]
    public void A_damaged_file_is_set_aside_and_a_line_says_so(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Fresh)!);
        File.WriteAllText(Fresh, content);
        Assert.StartsWith(Path.Combine("artifacts", "results", "runs.json"), Assert.Throws<InvalidDataException>(() => RunHistory.Yours(_root, "adding")).Message);
        Assert.StartsWith("artifacts/results/runs.json was damaged and is now runs.json.unreadable. Runs of adding kept", RunHistory.Append(_root, [Run(1)]));
        Assert.Equal([Run(1)], RunHistory.Yours(_root, "adding"));
        Assert.Equal(content, File.ReadAllText(Fresh + ".unreadable"));
    }

    [Fact]
    public void Where_nothing_can_be_written_runs_last_as_long_as_the_notebook()
    {
        File.WriteAllText(Path.Combine(_root, "artifacts"), "a file where the folder should be");
        var run = Run(1) with { Experiment = "unwritable" };
        Assert.Equal("Runs of unwritable kept only until this notebook ends: 1; artifacts/results/runs.json cannot be written; check the rights of that folder.",
            RunHistory.Append(_root, [run]));
        Assert.Equal([run], RunHistory.Yours(_root, "unwritable"));
    }

    [Fact]
    public void Outside_a_clone_runs_last_as_long_as_the_notebook()
    {
        var run = Run(1) with { Experiment = "elsewhere" };
        Assert.EndsWith("the library is not inside a clone of its repository.", RunHistory.Append(root: null, [run]));
        Assert.Equal([run], RunHistory.Yours(root: null, "elsewhere"));
        Assert.Empty(RunHistory.Ours(root: null, "elsewhere"));
    }

    [Fact]
    public void Two_at_once_lose_nothing()
    {
        Parallel.For(0, 16, k => RunHistory.Append(_root, [Run((ulong)k)]));
        Assert.Equal(Enumerable.Range(0, 16).Select(k => (ulong)k), RunHistory.Yours(_root, "adding").Select(run => run.Seed).Order());
    }

    private static RunRecord Run(ulong seed) => new("adding", "GRU", 32, 3489, seed, 400, 400, 0.0098, 0.0098);
}
