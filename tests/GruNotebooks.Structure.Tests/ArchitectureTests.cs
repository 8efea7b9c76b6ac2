using System.Text;

namespace GruNotebooks.Structure.Tests;

/// <summary>The picture of projects and folders in docs/architecture.md is drawn from the sources.</summary>
public class ArchitectureTests
{
    private const string Rewrite = "GRU_DRAW_ARCHITECTURE";
    private const string Fence = "```mermaid\n";

    [Fact]
    public void The_picture_on_the_page_is_what_the_sources_give()
    {
        var path = Path.Combine(SourceFolders.Repository, "docs", "architecture.md");
        var page = File.ReadAllText(path).ReplaceLineEndings("\n");
        var from = page.IndexOf(Fence, StringComparison.Ordinal) + Fence.Length;
        var to = page.IndexOf("```", from, StringComparison.Ordinal);
        var drawn = Draw(SourceFolders.Instance);
        if (Environment.GetEnvironmentVariable(Rewrite) == "1") File.WriteAllText(path, page = string.Concat(page.AsSpan(0, from), drawn, page.AsSpan(to)));
        else Assert.True(page[from..to] == drawn, $"docs/architecture.md shows another picture than the sources give. To draw it afresh: {Rewrite}=1 dotnet test tests/GruNotebooks.Structure.Tests\n{drawn}");
    }

    /// <summary>A box a project, in it its folders, an arrow from each folder to those it uses. An arrow that follows from others is left out.</summary>
    private static string Draw(SourceFolders folders)
    {
        var text = new StringBuilder("flowchart TD\n");
        foreach (var project in folders.All.GroupBy(SourceFolders.ProjectOf))
        {
            text.Append(null, $"    subgraph {Id(project.Key)}[\"{project.Key}\"]\n");
            var drawn = project.Select(Top).Distinct().ToList();
            foreach (var folder in drawn) text.Append(null, $"        {Id(folder, inside: true)}[\"{(folder.Contains('/') ? folder.Split('/')[1] : "root")}\"]\n");
            var inside = folders.Arrows.Select(arrow => (From: Top(arrow.From), To: Top(arrow.To))).Where(arrow => arrow.From != arrow.To && drawn.Contains(arrow.From) && drawn.Contains(arrow.To));
            foreach (var (from, to) in Needed(inside)) text.Append(null, $"        {Id(from, inside: true)} --> {Id(to, inside: true)}\n");
            text.Append("    end\n");
        }
        var across = folders.Arrows.Select(arrow => (From: SourceFolders.ProjectOf(arrow.From), To: SourceFolders.ProjectOf(arrow.To))).Where(arrow => arrow.From != arrow.To);
        foreach (var (from, to) in Needed(across)) text.Append(null, $"    {Id(from)} ==> {Id(to)}\n");
        return text.ToString();
    }

    /// <summary>The folder directly below the project, whatever lies deeper.</summary>
    private static string Top(string folder) => string.Join('/', folder.Split('/').Take(2));

    /// <summary>A name that Mermaid takes; a project's own folder is told apart from the project's box.</summary>
    private static string Id(string name, bool inside = false) => name.Replace(".", "", StringComparison.Ordinal).Replace('/', '_') + (inside && !name.Contains('/') ? "_root" : "");

    /// <summary>The arrows without those that follow from others.</summary>
    private static IEnumerable<(string From, string To)> Needed(IEnumerable<(string From, string To)> arrows)
    {
        var all = arrows.Distinct().Order().ToList();
        return all.Where(arrow => !all.Exists(first => first.From == arrow.From && first.To != arrow.To && SourceFolders.Reaches(first.To, arrow.To, all)));
    }
}
