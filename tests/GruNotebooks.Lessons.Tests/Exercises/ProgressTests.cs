using GruNotebooks.Cells;
using GruNotebooks.Lessons.Exercises;
using static GruNotebooks.Cells.CellMaths;
using V = MathNet.Numerics.LinearAlgebra.Vector<double>;

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
        var rows = Exercise.ProgressTable(new ProgressFile(FilePath), "").Split('\n')[..^1];
        Assert.Single(rows.Select(row => row.Length).Distinct());   // columns stand below each other
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
    public void A_file_that_cannot_be_read_is_left_as_it_is()
    {
        new ProgressFile(FilePath).Change(record => record.CountTry("blend", solved: true));
        var before = File.ReadAllText(FilePath);
        var file = new ProgressFile(FilePath);
        using (new FileStream(FilePath, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            var text = Exercise.Check(file, "gru-step", (V x, V h, GruParameters p) => Mul(h, h) + 0.1);   // asks whether an earlier exercise is solved, so it reads twice
            Assert.Single(text.Split('\n'), line => line.Contains("cannot be read", StringComparison.Ordinal));
            Exercise.Check(file, "gru-step", (V x, V h, GruParameters p) => Mul(h, h) + 0.1);
            Assert.Equal(2, file.Read().Record.Tries["gru-step"]);
        }
        Assert.Equal(before, File.ReadAllText(FilePath));
        Assert.Equal(["blend"], file.Read().Record.Solved.Keys);
    }

    [Fact]
    public void A_check_counts_a_try_and_what_it_solves()
    {
        var file = new ProgressFile(FilePath);
        Exercise.Check(file, "rnn-fade", double.NaN);
        Assert.Empty(file.Read().Record.Tries);
        Exercise.Check(file, "rnn-fade", 0.5, record: false);
        Assert.False(File.Exists(FilePath));
        Exercise.Check(file, "rnn-fade", 0.5);
        Assert.Equal((1, 0), (file.Read().Record.Tries["rnn-fade"], file.Read().Record.Solved.Count));
        Exercise.Check(file, "rnn-fade", 0.0046, record: false);
        Assert.Empty(file.Read().Record.Solved);
        Exercise.Check(file, "rnn-fade", 0.0046);
        Assert.Equal((2, "rnn-fade"), (file.Read().Record.Tries["rnn-fade"], Assert.Single(file.Read().Record.Solved.Keys)));
        Assert.Contains("There is no exercise \"rnn-fad\"", Exercise.Check(file, "rnn-fad", 1.0), StringComparison.Ordinal);
    }

    [Fact]
    public void An_earlier_exercise_is_thought_of_until_it_is_solved()
    {
        var file = new ProgressFile(FilePath);
        string Check() => Exercise.Check(file, "gru-step", (V x, V h, GruParameters p) => Mul(h, h) + 0.1, record: false);
        Assert.Contains("calls that of update-gate, solve that one first", Check(), StringComparison.Ordinal);
        file.Change(record => record.CountTry("update-gate", solved: true));
        Assert.DoesNotContain("update-gate", Check(), StringComparison.Ordinal);
    }

    [Fact]
    public void Hints_come_one_by_one_and_the_last_names_the_solution()
    {
        var file = new ProgressFile(FilePath);
        string[] Ask() => Exercise.Hint(file, "gru-step").Split('\n');
        Assert.StartsWith("Hint 1 of 3: ", Assert.Single(Ask()), StringComparison.Ordinal);
        Assert.Equal(["Hint 1", "Hint 2"], Ask().Select(line => line[..6]));
        var last = Ask();
        Assert.Equal(["Hint 1 of 3", "Hint 2 of 3", "Hint 3 of 3", "That was the last hint; the worked solution is in notebooks/solutions/04-gru-gates.ipynb."], last.Select(line => line.Split(':')[0]));
        Assert.Equal(last, Ask());
        Assert.Contains("There is no exercise", Exercise.Hint(file, "gru-steps"), StringComparison.Ordinal);
    }

    [Fact]
    public void Reset_opens_one_exercise_or_all()
    {
        var file = new ProgressFile(FilePath);
        file.Change(record =>
        {
            foreach (var id in new[] { "blend", "gru-step" })
            {
                record.CountTry(id, solved: true);
                record.CountHint(id, 3);
            }
        });
        Assert.Contains("There is no exercise", Exercise.Reset(file, "blends"), StringComparison.Ordinal);
        Assert.Equal("blend is open again.", Exercise.Reset(file, "blend"));
        var left = file.Read().Record;
        Assert.Equal(["gru-step", "gru-step", "gru-step"], [.. left.Solved.Keys, .. left.Tries.Keys, .. left.Hints.Keys]);
        Assert.Equal("All exercises are open again.", Exercise.Reset(file, ""));
        left = file.Read().Record;
        Assert.Equal((0, 0, 0), (left.Solved.Count, left.Tries.Count, left.Hints.Count));
    }

    [Fact]
    public void An_unknown_notebook_is_told() =>
        Assert.Contains("No notebook's name begins with \"99\"", Exercise.ProgressTable(new ProgressFile(FilePath), "99"), StringComparison.Ordinal);
}
