using GruNotebooks.Cells;
using GruNotebooks.Gradients;
using GruNotebooks.Tests.Cells;

namespace GruNotebooks.Tests.Gradients;

/// <summary>A check that cannot fail checks nothing: every gate and every path is broken once, and the check must say so.</summary>
public class BrokenGradientTests
{
    public static TheoryData<string, GruVariant> GruPaths
    {
        get
        {
            var data = new TheoryData<string, GruVariant>();
            foreach (var path in BrokenCells.GruPaths)
                foreach (var variant in Enum.GetValues<GruVariant>()) data.Add(path, variant);
            return data;
        }
    }

    public static TheoryData<string> LstmPaths => [.. BrokenCells.LstmPaths];

    public static TheoryData<string> RnnPaths => [.. BrokenCells.RnnPaths];

    [Theory, MemberData(nameof(GruPaths))]
    public void A_gru_without_one_of_its_paths_fails(string path, GruVariant variant) =>
        Fails(new BrokenCells.Gru(path, variant), path.StartsWith('x') ? "x" : "h0");

    [Theory, MemberData(nameof(LstmPaths))]
    public void An_lstm_without_one_of_its_paths_fails(string path) =>
        Fails(new BrokenCells.Lstm(path), path.StartsWith('x') ? "x" : path.StartsWith('h') ? "h0" : "c0");

    [Theory, MemberData(nameof(RnnPaths))]
    public void A_plain_network_without_one_of_its_paths_fails(string path) =>
        Fails(new BrokenCells.Rnn(path), path == "x" ? "x" : "h0");

    [Theory, MemberData(nameof(CellCases.Names), MemberType = typeof(CellCases))]
    public void One_percent_too_much_in_any_one_array_fails_there_and_nowhere_else(string name)
    {
        foreach (var tensor in CellCases.Create(name).Parameters.Tensors.Select(tensor => tensor.Name))
        {
            var result = GradientCheck.Of(new BrokenCells.OnePercentOff(CellCases.Create(name), tensor), steps: 3);
            Assert.Equal([tensor], result.Failed);
            Assert.Equal(tensor, result.Worst.Tensor);
            Assert.InRange(result.LargestRelativeError, 0.009, 0.011);
        }
    }

    [Theory]
    [InlineData("rnn Tanh OnePerGate", 1)]
    [InlineData("lstm OnePerGate", 4)]
    [InlineData("gru ResetBefore OnePerGate", 3)]
    [InlineData("gru ResetAfter TwoPerGate", 3)]
    public void One_wrong_number_in_any_gate_of_a_layer_fails(string name, int gates)
    {
        foreach (var parameter in LayerCases.All[name]().Parameters.Select((parameter, k) => (parameter.Name, Number: k)))
            for (var gate = 0; gate < gates; gate++)
            {
                var place = gate;
                var broken = new BrokenLayer(LayerCases.All[name](), (layer, _) =>
                {
                    var gradient = layer.Parameters[parameter.Number].Gradient;
                    gradient[place * gradient.Length / gates] += 1e-5;
                });
                Assert.Equal([parameter.Name], GradientCheck.Of(broken).Failed);
            }
    }

    [Theory]
    [InlineData("lstm OnePerGate")]
    [InlineData("stack")]
    [InlineData("both directions")]
    public void Wrong_gradients_of_inputs_and_states_fail(string name)
    {
        Assert.Equal(["x"], GradientCheck.Of(new BrokenLayer(LayerCases.All[name](), (_, back) => back.Input.Data[^1] *= 1.01)).Failed);
        Assert.Equal(["h0"], GradientCheck.Of(new BrokenLayer(LayerCases.All[name](), (_, back) => back.Initial.H[^1] *= 1.01)).Failed);
    }

    [Fact]
    public void A_wrong_gradient_of_the_cell_state_fails() =>
        Assert.Equal(["c0"], GradientCheck.Of(new BrokenLayer(LayerCases.All["lstm OnePerGate"](), (_, back) => back.Initial.C![0] *= 1.01)).Failed);

    [Fact]
    public void Gradients_that_are_not_numbers_fail() =>
        Assert.Equal(["b"], GradientCheck.Of(new BrokenLayer(LayerCases.All["lstm OnePerGate"](), (layer, _) => layer.Parameters[2].Gradient[3] = double.NaN)).Failed);

    [Theory]
    [InlineData("rnn Tanh OnePerGate")]
    [InlineData("lstm OnePerGate")]
    [InlineData("gru ResetAfter OnePerGate")]
    public void Truncated_back_propagation_is_not_the_gradient(string name) =>
        Assert.False(GradientCheck.Of(new BrokenLayer(LayerCases.All[name](), (_, _) => { }, cutEvery: 2)).Passed);

    private static void Fails(Cell broken, string tensor)
    {
        var result = GradientCheck.Of(broken);
        Assert.False(result.Passed);
        Assert.Contains(tensor, result.Failed);
        Assert.True(result.Rows.Single(row => row.Tensor == tensor).RelativeError > 1e-3, result.ToString());
    }
}
