using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GruNotebooks.Cli.Tests.Portability;

/// <summary>What notebooks load from package feeds: named exactly, one version everywhere.</summary>
internal static partial class PackageRules
{
    private const string Table = "Directory.Packages.props";

    /// <summary>Package id to the one version that the repository names.</summary>
    public static IReadOnlyDictionary<string, string> Versions { get; } =
        XDocument.Load(Repository.Path(Table)).Descendants("PackageVersion")
            .ToDictionary(entry => entry.Attribute("Include")!.Value, entry => entry.Attribute("Version")!.Value);

    public static IReadOnlyList<NotebookRule> All { get; } =
    [
        NotebookRule.OfCode("packages are named with the version of the one table", VersionBreaches, "#r \"nuget: Plotly.NET, 4.0.0\"\n1 + 1"),

        NotebookRule.OfCode("only packages are referenced", source =>
            References(source).Where(target => !target.StartsWith("nuget:", StringComparison.Ordinal)).Select(target => $"#r \"{target}\": a file that is missing once stays missing until the kernel restarts; import ../artifacts/gru.csx"),
            "#r \"../artifacts/GruNotebooks.dll\"\n1 + 1"),
    ];

    /// <summary>The same for any file with <c>#r "nuget: …"</c> lines, scripts included.</summary>
    public static IEnumerable<string> VersionBreaches(string source) =>
        References(source).Where(target => target.StartsWith("nuget:", StringComparison.Ordinal)).Select(target => target[6..].Split(',', StringSplitOptions.TrimEntries))
            .Where(parts => parts.Length != 2 || Versions.GetValueOrDefault(parts[0]) != parts[1])
            .Select(parts => Versions.TryGetValue(parts[0], out var version)
                ? $"{parts[0]}: write version {version}, or change it in {Table} for all"
                : $"{parts[0]} is in no table of versions; add it to {Table} first");

    private static IEnumerable<string> References(string source) => ReferenceLine().Matches(source).Select(match => match.Groups[1].Value);

    [GeneratedRegex("^\\s*#r\\s+\"([^\"]*)\"", RegexOptions.Multiline)]
    private static partial Regex ReferenceLine();
}
