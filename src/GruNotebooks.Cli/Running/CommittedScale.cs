using System.Text.Json.Nodes;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Running;

/// <summary>
/// With which parameters a notebook's committed outputs were made. They are those in its source, unless `--set … --save` made them with others, which
/// then stand in the document's metadata (gru.parameters).
/// </summary>
internal static class CommittedScale
{
    private const string Ours = "gru";

    public static IReadOnlyDictionary<string, string> Read(Notebook committed)
    {
        if (committed.Document["metadata"].Member(Ours).Member("parameters") is not JsonObject recorded) return NotebookParameters.Read(committed);
        return recorded.ToDictionary(entry => entry.Key, entry => entry.Value?.ToString() ?? "");
    }

    /// <summary>Notes with what the outputs were made; nothing where that is what the source says.</summary>
    public static void Write(Notebook notebook, IReadOnlyDictionary<string, string> parameters)
    {
        if (notebook.Document["metadata"] is not JsonObject metadata) notebook.Document["metadata"] = metadata = [];
        metadata.Remove(Ours);
        if (Same(parameters, NotebookParameters.Read(notebook))) return;
        var recorded = new JsonObject();
        foreach (var (name, value) in parameters) recorded[name] = value;
        metadata[Ours] = new JsonObject { ["parameters"] = recorded };
    }

    public static bool Same(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(entry => other.TryGetValue(entry.Key, out string? value) && value == entry.Value);
}
