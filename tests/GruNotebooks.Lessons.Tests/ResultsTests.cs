using GruNotebooks.Lessons.Claims;
using GruNotebooks.Numerics;

namespace GruNotebooks.Lessons.Tests;

public sealed class ResultsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("results").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void What_was_recorded_is_read_back_whole()
    {
        var book = Results.Begin("02", _root);
        book.Record("shrinks", "Gradients shrink", Spread.Of(0.5, 0.6, double.PositiveInfinity), "per step", "Bengio 1994", Verdict.Holds, "table");
        book.Record("counts", "A GRU has 150", "150 parameters", "", Verdict.HoldsInPart, "count");
        Assert.Equal(book.Claims, Results.Of("02", _root));
        Assert.Equal(["shrinks", "counts"], Results.All(_root).Select(claim => claim.Id));
    }

    [Fact]
    public void Recording_again_replaces_and_keeps_the_place()
    {
        var book = Results.Begin("02", _root);
        book.Record("a", "A", "1", "", Verdict.Holds, "c");
        book.Record("b", "B", "2", "", Verdict.Holds, "c");
        book.Record("a", "A", "3", "", Verdict.DoesNotHold, "c");
        Assert.Equal(["3", "2"], Results.Of("02", _root).Select(claim => claim.Ours));
    }

    [Fact]
    public void Beginning_again_forgets_claims_that_are_no_longer_made()
    {
        Results.Begin("02", _root).Record("old", "Old", "1", "", Verdict.Holds, "c");
        Results.Begin("02", _root).Record("new", "New", "1", "", Verdict.Holds, "c");
        Assert.Equal(["new"], Results.Of("02", _root).Select(claim => claim.Id));
    }

    [Fact]
    public void Committed_results_stand_in_until_the_notebook_has_run_here()
    {
        Results.Begin("03", _root).Record("committed", "C", "1", "", Verdict.Holds, "c");
        Directory.CreateDirectory(Path.Combine(_root, "data"));
        Directory.Move(Path.Combine(_root, "artifacts", "results"), Path.Combine(_root, "data", "results"));
        Assert.Equal(["committed"], Results.Of("03", _root).Select(claim => claim.Id));
        Results.Begin("03", _root).Record("fresh", "F", "1", "", Verdict.Holds, "c");
        Assert.Equal(["fresh"], Results.All(_root).Select(claim => claim.Id));
    }

    [Fact]
    public void Where_nothing_can_be_written_one_line_says_so()
    {
        File.WriteAllText(Path.Combine(_root, "artifacts"), "a file where the folder should be");
        var said = Results.Begin("02", _root).Record("a", "A", "1", "", Verdict.Holds, "c");
        Assert.Equal("holds: A. Ours: 1.\nResults are not saved: artifacts/results/02.json cannot be written; check the rights of that folder.", said);
    }

    [Fact]
    public void Outside_a_clone_one_line_says_so() =>
        Assert.EndsWith("Results are not saved: the library is not inside a clone of its repository.",
            Results.Begin("02", root: null).Record("a", "A", "1", "", Verdict.Holds, "c"));

    [Fact]
    public void No_draft_stays_behind()
    {
        Results.Begin("02", _root).Record("a", "A", "1", "", Verdict.Holds, "c");
        Assert.Equal(["02.json"], Directory.GetFiles(Path.Combine(_root, "artifacts", "results")).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public void The_closing_table_has_a_line_for_each_claim()
    {
        var book = Results.Begin("02", _root);
        book.Record("a", "Gradients shrink", Spread.Of(0.5, 0.6), "per step", "Bengio 1994", Verdict.HoldsInPart, "c");
        Assert.Contains("Gradients shrink  0.550 (0.500 to 0.600, n = 2) per step  Bengio 1994  holds in part", book.Table().ToString());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("[{\"id\": 3}]")]
    public void A_broken_file_is_named(string content)
    {
        Directory.CreateDirectory(Path.Combine(_root, "artifacts", "results"));
        File.WriteAllText(Path.Combine(_root, "artifacts", "results", "02.json"), content);
        var problem = Assert.Throws<InvalidDataException>(() => Results.Of("02", _root));
        Assert.StartsWith(Path.Combine("artifacts", "results", "02.json"), problem.Message);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("../02")]
    public void A_notebook_is_named_by_two_digits(string name) => Assert.Throws<ArgumentException>(() => Results.Begin(name, _root));

    [Fact]
    public void The_clone_is_found_from_the_assembly()
    {
        Assert.NotNull(RepositoryFolder.Root);
        Assert.True(File.Exists(Path.Combine(RepositoryFolder.Root, "GruNotebooks.sln")));
        Assert.Null(RepositoryFolder.Above(Path.GetPathRoot(_root)));
    }
}
