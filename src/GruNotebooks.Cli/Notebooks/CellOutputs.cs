using System.Text.Json.Nodes;

namespace GruNotebooks.Cli.Notebooks;

/// <summary>A cell's outputs as they come; pieces of one stream that follow each other are one output.</summary>
internal sealed class CellOutputs
{
    private readonly List<JsonObject> outputs = [];
    private readonly Dictionary<string, JsonObject> byDisplayId = [];

    public CellOutputs()
    {
    }

    public CellOutputs(JsonArray outputs)
    {
        foreach (var output in outputs) Add(output!.DeepClone().AsObject());
    }

    /// <param name="output">The output, as nbformat writes it.</param>
    /// <param name="displayId">By what a later one may replace it; null for what none can.</param>
    /// <param name="isUpdate">Whether it replaces what was added under that id; where nothing was, it is dropped, as Jupyter does.</param>
    public void Add(JsonObject output, string? displayId = null, bool isUpdate = false)
    {
        if (isUpdate)
        {
            if (displayId is not null && byDisplayId.TryGetValue(displayId, out var shown)) (shown["data"], shown["metadata"]) = (output["data"]?.DeepClone(), output["metadata"]?.DeepClone());
        }
        else if (outputs.LastOrDefault() is { } last && StreamOf(last) is { } stream && stream == StreamOf(output))
        {
            last["text"] = MultilineText.Joined(last["text"], MultilineText.Read(output["text"]));
        }
        else
        {
            outputs.Add(output);
            if (displayId is not null) byDisplayId[displayId] = output;
        }
    }

    public JsonArray ToJson() => [.. outputs];

    private static string? StreamOf(JsonObject output) => (string?)output["output_type"] == "stream" ? (string?)output["name"] : null;
}
