using System.Numerics;
using GruNotebooks.Cells;
using GruNotebooks.Interop.Onnx;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop.Tests.Onnx;

public class OnnxExportTests
{
    [Fact]
    public void A_gru_has_its_operator_its_gate_order_and_its_reset_variant()
    {
        var layer = new Gru<double>(3, 4, seed: 1, GruVariant.ResetAfter, BiasScheme.TwoPerGate);
        var model = Written(new SavedModel<double>(layer));
        var operators = model.Graph.Node;
        Assert.Equal((8, 14), (model.IrVersion, model.OpsetImport[0].Version));
        Assert.Equal(["GRU", "Transpose", "Reshape", "Concat"], operators.Select(node => node.OpType));
        Assert.Equal(["x", "W_0", "R_0", "B_0", "", "h0"], operators[0].Input);
        Assert.Equal(1, Number(operators[0], "linear_before_reset"));
        Assert.Equal(4, Number(operators[0], "hidden_size"));
        Assert.Equal([.. layer.Gate("Wz").Values, .. layer.Gate("Wr").Values, .. layer.Gate("Wh").Values], Constant(model, "W_0"), Near);
        Assert.Equal([.. layer.Parameters[2].Value, .. layer.Parameters[3].Value], Constant(model, "B_0"), Near);
        Assert.Equal(0, Number(Written(new SavedModel<double>(new Gru<double>(3, 4, seed: 1))).Graph.Node[0], "linear_before_reset"));
    }

    [Fact]
    public void The_gates_of_an_lstm_are_i_o_f_c()
    {
        var layer = new Lstm<double>(1, 1, seed: 1);
        var model = Written(new SavedModel<double>(layer));
        Assert.Equal(new[] { "Wi", "Wo", "Wf", "Wg" }.Select(name => layer.Gate(name)[0]), Constant(model, "W_0"), Near);
        Assert.Equal(["x", "W_0", "R_0", "B_0", "", "h0", "c0"], model.Graph.Node[0].Input);
        Assert.Equal(["output", "hn", "cn"], model.Graph.Output.Select(output => output.Name));
    }

    [Fact]
    public void A_stack_splits_the_states_and_ends_in_the_head()
    {
        Bidirectional<float> Both(int inputSize, ulong seed) => new(new Lstm<float>(inputSize, 3, seed), new Lstm<float>(inputSize, 3, seed + 1));
        var graph = Written(new SavedModel<float>(new Stacked<float>(Both(2, 1), Both(6, 3)), new Dense<float>(6, 2, seed: 5))).Graph;
        Assert.Equal(["Split", "Split", "LSTM", "Transpose", "Reshape", "LSTM", "Transpose", "Reshape", "Concat", "Concat", "Transpose", "MatMul", "Add"], graph.Node.Select(node => node.OpType));
        Assert.Equal(["x", "h0", "c0"], graph.Input.Select(input => input.Name));
        Assert.Equal(["output", "hn", "cn", "answer"], graph.Output.Select(output => output.Name));
    }

    [Fact]
    public void A_number_that_single_precision_cannot_hold_is_refused()
    {
        var layer = new Rnn<double>(1, 1, seed: 1);
        layer.Parameters[0].Value[0] = 1e39;
        Assert.Contains("W_0 has 1e+39, which single precision cannot hold", Assert.Throws<InvalidDataException>(() => OnnxExport.ToOnnx(new SavedModel<double>(layer))).Message);
    }

    private static ModelProto Written<T>(SavedModel<T> model) where T : unmanaged, IBinaryFloatingPointIeee754<T> => ModelProto.Parser.ParseFrom(OnnxExport.ToOnnx(model));

    private static long Number(NodeProto node, string name) => Assert.Single(node.Attribute, attribute => attribute.Name == name).I;

    private static double[] Constant(ModelProto model, string name) => new OnnxTensor(Assert.Single(model.Graph.Initializer, tensor => tensor.Name == name)).Numbers<double>();

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) < 1e-7;
}
