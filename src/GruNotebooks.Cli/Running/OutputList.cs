using System.Text.Json.Nodes;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Running;

/// <summary>A cell's outputs as they come; pieces of one stream that follow each other are one output.</summary>
internal sealed class OutputList
{
    private readonly List<JsonObject> outputs = [];

    public OutputList()
    {
    }

    public OutputList(JsonArray outputs)
    {
        foreach (var output in outputs) Add(output!.DeepClone().AsObject());
    }

    public void Add(JsonObject output)
    {
        if (outputs.LastOrDefault() is { } last && StreamOf(last) is { } stream && stream == StreamOf(output))
            last["text"] = MultilineText.Lines(MultilineText.Read(last["text"]) + MultilineText.Read(output["text"]));
        else
            outputs.Add(output);
    }

    public JsonArray ToJson() => [.. outputs];

    private static string? StreamOf(JsonObject output) => (string?)output["output_type"] == "stream" ? (string?)output["name"] : null;
}
