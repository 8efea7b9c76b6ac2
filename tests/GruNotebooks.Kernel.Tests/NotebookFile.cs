using System.Text.Json.Nodes;

namespace GruNotebooks.Kernel.Tests;

/// <summary>A committed notebook, as far as running it takes.</summary>
internal sealed class NotebookFile(string path)
{
    private const string Plotly = CellResult.PlotlyMimeType;

    public string Folder => Path.GetDirectoryName(path)!;

    public IEnumerable<(string Id, string Source, HashSet<string> Tags, int Charts)> CodeCells() =>
        from cell in JsonNode.Parse(File.ReadAllText(path))!["cells"]!.AsArray()
        where (string?)cell["cell_type"] == "code"
        select ((string?)cell["id"] ?? "", Text(cell["source"]!), Tags(cell["metadata"]), ((JsonArray)cell["outputs"]!).Count(output => output!["data"]?[Plotly] is not null));

    public static string Root { get; } = FindRoot();

    /// <summary>Paths below the repository, so that a failing test's name says which notebook it was.</summary>
    public static IEnumerable<string> All() =>
        Directory.EnumerateFiles(Path.Combine(Root, "notebooks"), "*.ipynb", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Where(file => !file.Contains(".ipynb_checkpoints")).Order(StringComparer.Ordinal);

    private static string Text(JsonNode source) => source is JsonArray lines ? string.Concat(lines.Select(line => (string)line!)) : (string)source!;

    private static HashSet<string> Tags(JsonNode? metadata) => metadata?["tags"] is JsonArray tags ? [.. tags.Select(tag => (string)tag!)] : [];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GruNotebooks.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests are not inside the repository that they test.");
        return folder.FullName;
    }
}
