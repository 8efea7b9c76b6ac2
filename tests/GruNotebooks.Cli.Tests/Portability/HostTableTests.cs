using System.Text.RegularExpressions;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Tests.Portability;

/// <summary>The measured table of docs/hosts.md: no notebook is forgotten, no cell is lost between its columns.</summary>
public partial class HostTableTests
{
    private static readonly string[] Lines = File.ReadAllLines(Repository.Path("docs/hosts.md"));

    [Fact]
    public void Every_chapter_has_a_row() => Assert.Equal(
        Repository.Chapters().Select(path => Path.GetFileName(path)),
        Lines.Select(line => Chapter().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value));

    [Theory]
    [InlineData("exercises")]
    [InlineData("solutions")]
    public void Exercises_and_solutions_have_a_row_that_counts_them(string folder)
    {
        var row = Assert.Single(Lines, line => line.StartsWith($"| [{folder}](../notebooks/{folder}), ", StringComparison.Ordinal));
        Assert.Contains($", {Repository.Notebooks().Count(path => path.Contains($"{Path.DirectorySeparatorChar}{folder}{Path.DirectorySeparatorChar}"))} notebooks |", row);
    }

    [Fact]
    public void In_each_row_what_ran_and_what_was_skipped_is_all_there_was()
    {
        var rows = Lines.Where(line => line.Contains("](../notebooks/") && Numbers(line).Length > 1).Select(Numbers).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, numbers => Assert.Single(numbers.Distinct()));
    }

    [Fact]
    public void A_row_counts_the_cells_that_its_notebook_has_today()
    {
        var stale = from path in Repository.Chapters()
                    let row = Lines.Single(line => Chapter().Match(line) is { Success: true } match && match.Groups[1].Value == Path.GetFileName(path))
                    let cells = NotebookReader.Read(path).NumberedCodeCells.Count()
                    where Numbers(row).Any(number => number != cells)
                    select $"{Path.GetFileName(path)} has {cells} code cells: run it in the hosts and write the new numbers into docs/hosts.md";
        Assert.Empty(stale);
    }

    /// <summary>The columns after the first; "13 + 2" is 15.</summary>
    private static int[] Numbers(string row) =>
        [.. row.Split('|').Skip(2).Where(column => Sum().IsMatch(column)).Select(column => column.Split('+').Sum(part => int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)))];

    [GeneratedRegex(@"^\| \[\d\d\]\(\.\./notebooks/([^/)]+\.ipynb)\) \|")]
    private static partial Regex Chapter();

    [GeneratedRegex(@"^[\d+ ]+$")]
    private static partial Regex Sum();
}
