using GruNotebooks.Cells;
using GruNotebooks.Layers;
using GruNotebooks.Numerics;

namespace GruNotebooks.Tests.Cells;

/// <summary>A cell in a layer's place does what a layer does: lengths, truncation, sums over a batch.</summary>
public class CellLayerTests
{
    [Theory]
    [InlineData(0, null)]
    [InlineData(2, null)]
    [InlineData(0, new[] { 5, 0, 3 })]
    [InlineData(3, new[] { 1, 5, 4 })]
    public void It_agrees_with_the_layer_whatever_the_lengths_and_the_truncation(int truncate, int[]? lengths)
    {
        var layer = new Lstm<double>(3, 4, seed: 5);
        var cell = new CellLayer(new LstmCell(3, 4, seed: 5));
        var random = new SeededRandom(2);
        var (x, dOutput) = (new Sequence<double>(5, 3, 3), new Sequence<double>(5, 3, 4));
        var (initial, dFinal) = (layer.ZeroState(3), layer.ZeroState(3));
        foreach (var drawn in new[] { x.Data, dOutput.Data, initial.H, initial.C!, dFinal.H, dFinal.C! })
            for (var k = 0; k < drawn.Length; k++) drawn[k] = random.NextUniform(-1, 1);

        var (expected, actual) = (Pass(layer), Pass(cell));
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (e, a) in expected.Zip(actual))
        {
            Assert.Equal(e.Length, a.Length);
            for (var k = 0; k < e.Length; k++) Assert.Equal(e[k], a[k], 1e-13);
        }
        Assert.Equal(
            layer.Parameters.SelectMany(parameter => parameter.Gradient).Sum(Math.Abs),
            cell.Parameters.SelectMany(parameter => parameter.Gradient).Sum(Math.Abs), 1e-11);

        double[][] Pass(SequenceLayer<double> of)
        {
            var tape = of.Forward(x, initial, lengths);
            var back = of.Backward(tape, dOutput, dFinal, truncate);
            return [tape.Output.Data, tape.Final.H, tape.Final.C!, back.Input.Data, back.Hidden.Data, back.Initial.H, back.Initial.C!];
        }
    }

    [Fact]
    public void What_training_writes_into_its_parameters_is_what_the_cell_computes_with()
    {
        var cell = new GruCell(2, 3, seed: 1);
        var layer = new CellLayer(cell);
        Assert.Equal(["Wz", "Wr", "Wh", "Uz", "Ur", "Uh", "bz", "br", "bh"], layer.Parameters.Select(parameter => parameter.Name));
        layer.Parameters[3].Value[5] = 42;   // Uz, row 1, column 2
        layer.Forward(new Sequence<double>(1, 1, 2));
        Assert.Equal(42, cell.P.Uz[1, 2]);
    }

    [Fact]
    public void Its_parameters_have_the_shapes_of_the_equations_and_must_be_finite()
    {
        var layer = new CellLayer(new GruCell(2, 3, seed: 1));
        Assert.Equal([[3, 2], [3, 2], [3, 2], [3, 3], [3, 3], [3, 3], [3], [3], [3]], layer.Parameters.Select(parameter => parameter.Shape));
        layer.Parameters[6].Value[1] = double.NaN;
        Assert.Contains("bz[1] is NaN", Assert.Throws<ArgumentException>(() => layer.Forward(new Sequence<double>(1, 1, 2))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_tape_and_a_wrong_shape_are_refused()
    {
        var layer = new CellLayer(new GruCell(2, 3, seed: 1));
        Assert.Contains("reads 2 numbers a step", Assert.Throws<ArgumentException>(() => layer.Forward(new Sequence<double>(1, 1, 3))).Message, StringComparison.Ordinal);
        Assert.Contains("Length 2 of sequence 0", Assert.Throws<ArgumentException>(() => layer.Forward(new Sequence<double>(1, 1, 2), lengths: [2])).Message, StringComparison.Ordinal);
        Assert.Contains("[0, 0, 1] is NaN", Assert.Throws<ArgumentException>(() => layer.Forward(new Sequence<double>(1, 1, 2, [0, double.NaN]))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => layer.Backward(new Gru<double>(2, 3, seed: 1).Forward(new Sequence<double>(1, 1, 2)), null));
    }
}
