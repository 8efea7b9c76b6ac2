using GruNotebooks.Cells;
using GruNotebooks.Gradients;
using GruNotebooks.Layers;
using GruNotebooks.Tests.Cells;

namespace GruNotebooks.Tests.Gradients;

public class GradientCheckTests
{
    [Theory, MemberData(nameof(CellCases.Names), MemberType = typeof(CellCases))]
    public void Every_cell_passes(string name)
    {
        foreach (var seed in new ulong[] { 1, 2, 3 })
        {
            var cell = CellCases.Create(name, seed);
            var result = GradientCheck.Of(cell, seed);
            Assert.True(result.Passed, result.ToString());
            Assert.Equal(cell.Parameters.Tensors.Count + (cell.HasCellState ? 3 : 2), result.Rows.Count);
            Assert.All(result.Rows, row => Assert.True(row.LargestGradient > 1e-4, $"{row} compares next to nothing"));
        }
    }

    public static TheoryData<string> Layers => [.. LayerCases.All.Keys];

    [Theory, MemberData(nameof(Layers))]
    public void Every_layer_passes(string name)
    {
        var layer = LayerCases.All[name]();
        var result = GradientCheck.Of(layer);
        Assert.True(result.Passed, result.ToString());
        Assert.Equal(layer.Parameters.Count + (layer.HasCellState ? 3 : 2), result.Rows.Count);
    }

    [Theory, MemberData(nameof(Layers))]
    public void Every_layer_passes_with_sequences_of_different_length(string name)
    {
        var result = GradientCheck.Of(LayerCases.All[name](), seed: 2, steps: 6, batch: 3, lengths: [6, 2, 4]);
        Assert.True(result.Passed, result.ToString());
    }

    [Fact]
    public void Checking_leaves_the_weights_as_they_were()
    {
        var layer = new Gru<double>(3, 4, seed: 1);
        double[][] before = [.. layer.Parameters.Select(parameter => parameter.Value.ToArray())];
        GradientCheck.Of(layer);
        Assert.Equal(before, layer.Parameters.Select(parameter => parameter.Value));
    }

    [Fact]
    public void What_a_layer_has_gathered_is_no_part_of_the_gradient_that_is_checked()
    {
        var layer = new Gru<double>(3, 4, seed: 1);
        foreach (var parameter in layer.Parameters) Array.Fill(parameter.Gradient, 0.5);
        Assert.True(GradientCheck.Of(layer).Passed);
    }

    [Fact]
    public void A_row_says_where_and_what()
    {
        var row = GradientCheck.Of(new Lstm<double>(3, 4, seed: 1)).Rows[0];
        Assert.Equal(("W", "[16 × 3]"), (row.Tensor, row.Shape));
        Assert.Equal(row.LargestError / row.LargestGradient, row.RelativeError);
        Assert.Equal(Math.Abs(row.Analytic - row.Numeric), row.LargestError);
        Assert.Contains("relative error", GradientCheck.Of(new Lstm<double>(3, 4, seed: 1)).Table().ToString());
        Assert.Matches(@"^W \[16 × 3\]: passed, .+ at \[\d+, \d\]", row.ToString());
    }

    [Fact]
    public void A_kink_of_relu_within_the_step_does_not_fail_the_check()
    {
        // At the first step the unit is on by 1e-6, less than ε: the plain difference straddles the kink.
        var layer = new Rnn<double>(1, 1, seed: 1, RnnActivation.Relu);
        (layer.Gate("Wh")[0], layer.Gate("Uh")[0]) = (0, 0);
        layer.Gate("bh")[0] = 1e-6;
        var result = GradientCheck.Of(layer, steps: 1, batch: 1);
        Assert.True(result.Rows.Single(row => row.Tensor == "b").Passed, result.ToString());
    }
}
