using System.Text.Json.Nodes;

namespace GruNotebooks.Charts;

/// <summary>The moving part of a figure: Plotly's slider, and frames that hold no more than what moves.</summary>
internal static class SliderJson
{
    /// <summary>Takes out of the frames what all of them have alike: the figure has it already.</summary>
    public static void KeepWhatMoves(JsonArray frames)
    {
        if (frames.Select(f => f!["layout"]).All(l => JsonNode.DeepEquals(l, frames[0]!["layout"])))
        {
            foreach (var frame in frames) frame!.AsObject().Remove("layout");
        }
        for (var i = 0; i < frames[0]!["data"]!.AsArray().Count; i++)
        {
            JsonObject[] traces = [.. frames.Select(f => f!["data"]![i]!.AsObject())];
            string[] still = [.. traces[0].Select(p => p.Key).Where(key => traces.All(t => JsonNode.DeepEquals(t[key], traces[0][key])))];
            foreach (var trace in traces)
            {
                foreach (var key in still) trace.Remove(key);
            }
        }
    }

    /// <param name="slide">Its positions.</param>
    /// <param name="below">Pixels between the axes and the control.</param>
    public static JsonObject Control(PlotSlide slide, double below) => new()
    {
        ["active"] = slide.Start,
        ["x"] = 0,
        ["len"] = 1,
        ["y"] = 0,
        ["yanchor"] = "top",
        ["pad"] = new JsonObject { ["t"] = below, ["b"] = 0 },
        ["currentvalue"] = new JsonObject { ["prefix"] = slide.Name + ": ", ["xanchor"] = "left", ["font"] = new JsonObject { ["size"] = 16 } },
        ["font"] = new JsonObject { ["size"] = 14 },
        ["steps"] = new JsonArray([.. slide.Texts.Select(t => (JsonNode?)new JsonObject
        {
            ["label"] = t,
            ["method"] = "animate",
            ["args"] = new JsonArray(new JsonArray(t), new JsonObject
            {
                ["mode"] = "immediate",
                ["frame"] = new JsonObject { ["duration"] = 0, ["redraw"] = true },
                ["transition"] = new JsonObject { ["duration"] = 0 },
            }),
        })]),
    };
}
