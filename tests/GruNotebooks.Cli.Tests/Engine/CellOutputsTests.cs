using System.Text.Json.Nodes;
using GruNotebooks.Cli.Engine;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Tests.Engine;

public sealed class CellOutputsTests
{
    private readonly List<JsonObject> sent = [];

    [Fact]
    public void Printed_text_comes_before_what_is_shown_after_it()
    {
        using var outputs = new CellOutputs(sent.Add);
        outputs.Begin(1);
        outputs.AddText("stdout", "a");
        outputs.AddText("stdout", "b");
        outputs.Add(new JsonObject { ["data"] = new JsonObject { ["text/plain"] = "shown" } });
        outputs.AddText("stderr", "c");
        outputs.Flush();
        Assert.Equal(["ab", "", "c"], sent.Select(output => MultilineText.Read(output["text"])));
    }

    [Fact]
    public void A_megabyte_is_the_end_and_the_next_cell_starts_afresh()
    {
        using var outputs = new CellOutputs(sent.Add);
        outputs.Begin(1);
        outputs.AddText("stdout", new string('x', CellOutputs.Limit - 1) + "😀 and more");
        outputs.Add(new JsonObject { ["data"] = new JsonObject { ["text/plain"] = "late" } });
        outputs.Flush();
        string text = string.Concat(sent.Select(output => MultilineText.Read(output["text"])));
        Assert.DoesNotContain('\ud83d', text);
        Assert.Contains("an output of 21 characters was left out", text);
        Assert.Contains("11 more characters were printed", text);

        sent.Clear();
        outputs.Begin(2);
        outputs.AddText("stdout", "fine");
        outputs.Flush();
        Assert.Equal("fine", MultilineText.Read(Assert.Single(sent)["text"]));
    }
}
