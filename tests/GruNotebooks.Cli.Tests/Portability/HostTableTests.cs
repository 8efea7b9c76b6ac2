using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Tests.Portability;

/// <summary>The table of docs/hosts.md: no notebook is forgotten, and each has the cells that it has today.</summary>
public class HostTableTests
{
    private static readonly string[] Rows = [.. File.ReadAllLines(Repository.Path("docs/hosts.md")).Where(line => line.StartsWith("| [", StringComparison.Ordinal) && line.Contains("](../notebooks/"))];

    [Fact]
    public void Every_chapter_has_a_row_that_counts_its_cells()
    {
        var chapters = Repository.Chapters().Select(path => $"| [{Path.GetFileName(path)[..2]}](../notebooks/{Path.GetFileName(path)}) | {Count([path])} |");
        Assert.Equal(chapters, Rows.Where(row => row.Contains(".ipynb)")));
    }

    [Theory]
    [InlineData("exercises")]
    [InlineData("solutions")]
    public void Exercises_and_solutions_have_a_row_that_counts_them(string folder)
    {
        string[] notebooks = [.. Repository.Notebooks().Where(path => path.Contains($"{Path.DirectorySeparatorChar}{folder}{Path.DirectorySeparatorChar}"))];
        Assert.Contains($"| [{folder}](../notebooks/{folder}), {notebooks.Length} notebooks | {Count(notebooks)} |", Rows);
    }

    /// <summary>"14 + 1" are fourteen code cells that run and one that is left out on purpose.</summary>
    private static string Count(IEnumerable<string> notebooks)
    {
        var cells = notebooks.SelectMany(path => NotebookReader.Read(path).NumberedCodeCells).ToList();
        int left = cells.Count(numbered => numbered.Cell.HasTag("skip-execution"));
        return left == 0 ? $"{cells.Count}" : $"{cells.Count - left} + {left}";
    }
}
