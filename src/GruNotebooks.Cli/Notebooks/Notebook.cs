using System.Text.Json.Nodes;

namespace GruNotebooks.Cli.Notebooks;

/// <summary>A notebook file: its JSON, kept whole so that what we do not know survives a save, and its cells.</summary>
internal sealed class Notebook
{
    public Notebook(string path, JsonObject document)
    {
        Path = path;
        Document = document;
        Cells = [.. document["cells"]!.AsArray().Select(cell => new NotebookCell(cell!.AsObject()))];
    }

    /// <summary>Where it was read from, absolute.</summary>
    public string Path { get; }

    public JsonObject Document { get; }

    public IReadOnlyList<NotebookCell> Cells { get; }

    /// <summary>The code cells with their execution counts, which start from 1.</summary>
    public IEnumerable<(NotebookCell Cell, int Number)> NumberedCodeCells => Cells.Where(cell => cell.IsCode).Select((cell, index) => (cell, index + 1));

    /// <summary>The first heading, or the file's name where there is none.</summary>
    public string Title =>
        Cells.Where(cell => cell.IsMarkdown).SelectMany(cell => cell.Source.Split('\n')).FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim()
        ?? System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The same notebook with cells of its own, for outputs that must not touch this one.</summary>
    public Notebook Copy() => new(Path, Document.DeepClone().AsObject());
}
