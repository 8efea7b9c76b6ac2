using GruNotebooks.Lessons.Exercises;

namespace GruNotebooks.Lessons.Tests.Exercises;

/// <summary>Progress is kept, survives a damaged or locked file, and can be forgotten.</summary>
public sealed class ProgressTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gru-progress-").FullName;

    private string FilePath => Path.Combine(folder, "sub", "exercises.json");

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void What_is_solved_is_kept()
    {
        Assert.Empty(new ProgressFile(FilePath).Change(record =>
        {
            record.CountTry("gru-step", solved: false);
            record.CountTry("gru-step", solved: true);
            record.CountTry("gru-step", solved: true);   // run again: solved after two tries all the same
            record.CountHint("gru-step", 3);
        }));
        var table = Exercise.ProgressTable(new ProgressFile(FilePath), "04");
        Assert.Matches(@"04-gru-gates  gru-step +\d{4}-\d\d-\d\d      2      1", table);
        Assert.Contains("Solved 1 of 6.", table, StringComparison.Ordinal);
        Assert.Matches(@"update-gate +open", table);
    }

    [Fact]
    public void Hints_stop_at_the_last()
    {
        var file = new ProgressFile(FilePath);
        var shown = new List<int>();
        for (var k = 0; k < 5; k++) file.Change(record => shown.Add(record.CountHint("gru-step", 3)));
        Assert.Equal([1, 2, 3, 3, 3], shown);
    }

    [Fact]
    public void One_or_all_are_forgotten()
    {
        var file = new ProgressFile(FilePath);
        file.Change(record =>
        {
            record.CountTry("gru-step", solved: true);
            record.CountTry("blend", solved: true);
        });
        file.Change(record => record.Forget("blend"));
        Assert.Equal(["gru-step"], file.Read().Record.Solved.Keys);
        file.Change(record => record.Forget(""));
        Assert.Empty(file.Read().Record.Solved);
    }

    [Theory]
    [InlineData("{ not json")]
    [InlineData("null")]
    [InlineData("{\"Solved\": null}")]
    [InlineData("[1, 2]")]
    [InlineData("")]
    public void A_damaged_file_is_set_aside(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllText(FilePath, content);
        var note = Assert.Single(new ProgressFile(FilePath).Change(record => record.CountTry("blend", solved: true)));
        Assert.Contains("damaged", note, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(FilePath + ".unreadable"));
        Assert.Equal(["blend"], new ProgressFile(FilePath).Read().Record.Solved.Keys);
    }

    [Fact]
    public void Where_nothing_can_be_written_it_counts_in_memory_and_says_so()
    {
        // A file where the folder should be: no account, not even an administrator's, can write below it.
        File.WriteAllText(Path.Combine(folder, "sub"), "in the way");
        var file = new ProgressFile(FilePath);
        var note = Assert.Single(file.Change(record => record.CountTry("blend", solved: true)));
        Assert.StartsWith("Progress is not kept after this notebook", note, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', note);
        Assert.Contains("Solved 1 of 6.", Exercise.ProgressTable(file, "04"), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_folder_for_data_it_counts_in_memory_and_says_so()
    {
        var file = new ProgressFile(null);
        Assert.Contains("no folder for application data", Assert.Single(file.Change(record => record.CountTry("blend", solved: true))), StringComparison.Ordinal);
        Assert.True(file.Read().Record.Solved.ContainsKey("blend"));
    }

    [Fact]
    public void An_unknown_notebook_is_told() =>
        Assert.Contains("No notebook's name begins with \"99\"", Exercise.ProgressTable(new ProgressFile(FilePath), "99"), StringComparison.Ordinal);
}
