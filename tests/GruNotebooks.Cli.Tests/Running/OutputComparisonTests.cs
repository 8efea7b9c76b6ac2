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
    [InlineData("1000000", "1000001", true)]
    [InlineData("1000000", "1000003", false)]
    [InlineData("-1000003", "-1000000", false)]
    [InlineData("0.5", "-0.5", false)]
    [InlineData("9e-13", "0", true)]
    [InlineData("3e-12", "1e-12", false)]
    [InlineData("0.1234", "0.1236", false)]
    [InlineData("0.123", "0.124", false)]
    [InlineData("0.0123", "0.0124", false)]
    [InlineData("00.1234", "0.1235", true)]
    [InlineData("12.34", "12.35", true)]
    [InlineData("12.34", "12.341", true)]
    [InlineData("12.34", "12.348", false)]
    [InlineData("12.34", "12", false)]
    [InlineData("1.234e5", "1.235e5", true)]
    [InlineData("1.234e+5", "1.236e+5", false)]
    [InlineData("1.234e5", "1.235e4", false)]
    [InlineData("-1.2345", "-1.2346", true)]
    [InlineData("a 1", "a 1.0", true)]
    [InlineData("1 a", "1 b", false)]
    [InlineData("1 2", "1", false)]
    [InlineData("v1.5", "v1.5000000001", true)]
    [InlineData("a-1", "a+1", false)]
    [InlineData("a 7-1", "a 7-1.0", true)]
    public void Texts_agree_word_for_word_and_number_for_number(string before, string now, bool agree) =>
        Assert.Equal(agree, NumericText.Difference(before, now) is null);

    [Fact]
    public void The_place_that_differs_is_shown() => Assert.Equal(
        "'…lines. Then it is reset.' became '…lines. Then it was set.'",
        NumericText.Difference("A gate that stays open for many lines. Then it is reset.", "A gate that stays open for many lines. Then it was set."));

    [Theory]
    [InlineData("1", "2", "'1' became '2'")]
    [InlineData("same", "same and more", "'same' became 'same and more'")]
    [InlineData("one 1", "one 1 more", "5 characters became 10")]
    [InlineData("0123456789012345 a\nb 7 c", "0123456789012345 a\nb 8 c", "'…6789012345 a b 7 c' became '…6789012345 a b 8 c'")]
    [InlineData("loss 10 at step 5 of the run that goes on and on and on and on", "loss 11 at step 5 of the run that goes on and on and on and on", "'loss 10 at step' became 'loss 11 at step'")]
    [InlineData("x = 1 and then a long tail of words that goes on and on", "x = 2 and then a long tail of words that goes on and on", "'x = 1 and then a long tail of words that goes…' became 'x = 2 and then a long tail of words that goes…'")]
    public void The_first_place_that_differs_is_shown_with_a_little_on_both_sides(string before, string now, string difference) =>
        Assert.Equal(difference, NumericText.Difference(before, now));

    [Theory]
    [InlineData("""{"y": [1, 2.0000000001], "name": "GRU"}""", """{"name": "GRU", "y": [1.0, 2]}""", null)]
    [InlineData("""{"y": [1, 2]}""", """{"y": [1, 3]}""", "y[1] 2 became 3")]
    [InlineData("""{"y": [1, 2]}""", """{"y": [1]}""", "y has 1 items, not 2")]
    [InlineData("""{"y": 1}""", """{"x": 1}""", "y is gone")]
    [InlineData("""{"y": null}""", """{"y": 1}""", "y Null became Number")]
    [InlineData("""{"y": true}""", """{"y": false}""", "y True became False")]
    [InlineData("""{"y": true, "z": null}""", """{"y": true, "z": null}""", null)]
    [InlineData("""{"y": 1}""", """{"y": 1, "x": 2}""", "x is new")]
    [InlineData("""{"a": {"b": [0, {"c": "GRU"}]}}""", """{"a": {"b": [0, {"c": "LSTM"}]}}""", "a.b[1].c 'GRU' became 'LSTM'")]
    [InlineData("""{"a": {"b": 1}}""", """{"a": {}}""", "a.b is gone")]
    [InlineData("""{"a": {}}""", """{"a": {"b": 1}}""", "a.b is new")]
    [InlineData("""{"a": [[1]]}""", """{"a": [[1, 2]]}""", "a[0] has 2 items, not 1")]
    [InlineData("[]", "{}", "Array became Object")]
    [InlineData("1", "null", "Number became Null")]
    [InlineData("null", "null", null)]
    public void Charts_agree_by_their_data(string before, string now, string? difference) =>
        Assert.Equal(difference, JsonComparison.Difference(JsonNode.Parse(before), JsonNode.Parse(now), "")?.TrimStart('.'));

    [Theory]
    [InlineData("""[{"output_type":"stream","name":"stdout","text":"a"},{"output_type":"stream","name":"stdout","text":"b"}]""", """[{"output_type":"stream","name":"stdout","text":["ab"]}]""", null, null)]
    [InlineData("""[{"output_type":"stream","name":"stdout","text":"12.5 ms"}]""", """[{"output_type":"stream","name":"stdout","text":"99 ms"}]""", "output 1: '12.5 ms' became '99 ms'", null)]
    [InlineData("""[]""", """[{"output_type":"stream","name":"stdout","text":"x"}]""", "0 outputs became 1", "0 outputs became 1")]
    [InlineData("""[{"output_type":"display_data","data":{"text/plain":"1"}}]""", """[{"output_type":"error","ename":"E","evalue":"v"}]""", "output 1: a shown value became an error", "output 1: a shown value became an error")]
    [InlineData("""[{"output_type":"display_data","data":{"text/plain":"1"}}]""", """[{"output_type":"display_data","data":{"text/html":"1"}}]""", "output 1: text/plain became text/html", "output 1: text/plain became text/html")]
    [InlineData("""[{"output_type":"display_data","data":{"application/vnd.plotly.v1+json":{},"image/png":"x"}}]""", """[{"output_type":"display_data","data":{"application/vnd.plotly.v1+json":{}}}]""", null, null)]
    [InlineData("""[{"output_type":"display_data","data":{"application/vnd.plotly.v1+json":{},"text/html":"x"}}]""", """[{"output_type":"display_data","data":{"application/vnd.plotly.v1+json":{}}}]""", null, null)]
    [InlineData("""[{"output_type":"display_data","data":{"text/plain":"a","image/png":"x"}}]""", """[{"output_type":"display_data","data":{"text/plain":"a"}}]""", "output 1: image/png + text/plain became text/plain", "output 1: image/png + text/plain became text/plain")]
    [InlineData("""[{"output_type":"display_data","data":{"text/plain":"a","text/html":"b"}}]""", """[{"output_type":"display_data","data":{"text/html":"b","text/plain":"a"}}]""", null, null)]
    [InlineData("""[{"output_type":"display_data","data":{"application/vnd.plotly.v1+json":{"y":1}}}]""", """[{"output_type":"display_data","data":{"application/vnd.plotly.v1+json":{"y":2}}}]""", "output 1: chart: y 1 became 2", null)]
    [InlineData("""[{"output_type":"display_data","data":{"application/json":{"y":1}}}]""", """[{"output_type":"display_data","data":{"application/json":{"y":2}}}]""", "output 1: application/json: y 1 became 2", null)]
    [InlineData("""[{"output_type":"display_data","data":{"application/json":{"y":1}}}]""", """[{"output_type":"display_data","data":{"application/json":["{\"y\":", " 1.0}"]}}]""", null, null)]
    [InlineData("""[{"output_type":"display_data","data":{"application/json":"{\"y\": 1}"}}]""", """[{"output_type":"display_data","data":{"application/json":{"y":1.0}}}]""", null, null)]
    [InlineData("""[{"output_type":"display_data","data":{"application/json":7}}]""", """[{"output_type":"display_data","data":{"application/json":8}}]""", "output 1: application/json: 7 became 8", null)]
    [InlineData("""[{"output_type":"display_data","data":{"application/json":"{"}}]""", """[{"output_type":"display_data","data":{"application/json":"}"}}]""", "output 1: application/json: '{' became '}'", null)]
    [InlineData("""[{"output_type":"display_data","data":{"text/plain":["a\n","1"]}}]""", """[{"output_type":"execute_result","data":{"text/plain":"a\n2"}}]""", "output 1: text/plain: 'a 1' became 'a 2'", null)]
    [InlineData("""[{"output_type":"stream","name":"stdout","text":"a"},{"output_type":"stream","name":"stderr","text":"b"}]""", """[{"output_type":"stream","name":"stdout","text":"a"},{"output_type":"stream","name":"stderr","text":"c"}]""", "output 2: 'b' became 'c'", null)]
    [InlineData("""[{"output_type":"stream","name":"stdout","text":"a"}]""", """[{"output_type":"stream","name":"stderr","text":"a"}]""", "output 1: text on stdout became text on stderr", "output 1: text on stdout became text on stderr")]
    [InlineData("""[{"output_type":"error","ename":"E","evalue":"v"}]""", """[{"output_type":"error","ename":"F","evalue":"v"}]""", "output 1: 'E' became 'F'", null)]
    [InlineData("""[{"output_type":"error","ename":"E","evalue":"v\n   at A.B()"}]""", """[{"output_type":"error","ename":"E","evalue":"v\n   at C.D()\n   at E.F()"}]""", null, null)]
    [InlineData("""[{"output_type":"error","ename":"E","evalue":"v"}]""", """[{"output_type":"error","ename":"E","evalue":"w"}]""", "output 1: 'v' became 'w'", null)]
    [InlineData("""[{"output_type":"display_data","data":{"text/html":"<script id='dotnet-interactive-this-cell-1'></script>"}},{"output_type":"stream","name":"stdout","text":"x"}]""", """[{"output_type":"stream","name":"stdout","text":"x"}]""", null, null)]
    [InlineData("""[{"output_type":"display_data","data":{"text/html":"<div><div></div><div></div><div><strong>Installed Packages</strong><ul>"}}]""", """[]""", null, null)]
    [InlineData("""[{"output_type":"display_data","data":{"text/html":" <div><div></div><div></div><div><strong>Installed Packages</strong><ul>"}}]""", """[]""", "1 outputs became 0", "1 outputs became 0")]
    [InlineData("""[]""", """[{"output_type":"display_data","data":{"text/plain":"Loading extensions from `x`"}}]""", null, null)]
    [InlineData("""[]""", """[{"output_type":"display_data","data":{"text/plain":"not Loading extensions from `x`"}}]""", "0 outputs became 1", "0 outputs became 1")]
    [InlineData("""[{"output_type":"display_data","data":{"image/png":"x"},"metadata":{"image/png":{"alt":"It falls."}}}]""", """[{"output_type":"display_data","data":{"image/png":"x"},"metadata":{"image/png":{"alt":"It rises."}}}]""", "output 1: alternative text: 'It falls.' became 'It rises.'", null)]
    [InlineData("""[{"output_type":"display_data","data":{"image/png":"x"},"metadata":{"image/png":{"alt":"It falls."}}}]""", """[{"output_type":"display_data","data":{"image/png":"x"},"metadata":{}}]""", null, null)]
    [InlineData("""[{"output_type":"display_data","data":{"image/png":"x"},"metadata":{}}]""", """[{"output_type":"display_data","data":{"image/png":"x"},"metadata":{"image/png":{"alt":"It falls."}}}]""", null, null)]
    public void Outputs_are_compared_by_what_they_say_and_timings_by_shape(string before, string now, string? difference, string? shape)
    {
        JsonArray Parse(string text) => JsonNode.Parse(text)!.AsArray();
        Assert.Equal(difference, OutputComparison.Difference(Parse(before), Parse(now), shapeOnly: false));
        Assert.Equal(shape, OutputComparison.Difference(Parse(before), Parse(now), shapeOnly: true));
    }
}
