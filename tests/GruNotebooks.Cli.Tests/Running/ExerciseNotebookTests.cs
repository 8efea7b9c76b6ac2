using GruNotebooks.Cli.Notebooks;
using GruNotebooks.Cli.Tests.Portability;
using GruNotebooks.Lessons.Exercises;

namespace GruNotebooks.Cli.Tests.Running;

/// <summary>The exercise notebooks as a reader gets them, and the worked solutions, both executed by the runner.</summary>
public sealed class ExerciseNotebookTests
{
    [Fact]
    public async Task As_shipped_every_exercise_says_not_yet()
    {
        var shown = await RunAsync("exercises");
        Assert.Equal(ExerciseBook.All.Select(task => $"{ExerciseBook.NotebookOf(task)} Not yet: {task.Id}"), Lines(shown, "Not yet: "));
        Assert.Empty(Lines(shown, "Not right yet: ").Concat(Lines(shown, "Solved: ")));
    }

    [Fact]
    public async Task Every_worked_solution_is_right()
    {
        var shown = await RunAsync("solutions");
        Assert.Equal(ExerciseBook.All.Select(task => $"{ExerciseBook.NotebookOf(task)} Solved: {task.Id}"), Lines(shown, "Solved: ").Distinct());
        Assert.Empty(Lines(shown, "Not right yet: ").Concat(Lines(shown, "Not yet: ")));
    }

    [Fact]
    public void A_solution_does_not_count_as_the_readers_progress()
    {
        foreach (string file in Directory.EnumerateFiles(Repository.Path("notebooks/solutions"), "*.ipynb"))
            Assert.All(NotebookReader.Read(file).Cells.Where(cell => cell.IsCode && cell.Source.Contains("Exercise.Check(", StringComparison.Ordinal)),
                cell => Assert.Contains("record: false", cell.Source));
    }

    [Fact]
    public void Every_exercise_has_a_heading_with_its_name_and_its_solution_has_one_too()
    {
        foreach (var task in ExerciseBook.All)
            foreach (string folder in new[] { "exercises", "solutions" })
                Assert.Contains(NotebookReader.Read(Repository.Path($"notebooks/{folder}/{ExerciseBook.NotebookOf(task)}.ipynb")).Cells,
                    cell => cell.IsMarkdown && cell.Source.StartsWith("## ", StringComparison.Ordinal) && cell.Source.Split('\n')[0].EndsWith($"(`{task.Id}`)", StringComparison.Ordinal));
    }

    /// <summary>Every output line of a folder's notebooks, in order, after the notebook's name.</summary>
    private static async Task<List<(string Notebook, string Line)>> RunAsync(string folder)
    {
        using var target = new NotebookFolder();
        var run = await GruRun.Async("run", Repository.Path($"notebooks/{folder}"), "--out", target.Out, "--jobs", "2");
        Assert.True(run.ExitCode == 0, run.Errors);
        return [.. Directory.EnumerateFiles(target.Out, "*.ipynb").Order(StringComparer.Ordinal).Select(NotebookReader.Read).SelectMany(notebook =>
            Enumerable.Range(1, notebook.NumberedCodeCells.Count()).SelectMany(cell => notebook.Text(cell).Split('\n')).Select(line => (Path.GetFileNameWithoutExtension(notebook.Path), line)))];
    }

    private static IEnumerable<string> Lines(List<(string Notebook, string Line)> shown, string start) =>
        shown.Where(one => one.Line.StartsWith(start, StringComparison.Ordinal)).Select(one => $"{one.Notebook} {start}{one.Line[start.Length..].Split(' ')[0].TrimEnd('.')}");
}
