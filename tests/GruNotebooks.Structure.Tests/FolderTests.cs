namespace GruNotebooks.Structure.Tests;

/// <summary>Dependencies run one way: between projects, and between the folders of each.</summary>
public class FolderTests
{
    /// <summary>What each project may use.</summary>
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["GruNotebooks"] = [],
        ["GruNotebooks.Charts"] = ["GruNotebooks"],
        ["GruNotebooks.Interop"] = ["GruNotebooks"],
        ["GruNotebooks.Lessons"] = ["GruNotebooks", "GruNotebooks.Charts", "GruNotebooks.Interop"],
        ["GruNotebooks.Cli"] = ["GruNotebooks", "GruNotebooks.Charts", "GruNotebooks.Interop", "GruNotebooks.Lessons"],
    };

    /// <summary>The folders of the library from the lowest up; those of one row do not use each other.</summary>
    private static readonly string[][] Levels =
    [
        ["GruNotebooks"], ["Display"], ["Numerics"], ["Cells"], ["Layers"], ["Training"], ["Tasks"], ["Gradients", "Measuring"], ["Inspection"],
    ];

    private static SourceFolders Folders => SourceFolders.Instance;

    [Fact]
    public void Projects_use_only_what_lies_below_them()
    {
        Assert.Equal(MayUse.Keys.Order(StringComparer.Ordinal), Folders.All.Select(SourceFolders.ProjectOf).Distinct().Order(StringComparer.Ordinal));
        var forbidden = Folders.Arrows.Where(arrow => Crosses(arrow) && !MayUse[SourceFolders.ProjectOf(arrow.From)].Contains(SourceFolders.ProjectOf(arrow.To)));
        None(forbidden);
    }

    [Fact]
    public void Folders_of_a_project_form_no_cycle()
    {
        var inside = Folders.Arrows.Where(arrow => !Crosses(arrow)).ToList();
        var pairs = inside.ConvertAll(arrow => (arrow.From, arrow.To));
        None(inside.Where(arrow => SourceFolders.Reaches(arrow.To, arrow.From, pairs)));
    }

    [Fact]
    public void Folders_of_the_library_use_only_lower_ones()
    {
        var level = Levels.SelectMany((names, height) => names.Select(name => (name, height))).ToDictionary(one => one.name, one => one.height);
        var upward = Folders.Arrows.Where(arrow => SourceFolders.ProjectOf(arrow.From) == "GruNotebooks" && SourceFolders.ProjectOf(arrow.To) == "GruNotebooks")
            .Where(arrow => Top(arrow.From) != Top(arrow.To) && level.GetValueOrDefault(Top(arrow.To), Levels.Length) >= level.GetValueOrDefault(Top(arrow.From), -1));
        None(upward);

        static string Top(string folder) => folder.Split('/') is [_, var top, ..] ? top : folder;
    }

    [Fact]
    public void Every_namespace_follows_project_and_folder() => Assert.Empty(Folders.Trees.SelectMany(tree => tree.GetRoot().DescendantNodes()
        .OfType<Microsoft.CodeAnalysis.CSharp.Syntax.BaseNamespaceDeclarationSyntax>()
        .Where(space => space.Name.ToString() != Folders.FolderOf(tree.FilePath).Replace('/', '.')).Select(space => $"{Folders.FolderOf(tree.FilePath)}: {space.Name}")));

    private static bool Crosses(Arrow arrow) => SourceFolders.ProjectOf(arrow.From) != SourceFolders.ProjectOf(arrow.To);

    private static void None(IEnumerable<Arrow> arrows)
    {
        var lines = arrows.OrderBy(arrow => arrow.From, StringComparer.Ordinal).Select(arrow => $"{arrow.From} → {arrow.To}: {arrow.Example}").ToList();
        Assert.True(lines.Count == 0, string.Join('\n', lines));
    }
}
