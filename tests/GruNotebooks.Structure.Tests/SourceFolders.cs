using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GruNotebooks.Structure.Tests;

/// <summary>One use: a file of one folder names something that a file of another declares.</summary>
/// <param name="From">The folder that uses, as a path below src: "GruNotebooks/Layers".</param>
/// <param name="To">The folder that is used.</param>
/// <param name="Example">Where: "Rnn.cs names CellMaths".</param>
internal sealed record Arrow(string From, string To, string Example);

/// <summary>The folders of all projects below src, and which of them uses which. All sources are compiled as one, so an arrow is what the compiler
/// sees: a name that needs no using (a type of a parent folder) counts like any other, and so does a using that only a comment needs.</summary>
internal sealed class SourceFolders
{
    /// <summary>Folders whose sub-folders are shelves of one namespace, and count as one: a cell's kind makes its layer, which derives from what all layers share.</summary>
    private static readonly string[] OneNamespace = ["GruNotebooks/Layers"];

    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private static readonly Lazy<SourceFolders> Read = new(() => new SourceFolders());
    private readonly Dictionary<(string From, string To), Arrow> arrows = [];

    private SourceFolders()
    {
        Sources = Path.Combine(Repository, "src");
        var files = Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories).Where(file => !IsBuilt(file)).Order(StringComparer.Ordinal).ToList();
        var options = new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.None);
        Trees = [.. files.AsParallel().AsOrdered().Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file))];
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("all", [.. Trees, CSharpSyntaxTree.ParseText(ImplicitUsings, options)], platform,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, allowUnsafe: true));
        var found = Trees.AsParallel().SelectMany(tree => ArrowsOf(tree, compilation.GetSemanticModel(tree)));
        foreach (var arrow in found.OrderBy(arrow => arrow.Example, StringComparer.Ordinal)) arrows.TryAdd((arrow.From, arrow.To), arrow);
        All = [.. Trees.Select(tree => FolderOf(tree.FilePath)).Distinct().Order(StringComparer.Ordinal)];
    }

    public static SourceFolders Instance => Read.Value;

    /// <summary>The root of the repository.</summary>
    public static string Repository { get; } = FindRepository();

    public string Sources { get; }

    /// <summary>Every folder that has a source, as a path below src.</summary>
    public IReadOnlyList<string> All { get; }

    public IReadOnlyList<SyntaxTree> Trees { get; }

    public IEnumerable<Arrow> Arrows => arrows.Values;

    /// <summary>The project of a folder: its first part.</summary>
    public static string ProjectOf(string folder) => folder.Split('/')[0];

    /// <summary>Whether arrows lead from one place to another.</summary>
    public static bool Reaches(string from, string to, IReadOnlyCollection<(string From, string To)> arrows)
    {
        var (seen, open) = (new HashSet<string> { from }, new Queue<string>([from]));
        while (open.TryDequeue(out var place))
            foreach (var (_, next) in arrows.Where(arrow => arrow.From == place && seen.Add(arrow.To))) open.Enqueue(next);
        return seen.Contains(to);
    }

    /// <summary>The folder of a source file, as a path below src.</summary>
    public string FolderOf(string file)
    {
        var folder = Path.GetRelativePath(Sources, Path.GetDirectoryName(file)!).Replace('\\', '/');
        return Array.Find(OneNamespace, shared => folder.StartsWith(shared + "/", StringComparison.Ordinal)) ?? folder;
    }

    private IEnumerable<Arrow> ArrowsOf(SyntaxTree tree, SemanticModel model)
    {
        var (from, file) = (FolderOf(tree.FilePath), Path.GetFileName(tree.FilePath));
        // The program's entry point may use everything, and nothing uses it; so the root of a program can hold what all its folders need.
        if (tree.GetRoot().ChildNodes().OfType<GlobalStatementSyntax>().Any()) yield break;
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            if (node is UsingDirectiveSyntax { NamespaceOrType: { } name } && model.GetSymbolInfo(name).Symbol is INamespaceSymbol space && FolderNamed(space.ToDisplayString()) is { } named)
            {
                if (named != from) yield return new(from, named, $"{file} has using {space}");
            }
            else if (node is SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax && HomeOf(model.GetSymbolInfo(node)) is { } type)
            {
                var homes = type.DeclaringSyntaxReferences.Select(reference => FolderOf(reference.SyntaxTree.FilePath)).Distinct().ToList();
                if (homes.Count > 0 && !homes.Contains(from)) yield return new(from, homes[0], $"{file} names {type.Name}");
            }
        }
    }

    /// <summary>The outermost type that declares what a name stands for.</summary>
    private static INamedTypeSymbol? HomeOf(SymbolInfo info)
    {
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        if (symbol is IMethodSymbol { ReducedFrom: { } extension }) symbol = extension;
        var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
        while (type?.ContainingType is { } outer) type = outer;
        return symbol is ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or ITypeParameterSymbol ? null : type?.OriginalDefinition;
    }

    /// <summary>The folder whose namespace is <paramref name="space"/>: GruNotebooks.Layers lies in GruNotebooks/Layers.</summary>
    private string? FolderNamed(string space)
    {
        var project = Directory.EnumerateDirectories(Sources).Select(path => Path.GetFileName(path)!).Where(name => space == name || space.StartsWith(name + ".", StringComparison.Ordinal)).MaxBy(name => name.Length);
        return project is null ? null : space.Length == project.Length ? project : $"{project}/{space[(project.Length + 1)..].Replace('.', '/')}";
    }

    private static bool IsBuilt(string file)
    {
        var parts = file.Split(Path.DirectorySeparatorChar);
        return parts.Contains("obj") || parts.Contains("bin");
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GruNotebooks.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} has GruNotebooks.sln; run the tests from the repository's build output.");
    }
}
