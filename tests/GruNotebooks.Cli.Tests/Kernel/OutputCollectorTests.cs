using System.Text.Json.Nodes;
using GruNotebooks.Cli.Kernel;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Tests.Kernel;

public sealed class OutputCollectorTests : IDisposable
{
    private readonly List<JsonObject> sent = [];
    private readonly OutputCollector outputs;

    public OutputCollectorTests()
    {
        outputs = new OutputCollector(message => sent.Add(message.Output));
        outputs.Begin(1);
    }

    public void Dispose() => outputs.Dispose();

    [Fact]
    public void Printed_text_comes_before_what_is_shown_after_it()
    {
        outputs.AddText("stdout", "a");
        outputs.AddText("stdout", "b");
        outputs.Add(Shown("shown"));
        outputs.AddText("stderr", "c");
        outputs.Flush();
        Assert.Equal(["ab", "", "c"], sent.Select(output => MultilineText.Read(output["text"])));
    }

    [Fact]
    public void A_megabyte_is_the_end_and_the_next_cell_starts_afresh()
    {
        outputs.AddText("stdout", new string('x', OutputCollector.Limit - 201) + "😀 and more");
        outputs.Add(Shown("late"));
        outputs.Flush();
        string text = Printed();
        Assert.DoesNotContain('\ud83d', text);
        Assert.Contains("characters was left out", text);
        Assert.Contains("11 more characters were printed", text);

        sent.Clear();
        outputs.Begin(2);
        outputs.AddText("stdout", "fine");
        outputs.Flush();
        Assert.Equal("fine", Printed());
    }

    [Fact]
    public void A_million_small_pieces_in_turn_on_two_streams_are_cut_too()
    {
        for (int i = 0; i < 1_000_000; i++) outputs.AddText(i % 2 == 0 ? "stdout" : "stderr", "x");
        outputs.Flush();
        Assert.InRange(sent.Count, 100, 10_000);
        Assert.Contains("more characters were printed", Printed());
    }

    [Fact]
    public void A_hundred_thousand_displays_are_cut_and_counted()
    {
        for (int i = 0; i < 100_000; i++) outputs.Add(Shown("x"));
        outputs.Flush();
        Assert.InRange(sent.Count, 100, 10_000);
        Assert.Contains("outputs were left out", Printed());
    }

    [Fact]
    public void A_message_of_a_megabyte_is_shortened_and_has_room_where_nothing_else_has()
    {
        outputs.AddText("stdout", new string('x', 2 * OutputCollector.Limit));
        outputs.AddError("Error", new string('e', OutputCollector.Limit), Enumerable.Repeat(new string('l', OutputCollector.Limit), 10_000));
        var error = Assert.Single(sent, output => (string?)output["output_type"] == "error");
        Assert.InRange(error.ToJsonString().Length, 10_000, 1_100_000);
        Assert.EndsWith("more characters)", (string?)error["evalue"]);
    }

    [Fact]
    public void Lines_cost_what_they_take_in_the_notebook()
    {
        outputs.AddText("stdout", new string('\n', OutputCollector.Limit));
        outputs.Flush();
        Assert.InRange(sent.Sum(output => output["text"]!.AsArray().Count), 1000, OutputCollector.Limit / 10);
        Assert.Contains("more characters were printed", Printed());
    }

    [Fact]
    public void A_notebook_has_an_end_too()
    {
        int cells = 0, full = 0;
        for (; cells < 40; cells++)
        {
            sent.Clear();
            outputs.Begin(cells + 1);
            outputs.AddText("stdout", new string('x', 2 * OutputCollector.Limit));
            outputs.Add(Shown(new string('y', 1000)));
            outputs.Flush();
            if (Printed().Contains('x')) full++;
        }
        Assert.Equal(OutputCollector.NotebookLimit / OutputCollector.Limit, full);
        Assert.Contains("all cells of a notebook may give 20,000,000", Printed());
    }

    [Fact]
    public void Half_a_letter_at_the_end_of_a_cell_or_stream_stays_there()
    {
        outputs.AddText("stdout", "a\ud83d");
        outputs.AddText("stderr", "b\ud83d");
        outputs.Flush();
        Assert.Equal(["a\ud83d", "b\ud83d"], sent.Select(output => MultilineText.Read(output["text"])));
        sent.Clear();
        outputs.Begin(2);
        outputs.AddText("stdout", "c");
        outputs.Flush();
        Assert.Equal("c", Printed());
    }

    [Fact]
    public void Pieces_of_a_text_are_the_same_lines_as_the_text()
    {
        const string Text = "one\ntwo\n\nthr";
        for (int size = 1; size <= Text.Length; size++)
        {
            var cell = new CellOutputs();
            foreach (char[] piece in Text.Chunk(size)) cell.Add(new JsonObject { ["name"] = "stdout", ["output_type"] = "stream", ["text"] = MultilineText.Lines(new string(piece)) });
            var output = Assert.Single(cell.ToJson());
            Assert.True(JsonNode.DeepEquals(MultilineText.Lines(Text), output!["text"]), output.ToJsonString());
        }
    }

    private string Printed() => string.Concat(sent.Select(output => MultilineText.Read(output["text"])));

    private static JsonObject Shown(string text) => new() { ["data"] = new JsonObject { ["text/plain"] = text }, ["metadata"] = new JsonObject(), ["output_type"] = "display_data" };
}
