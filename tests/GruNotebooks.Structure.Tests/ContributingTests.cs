using System.Text.RegularExpressions;

namespace GruNotebooks.Structure.Tests;

/// <summary>CONTRIBUTING lists the existing files that a new cell touches: those that name the minimal gated unit, outside its own.</summary>
public partial class ContributingTests
{
    [Fact]
    public void A_new_cell_touches_the_files_that_CONTRIBUTING_lists()
    {
        var page = File.ReadAllText(Path.Combine(SourceFolders.Repository, "CONTRIBUTING.md")).ReplaceLineEndings("\n");
        var section = Section().Match(page).Value;
        var listed = CodePath().Matches(section).Select(match => match.Groups[1].Value).Where(path => !path.Contains('X')).Order(StringComparer.Ordinal).ToList();
        var naming = SourceFolders.Instance.Trees
            .Select(tree => (Path: Path.GetRelativePath(SourceFolders.Repository, tree.FilePath).Replace('\\', '/'), Text: tree.ToString()))
            .Where(file => !file.Path.StartsWith("src/GruNotebooks.Lessons/", StringComparison.Ordinal) && !Own().IsMatch(file.Path) && NamesMgu().IsMatch(file.Text))
            .Select(file => file.Path).Order(StringComparer.Ordinal);
        Assert.Equal(listed, naming);
        Assert.InRange(listed.Count, 1, 6);
    }

    [GeneratedRegex("(?<=\n## Adding a cell\n)(?:.|\n)*?(?=\n## )")]
    private static partial Regex Section();

    [GeneratedRegex("`(src/[^`]+\\.cs)`")]
    private static partial Regex CodePath();

    [GeneratedRegex("/Cells/MguCell\\.cs$|/Layers/Mgu/")]
    private static partial Regex Own();

    [GeneratedRegex("\\bMgu")]
    private static partial Regex NamesMgu();
}
