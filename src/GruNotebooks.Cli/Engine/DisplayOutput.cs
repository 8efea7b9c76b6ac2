using System.Text.Json.Nodes;
using GruNotebooks.Cli.Engine.Formatting;

namespace GruNotebooks.Cli.Engine;

/// <summary>A displayed value as nbformat writes it, keys in alphabetical order as Jupyter has them.</summary>
internal static class DisplayOutput
{
    /// <param name="bundle">The value's formats.</param>
    /// <param name="executionCount">The cell's number for its result, null for what is displayed on the way.</param>
    public static JsonObject Create(MimeBundle bundle, int? executionCount)
    {
        var metadata = bundle.Alt is null ? new JsonObject() : new JsonObject { ["image/png"] = new JsonObject { ["alt"] = bundle.Alt } };
        return executionCount is { } number
            ? new JsonObject { ["data"] = bundle.Data, ["execution_count"] = number, ["metadata"] = metadata, ["output_type"] = "execute_result" }
            : new JsonObject { ["data"] = bundle.Data, ["metadata"] = metadata, ["output_type"] = "display_data" };
    }
}
