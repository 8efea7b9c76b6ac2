using System.Text.Json.Nodes;

namespace GruNotebooks.Cli.Notebooks;

/// <summary>One cell of a notebook: a view of its JSON.</summary>
internal sealed class NotebookCell(JsonObject json)
{
    public JsonObject Json => json;

    public bool IsCode => Kind == "code";

    public bool IsMarkdown => Kind == "markdown";

    public string Kind => json["cell_type"]!.GetValue<string>();

    /// <summary>The cell's id; empty before nbformat 4.5.</summary>
    public string Id => json["id"].Text() ?? "";

    public string Source => MultilineText.Read(json["source"]);

    /// <summary>In what it is written, where it says so; null otherwise.</summary>
    public string? Language =>
        json["metadata"].Member("polyglot_notebook").Member("kernelName").Text() ?? json["metadata"].Member("dotnet_interactive").Member("language").Text();

    public IReadOnlyList<string> Tags =>
        json["metadata"].Member("tags") is JsonArray tags ? [.. tags.Select(tag => tag.Text() ?? "")] : [];

    public bool HasTag(string tag) => Tags.Contains(tag);

    public JsonArray Outputs
    {
        get => json["outputs"] as JsonArray ?? [];
        set => json["outputs"] = value;
    }
}
