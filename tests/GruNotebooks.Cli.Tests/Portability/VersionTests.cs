using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GruNotebooks.Cli.Tests.Portability;

/// <summary>What NuGet restored is what Directory.Packages.props names, in every project of the solution.</summary>
public partial class VersionTests
{
    private static readonly XDocument Table = XDocument.Load(Repository.Path("Directory.Packages.props"));
    private static readonly Dictionary<string, string> Pinned = Table.Descendants("PackageVersion").ToDictionary(pin => pin.Attribute("Include")!.Value, pin => pin.Attribute("Version")!.Value, StringComparer.OrdinalIgnoreCase);

    public static TheoryData<string> Projects => [.. ProjectPaths];

    private static IEnumerable<string> ProjectPaths => Project().Matches(File.ReadAllText(Repository.Path("GruNotebooks.sln"))).Select(match => match.Groups["path"].Value.Replace('\\', '/'));

    [Theory]
    [MemberData(nameof(Projects))]
    public void What_was_restored_is_what_is_pinned_and_nothing_floated(string project)
    {
        var assets = JsonNode.Parse(File.ReadAllText(Repository.Path(Path.Combine(Path.GetDirectoryName(project)!, "obj", "project.assets.json"))))!;
        var restored = assets["libraries"]!.AsObject().Where(library => (string?)library.Value!["type"] == "package").Select(library => library.Key.Split('/')).ToList();
        Assert.NotEmpty(restored);
        Assert.Empty(restored.Where(package => Pinned.TryGetValue(package[0], out string? version) && version != package[1]).Select(package => $"{package[0]} {package[1]} was restored, {Pinned[package[0]]} is pinned"));
        Assert.Empty((assets["logs"] as JsonArray ?? []).Select(log => (string?)log!["message"]));
    }

    [Fact]
    public void Every_version_is_one_that_some_project_needs()
    {
        var needed = ProjectPaths.SelectMany(row => JsonNode.Parse(File.ReadAllText(Repository.Path(Path.Combine(Path.GetDirectoryName(row)!, "obj", "project.assets.json"))))!["libraries"]!.AsObject().Select(library => library.Key.Split('/')[0]));
        // A notebook may name a package that the build does not need.
        string notebooks = string.Concat(Repository.Notebooks().Select(File.ReadAllText));
        Assert.Equal([], Pinned.Keys.Except(needed, StringComparer.OrdinalIgnoreCase).Where(name => !notebooks.Contains($"nuget: {name},")));
    }

    [Fact]
    public void No_project_names_a_version_of_its_own_or_silences_one_that_floats()
    {
        foreach (string file in ProjectPaths.Append("Directory.Build.props").Append("Directory.Packages.props").Select(Repository.Path))
        {
            string text = File.ReadAllText(file);
            Assert.DoesNotMatch("NoWarn.*NU16", text);
            Assert.DoesNotMatch("<PackageReference[^>]*Version=", text);
        }
    }

    [GeneratedRegex("\"(?<path>[^\"]+\\.csproj)\"")]
    private static partial Regex Project();
}
