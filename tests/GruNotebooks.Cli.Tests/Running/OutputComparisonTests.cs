using System.Text.Json.Nodes;
using GruNotebooks.Cli.Comparing;

namespace GruNotebooks.Cli.Tests.Running;

public sealed class OutputComparisonTests
{
    [Theory]
    [InlineData("loss 0.25 at 3", "loss 0.25 at 3", true)]
    [InlineData("loss 0.25000001", "loss 0.25000002", true)]
    [InlineData("loss 0.25", "loss 0.26", false)]
    [InlineData("3 steps", "4 steps", false)]
    [InlineData("0.1234", "0.1235", true)]
    [InlineData("1.234e-5", "1.235e-5", true)]
    [InlineData("0.12", "0.13", false)]
    [InlineData("1234", "1235", false)]
    [InlineData("1e-17", "-3e-16", true)]
    [InlineData("GRU wins", "LSTM wins", false)]
    [InlineData("NaN", "0.5", false)]
    [InlineData("a 1", "a 1 b", false)]
    [InlineData("x1-2", "x1-2", true)]
    public void Texts_agree_word_for_word_and_number_for_number(string before, string now, bool agree) =>
        Assert.Equal(agree, NumericText.Difference(before, now) is null);

    [Fact]
    public void The_place_that_differs_is_shown() => Assert.Equal(
        "'…lines. Then it is reset.' became '…lines. Then it was set.'",
        NumericText.Difference("A gate that stays open for many lines. Then it is reset.", "A gate that stays open for many lines. Then it was set."));

    [Theory]
    [InlineData("""{"y": [1, 2.0000000001], "name": "GRU"}""", """{"name": "GRU", "y": [1.0, 2]}""", null)]
    [InlineData("""{"y": [1, 2]}""", """{"y": [1, 3]}""", "y[1] 2 became 3")]
    [InlineData("""{"y": [1, 2]}""", """{"y": [1]}""", "y has 1 items, not 2")]
    [InlineData("""{"y": 1}""", """{"x": 1}""", "y is gone")]
    [InlineData("""{"y": null}""", """{"y": 1}""", "y Null became Number")]
    [InlineData("""{"y": true}""", """{"y": false}""", "y True became False")]
    public void Charts_agree_by_their_data(string before, string now, string? difference) =>
        Assert.Equal(difference, JsonComparison.Difference(JsonNode.Parse(before), JsonNode.Parse(now), "")?.TrimStart('.'));

    [Theory]
    [InlineData("""[{"output_type":"stream","name":"stdout","text":"a"},{"output_type":"stream","name":"stdout","text":"b"}]""", """[{"output_type":"stream","name":"stdout","text":["ab"]}]""", null, null)]
    [InlineData("""[{"output_type":"stream","name":"stdout","text":"12.5 ms"}]""", """[{"output_type":"stream","name":"stdout","text":"99 ms"}]""", "output 1: '12.5 ms' became '99 ms'", null)]
    [InlineData("""[]""", """[{"output_type":"stream","name":"stdout","text":"x"}]""", "0 outputs became 1", "0 outputs became 1")]
    [InlineData("""[{"output_type":"display_data","data":{"text/plain":"1"}}]""", """[{"output_type":"error","ename":"E","evalue":"v"}]""", "output 1: a shown value became an error", "output 1: a shown value became an error")]
    [InlineData("""[{"output_type":"display_data","data":{"text/plain":"1"}}]""", """[{"output_type":"display_data","data":{"text/html":"1"}}]""", "output 1: text/plain became text/html", "output 1: text/plain became text/html")]
    [InlineData("""[{"output_type":"display_data","data":{"application/vnd.plotly.v1+json":{},"image/png":"x"}}]""", """[{"output_type":"display_data","data":{"application/vnd.plotly.v1+json":{}}}]""", null, null)]
    public void Timings_are_compared_by_shape(string before, string now, string? difference, string? shape)
    {
        JsonArray Parse(string text) => JsonNode.Parse(text)!.AsArray();
        Assert.Equal(difference, OutputComparison.Difference(Parse(before), Parse(now), shapeOnly: false));
        Assert.Equal(shape, OutputComparison.Difference(Parse(before), Parse(now), shapeOnly: true));
    }
}
