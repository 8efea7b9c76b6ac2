using System.Text.Json;
using System.Text.Json.Nodes;
using GruNotebooks.Cli.CommandLine;

namespace GruNotebooks.Cli.Notebooks;

/// <summary>Reads a notebook and refuses, in one line, what is not a C# notebook that can be run.</summary>
internal static class NotebookReader
{
    private static readonly HashSet<string> CSharpNames = new(StringComparer.OrdinalIgnoreCase) { "csharp", "c#", ".net-csharp", "cs" };

    /// <exception cref="UserException">The file is missing, is not a notebook, has no cells, or is written for another language.</exception>
    public static Notebook Read(string path)
    {
        string shown = Path.GetFileName(path);
        var document = Parse(path, shown);
        if (document["nbformat"] is not JsonValue || document["cells"] is not JsonArray cells)
            throw new UserException($"{shown}: not a notebook of nbformat 4 (no list of cells); save it again with Jupyter or VS Code.");
        if (document["nbformat"]!.GetValueKind() != JsonValueKind.Number || document["nbformat"]!.GetValue<double>() != 4)
            throw new UserException($"{shown}: nbformat {document["nbformat"]!.ToJsonString()} cannot be read, only 4; convert it with Jupyter.");
        if (cells.Count == 0) throw new UserException($"{shown}: has no cells; nothing can be run.");
        for (int i = 0; i < cells.Count; i++) RequireCell(cells[i], i, shown);
        var notebook = new Notebook(Path.GetFullPath(path), document);
        RequireCSharp(notebook, shown);
        foreach (var (cell, number) in notebook.NumberedCodeCells) CellDirectives.Check(cell.Source, $"{shown} {Where(cell, number)}");
        return notebook;
    }

    /// <summary>How errors name a cell: its place among the code cells, and its id.</summary>
    public static string Where(NotebookCell cell, int number) => cell.Id.Length == 0 ? $"cell [{number}]" : $"cell [{number}] {cell.Id}";

    private static JsonObject Parse(string path, string shown)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? throw new UserException($"{shown}: not a notebook: its JSON is no object.");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserException($"{shown}: no such notebook or folder: {Path.GetFullPath(path)}", cause: missing);
        }
        catch (JsonException broken)
        {
            throw new UserException($"{shown}: not JSON (line {broken.LineNumber + 1}); restore the file, for example with git checkout.", cause: broken);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{shown}: cannot be read: {unreadable.Message}", cause: unreadable);
        }
    }

    private static void RequireCell(JsonNode? node, int index, string shown)
    {
        bool sound = node is JsonObject cell
            && IsText(cell["cell_type"])
            && (cell["source"] is JsonArray lines ? lines.All(IsText) : IsText(cell["source"]))
            && cell["id"] is null or JsonValue
            && cell["metadata"] is null or JsonObject
            && (cell["metadata"]?["tags"] is not JsonArray tags || tags.All(IsText));
        if (!sound) throw new UserException($"{shown}: cell {index + 1} of the file is not a cell (cell_type, source, metadata); save the notebook again with Jupyter or VS Code.");
    }

    private static bool IsText(JsonNode? node) => node is JsonValue && node.GetValueKind() == JsonValueKind.String;

    private static void RequireCSharp(Notebook notebook, string shown)
    {
        var metadata = notebook.Document["metadata"];
        foreach (string? name in new[] { Text(metadata?["kernelspec"]?["name"]), Text(metadata?["polyglot_notebook"]?["kernelInfo"]?["defaultKernelName"]) })
        {
            if (name is not null && !CSharpNames.Contains(name)) throw new UserException($"{shown}: is written for the kernel '{name}'; only C# (.net-csharp) can be run.");
        }
        foreach (var (cell, number) in notebook.NumberedCodeCells)
        {
            string? name = Text(cell.Json["metadata"]?["polyglot_notebook"]?["kernelName"]) ?? Text(cell.Json["metadata"]?["dotnet_interactive"]?["language"]);
            if (name is not null && !CSharpNames.Contains(name)) throw new UserException($"{shown} {Where(cell, number)}: is written in '{name}'; only C# can be run.");
        }
    }

    private static string? Text(JsonNode? node) => IsText(node) ? node!.GetValue<string>() : null;
}
