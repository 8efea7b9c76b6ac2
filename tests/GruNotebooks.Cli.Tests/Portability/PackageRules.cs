using System.Text.RegularExpressions;
using System.Xml.Linq;
using GruNotebooks.Cli.Notebooks;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GruNotebooks.Cli.Tests.Portability;

/// <summary>What notebooks load from package feeds: named exactly, one version everywhere, and never needed by the chapter's own cells.</summary>
internal static partial class PackageRules
{
    private static readonly string[] Tables = ["Directory.Packages.props", "tests/GruNotebooks.Kernel.Tests/Directory.Packages.props"];
    private static readonly string[] FromPlotlyNet = ["ToPlotlyNet", "ToPlot", "Chart2D", "GenericChart", "Plotly.NET", "plotly-net.csx"];

    /// <summary>Package id to the one version that the repository names.</summary>
    public static IReadOnlyDictionary<string, string> Versions { get; } =
        Tables.SelectMany(table => XDocument.Load(Repository.Path(table)).Descendants("PackageVersion"))
            .DistinctBy(entry => entry.Attribute("Include")!.Value)
            .ToDictionary(entry => entry.Attribute("Include")!.Value, entry => entry.Attribute("Version")!.Value);

    public static IReadOnlyList<NotebookRule> All { get; } =
    [
        NotebookRule.OfCode("packages are named with the version of the one table", VersionBreaches, "#r \"nuget: Plotly.NET, 4.0.0\"\n1 + 1"),

        NotebookRule.OfCode("only packages are referenced", source =>
            References(source).Where(target => !target.StartsWith("nuget:", StringComparison.Ordinal)).Select(target => $"#r \"{target}\": a file that is missing once stays missing until the kernel restarts; import ../artifacts/gru.csx"),
            "#r \"../artifacts/GruNotebooks.dll\"\n1 + 1"),

        NotebookRule.OfCells("cells that need Plotly.NET carry the tag plotly-net", cell => cell.IsCode && !cell.HasTag("plotly-net"), cell =>
            FromPlotlyNet.Where(name => cell.Source.Contains(name)).Select(name => $"uses {name}: tag the cell plotly-net, so that it is left out where no feed has the package"),
            document => document.Change("chart", "curve.ToPlotlyNet()")),

        new("no other cell needs what a plotly-net cell declares", notebook =>
        {
            var declared = notebook.Cells.Where(IsPlotlyNet).SelectMany(cell => Declared(cell.Source)).ToHashSet();
            declared.ExceptWith(notebook.Cells.Where(cell => cell.IsCode && !IsPlotlyNet(cell)).SelectMany(cell => Declared(cell.Source)));
            return notebook.Cells.Where(cell => cell.IsCode && !IsPlotlyNet(cell)).SelectMany(cell => Script.All<IdentifierNameSyntax>(cell.Source)
                .Select(name => name.Identifier.Text).Where(declared.Contains).Distinct()
                .Select(name => $"cell {cell.Id}: `{name}` comes from a plotly-net cell, which is left out where no feed has the package; declare it elsewhere, or tag this cell too"));
        }, document => document.InsertAfter("plotly-chart", SampleNotebook.Code("after", "mine"))),

        new("a plotly-net cell comes after the import of plotly-net.csx", notebook =>
            notebook.Cells.Where(IsPlotlyNet).Take(1).Where(first => !first.Source.Contains("plotly-net.csx"))
                .Select(first => $"cell {first.Id}: put a cell '#!import plotly-net.csx' with the tag plotly-net above it"),
            document => document.Change("plotly-import", "var nothing = 0;")),

        new("a chapter has a chart to make one's own", notebook =>
            ShapeRules.IsChapter(notebook) && !ShapeRules.IsFrame(notebook) && !notebook.Cells.Any(cell => IsPlotlyNet(cell) && cell.Source.Contains(".ToPlot(\""))
                ? ["no cell tagged plotly-net ends in .ToPlot(\"…\"): add a section \"Make it yours\" that restyles or builds a chart with Plotly.NET"] : [],
            document => document.Change("plotly-chart", "curve.ToPlotlyNet()")),
    ];

    /// <summary>The same for any file with <c>#r "nuget: …"</c> lines, scripts included.</summary>
    public static IEnumerable<string> VersionBreaches(string source) =>
        References(source).Where(target => target.StartsWith("nuget:", StringComparison.Ordinal)).Select(target => target[6..].Split(',', StringSplitOptions.TrimEntries))
            .Where(parts => parts.Length != 2 || Versions.GetValueOrDefault(parts[0]) != parts[1])
            .Select(parts => Versions.TryGetValue(parts[0], out var version)
                ? $"{parts[0]}: write version {version}, or change the table ({string.Join(" and ", Tables)}) for all"
                : $"{parts[0]} is in no table of versions; add it to {Tables[1]} first");

    private static bool IsPlotlyNet(NotebookCell cell) => cell.IsCode && cell.HasTag("plotly-net");

    private static IEnumerable<string> References(string source) => ReferenceLine().Matches(source).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Declared(string source) => Script.Parse(source).Members.SelectMany(member => member switch
    {
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Identifier.Text),
        MethodDeclarationSyntax method => [method.Identifier.Text],
        BaseTypeDeclarationSyntax type => [type.Identifier.Text],
        _ => [],
    });

    [GeneratedRegex("^\\s*#r\\s+\"([^\"]*)\"", RegexOptions.Multiline)]
    private static partial Regex ReferenceLine();
}
