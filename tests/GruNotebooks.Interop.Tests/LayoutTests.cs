using GruNotebooks.Cells;
using GruNotebooks.Layers;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Interop.Tests;

public class LayoutTests
{
    [Fact]
    public void PyTorch_puts_the_reset_gate_before_the_update_gate()
    {
        var layer = new Gru<double>(2, 3, seed: 1, GruVariant.ResetAfter, BiasScheme.TwoPerGate);
        var bias = Assert.Single(PyTorchLayout.Of(layer), array => array.Name == "bias_hh_l0").Values;
        Assert.Equal([layer.Gate("bUr")[0], layer.Gate("bUz")[0], layer.Gate("bUh")[0]], new[] { bias[0], bias[3], bias[6] });
    }

    [Fact]
    public void Keras_lays_the_kernel_on_its_side()
    {
        var layer = new Lstm<double>(2, 3, seed: 1);
        var kernel = KerasLayout.Of(layer)[0];
        Assert.Equal("kernel [2, 12]", kernel.ToString());
        Assert.Equal(layer.Gate("Wo")[2, 1], kernel.Values[(1 * 12) + 11]);
    }

    [Fact]
    public void Onnx_puts_the_biases_of_W_before_those_of_R_and_the_output_gate_second()
    {
        var layer = new Lstm<double>(2, 3, seed: 1, bias: BiasScheme.TwoPerGate);
        var (w, b) = (OnnxLayout.Of(layer)[0], OnnxLayout.Of(layer)[2]);
        Assert.Equal(("W [1, 12, 2]", "B [1, 24]"), (w.ToString(), b.ToString()));
        Assert.Equal(layer.Gate("Wo")[0, 0], w.Values[3 * 2]);
        Assert.Equal([layer.Gate("bo")[1], layer.Gate("bUg")[2]], new[] { b.Values[4], b.Values[23] });
    }

    [Fact]
    public void A_stack_of_both_directions_has_the_names_of_a_state_dictionary()
    {
        Bidirectional<double> Both(int inputSize, ulong seed) => new(new Lstm<double>(inputSize, 3, seed), new Lstm<double>(inputSize, 3, seed + 1));
        var names = PyTorchLayout.Of(new Stacked<double>(Both(2, 1), Both(6, 3))).Select(array => array.Name).ToArray();
        Assert.Equal(16, names.Distinct().Count());
        Assert.Equal(["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0", "weight_ih_l0_reverse"], names[..5]);
        Assert.Equal("bias_hh_l1_reverse", names[^1]);
    }

    [Fact]
    public void One_bias_a_gate_becomes_a_bias_and_zeros_in_PyTorch_and_no_second_bias_is_lost_on_the_way_back()
    {
        var layer = new Lstm<double>(2, 3, seed: 1);
        var second = PyTorchLayout.Of(layer)[3];
        Assert.All(second.Values, value => Assert.Equal(0, value));
        second.Write(new double[12]);
        Assert.Contains("two biases a gate", Assert.Throws<ArgumentException>(() => second.Write([.. Enumerable.Repeat(0.5, 12)])).Message);
        Assert.Contains("needs 12 numbers, got 2", Assert.Throws<ArgumentException>(() => second.Write([1, 2])).Message);
    }

    [Fact]
    public void What_a_framework_does_not_have_is_refused()
    {
        Assert.Throws<NotSupportedException>(() => PyTorchLayout.Of(new Gru<double>(2, 3, seed: 1)));
        Assert.Throws<NotSupportedException>(() => KerasLayout.Of(new Lstm<double>(2, 3, seed: 1, bias: BiasScheme.TwoPerGate)));
        Assert.Throws<NotSupportedException>(() => KerasLayout.Of(new Stacked<double>(new Rnn<double>(2, 3, seed: 1), new Rnn<double>(3, 3, seed: 2))));
        Assert.Throws<NotSupportedException>(() => PyTorchLayout.Of(new Stacked<double>(new Rnn<double>(2, 3, seed: 1), new Lstm<double>(3, 3, seed: 2))));
        Assert.Throws<NotSupportedException>(() => PyTorchLayout.Of(new CellLayer(new RnnCell(2, 3, seed: 1))));
    }

    [Fact]
    public void Flipping_the_update_gate_turns_the_one_convention_into_the_other()
    {
        var layer = new Gru<double>(2, 3, seed: 4, GruVariant.ResetBefore, BiasScheme.TwoPerGate);
        var ours = layer.ToCell();
        var x = Vector<double>.Build.Dense([0.4, -0.9]);
        var h = Vector<double>.Build.Dense([0.1, 0.8, -0.3]);
        var (expected, kept) = ours.Forward(x, h);

        UpdateGateConvention.Flip(layer);
        var (_, flipped) = layer.ToCell().Forward(x, h);
        var taken = CellMaths.Mul(1 - flipped.z, h) + CellMaths.Mul(flipped.z, flipped.hTilde);   // the other convention's last equation
        Assert.True((kept.z - (1 - flipped.z)).InfinityNorm() < 1e-15);
        Assert.True((expected - taken).InfinityNorm() < 1e-15);

        UpdateGateConvention.Flip(ours.P);
        Assert.Equal(layer.ToCell().P.Uz, ours.P.Uz);
        Assert.Equal(layer.ToCell().P.bUz, ours.P.bUz);
    }
}
