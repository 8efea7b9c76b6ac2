using System.Text.Json.Nodes;

namespace GruNotebooks.Interop.Tests;

public class ParityTests
{
    public static TheoryData<string> Files => Golden.Names;

    [Fact]
    public void There_are_twelve_reference_files() => Assert.Equal(12, Files.Count);

    [Theory, MemberData(nameof(Files))]
    public void Outputs_and_every_gradient_are_those_of_the_other_framework(string name)
    {
        var report = ReferenceVectors.Read(Golden.PathOf(name)).Compare();
        Assert.All(report.Rows, row => Assert.True(row.Passed(1e-12), row.ToString()));
        Assert.True(report.Passed());
        Assert.Contains(report.Rows, row => row.Tensor == "output");
        Assert.True(report.Rows.Count(row => row.Tensor.StartsWith("grad_", StringComparison.Ordinal)) >= 5);
    }

    [Theory, MemberData(nameof(Files))]
    public void A_difference_of_one_part_in_ten_billion_is_noticed_in_every_tensor(string name)
    {
        var text = File.ReadAllText(Golden.PathOf(name));
        foreach (var row in ReferenceVectors.Read(Golden.PathOf(name)).Compare().Rows)
        {
            var changed = Compare(Edited(text, row.Tensor));
            Assert.False(changed.Passed(), row.Tensor);
            Assert.Equal([row.Tensor], changed.Rows.Where(each => !each.Passed(1e-12)).Select(each => each.Tensor));
        }
    }

    [Fact]
    public void Vectors_in_single_precision_are_compared_in_single_precision()
    {
        var text = File.ReadAllText(Golden.PathOf("pytorch-gru.json")).Replace("float64", "float32");
        var report = Compare(text);
        Assert.True(report.Passed());
        Assert.InRange(report.LargestRelativeError, 1e-9, 1e-5);
        Assert.False(report.Passed(1e-12));
    }

    [Theory]
    [InlineData("{", "is not JSON: line 1")]
    [InlineData("[]", "one JSON object")]
    [InlineData("\"cell\": \"gru\"→\"cell\": \"mgu\"", "'cell' must be one of rnn, lstm, gru")]
    [InlineData("\"hiddenSize\": 3→\"hiddenSize\": 0", "'hiddenSize' must be a whole number of at least 1")]
    [InlineData("\"hiddenSize\": 3→\"hiddenSize\": 2000000000", "inputs.h0 is [1, 1, 3], the sizes of the header ask for [1, 1, 2000000000]")]
    [InlineData("\"layers\": 1→\"layers\": 2000000000", "inputs.h0 is")]
    [InlineData("\"steps\": 9→\"steps\": 8", "inputs.input is [9, 1, 1], the sizes of the header ask for [8, 1, 1]")]
    [InlineData("\"bias_ih_l0\"→\"bias_ih_l9\"", "weights.bias_ih_l9 is unknown; there are weight_ih_l0")]
    [InlineData("\"weight_hh_l0\": [[→\"weight_hh_l0\": [[1.0, ", "is ragged")]
    [InlineData("\"bias_hh_l0\": [→\"bias_hh_l0\": [1.0, ", "weights.bias_hh_l0 is [10], the sizes of the header ask for [9]")]
    [InlineData("\"bias_hh_l0\": [→\"bias_hh_l0\": [\"x\", ", "weights.bias_hh_l0 has \"x\" where a number belongs")]
    [InlineData("\"bias_hh_l0\": [→\"bias_hh_l0\": [1e999, ", "where a number belongs")]
    [InlineData("\"grad_h0\"→\"grad_h7\"", "expected.grad_h0 is missing")]
    [InlineData("\"loss\"→\"lost\"", "expected.loss is missing")]
    [InlineData("\"expected\": {→\"expected\": {\"extra\": 1, ", "expected.extra is unknown")]
    [InlineData("\"expected\": {→\"expected\": {\"grad_bias_ih_l0\": 1, ", "'grad_bias_ih_l0' is there twice in one object")]
    [InlineData("\"lossWeights\"→\"lossWaits\"", "'lossWeights' is missing")]
    public void What_cannot_be_read_is_said_in_one_line_with_the_files_name(string edit, string message)
    {
        var text = edit;
        if (edit.Split('→') is [var from, var to])
        {
            var original = File.ReadAllText(Golden.PathOf("pytorch-gru-zero-state.json"));
            var at = original.IndexOf(from, StringComparison.Ordinal);
            text = original[..at] + to + original[(at + from.Length)..];
        }
        var failure = Assert.Throws<InvalidDataException>(() => Compare(text));
        Assert.Contains(message, failure.Message);
        Assert.StartsWith("vectors.json", failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    private static ParityReport Compare(string text)
    {
        var folder = Directory.CreateTempSubdirectory("gru-parity");
        try
        {
            var path = Path.Combine(folder.FullName, "vectors.json");
            File.WriteAllText(path, text);
            return ReferenceVectors.Read(path).Compare();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The file with the largest number of one expected tensor a ten-billionth larger.</summary>
    private static string Edited(string text, string tensor)
    {
        var root = JsonNode.Parse(text)!;
        var largest = Leaves(root["expected"]![tensor]!).MaxBy(leaf => Math.Abs(leaf.GetValue<double>()))!;
        var changed = JsonValue.Create(largest.GetValue<double>() * (1 + 1e-10));
        largest.ReplaceWith(changed);
        return root.ToJsonString();
    }

    private static IEnumerable<JsonNode> Leaves(JsonNode node) =>
        node is JsonArray array ? array.SelectMany(inner => Leaves(inner!)) : [node];
}
