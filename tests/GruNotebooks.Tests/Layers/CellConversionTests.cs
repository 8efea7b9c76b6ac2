using GruNotebooks.Cells;
using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using GruNotebooks.Tests.Cells;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Tests.Layers;

/// <summary>The readable cell and the fast layer: same weights, same numbers, forward and back.</summary>
public class CellConversionTests
{
    public static TheoryData<string> Cells => CellCases.Names;

    [Theory, MemberData(nameof(Cells))]
    public void A_layer_computes_what_its_cell_computes(string name)
    {
        // Sizes on either side of what a layer handles at once.
        foreach (var (inputSize, hiddenSize, steps, batch) in new[] { (3, 4, 8, 3), (1, 1, 1, 1), (5, 17, 3, 2), (16, 32, 4, 1), (2, 33, 5, 9) })
            Agree(CellCases.Create(name, 7, inputSize, hiddenSize), steps, batch);
    }

    private static void Agree(Cell cell, int steps, int batch)
    {
        var layer = cell.ToLayer();
        var random = new SeededRandom(11);
        var (x, dOutput) = (new Sequence<double>(steps, batch, cell.InputSize), new Sequence<double>(steps, batch, cell.HiddenSize));
        var (initial, dFinal) = (layer.ZeroState(batch), layer.ZeroState(batch));
        foreach (var drawn in new[] { x.Data, dOutput.Data, initial.H, initial.C, dFinal.H, dFinal.C })
            for (var k = 0; k < drawn?.Length; k++) drawn[k] = random.NextUniform(-1, 1);

        layer.ZeroGradients();
        var tape = layer.Forward(x, initial);
        var back = layer.Backward(tape, dOutput, dFinal);

        var grad = cell.ZeroGradients();
        for (var b = 0; b < batch; b++)
        {
            var run = cell.Unroll(Rows(x, b), StateOf(initial, b));
            Same(Rows(tape.Output, b), run.Outputs);
            Same(StateOf(tape.Final, b), run.Final);
            var cellBack = run.Backward(Rows(dOutput, b), grad, StateOf(dFinal, b));
            Same(Rows(back.Input, b), cellBack.Inputs);
            Same(Rows(back.Hidden, b), cellBack.Hidden);
            Same(StateOf(back.Initial, b), cellBack.Initial);
        }
        foreach (var parameter in layer.Parameters)
        {
            var ours = parameter.Gradient;
            for (var k = 0; k < ours.Length; k++)
            {
                var columns = parameter.Shape.Length == 1 ? 1 : parameter.Shape[1];
                var (row, column) = Math.DivRem(k, columns);
                var (gate, unit) = Math.DivRem(row, cell.HiddenSize);
                Assert.Equal(grad[parameter.Name + grad.Gates[gate]][unit, column], ours[k], 1e-12);
            }
        }
    }

    [Theory, MemberData(nameof(Cells))]
    public void From_cell_to_layer_and_back_nothing_changes(string name)
    {
        var cell = CellCases.Create(name);
        var again = cell.ToLayer().ToCell();
        Assert.Equal(cell.GetType(), again.GetType());
        SameArrays(cell.Parameters, again.Parameters);
        Assert.Equal(cell.Options, again.Options);
    }

    [Fact]
    public void The_same_seed_draws_the_same_weights_for_a_cell_and_for_a_layer()
    {
        foreach (var bias in Enum.GetValues<BiasScheme>())
        {
            SameArrays(new GruCell(3, 4, 5, bias: bias).P, new Gru<double>(3, 4, 5, bias: bias).ToCell().P);
            SameArrays(new LstmCell(3, 4, 5, 2, bias).P, new Lstm<double>(3, 4, 5, 2, bias).ToCell().P);
            SameArrays(new RnnCell(3, 4, 5, bias: bias).P, new Rnn<double>(3, 4, 5, bias: bias).ToCell().P);
        }
    }

    private static Vector<double>[] Rows(Sequence<double> x, int b) =>
        [.. Enumerable.Range(0, x.Steps).Select(t => Vector<double>.Build.DenseOfArray(x.Row(t, b).ToArray()))];

    private static CellState StateOf(State<double> state, int b)
    {
        Vector<double> Row(double[] values) => Vector<double>.Build.DenseOfArray(values[(b * state.HiddenSize)..((b + 1) * state.HiddenSize)]);
        return new CellState(Row(state.H), state.C is { } c ? Row(c) : null);
    }

    private static void Same(CellState expected, CellState actual)
    {
        Same([expected.h], [actual.h]);
        if (expected.c is { } c) Same([c], [actual.c!]);
    }

    private static void Same(IReadOnlyList<Vector<double>> expected, IReadOnlyList<Vector<double>> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach (var (one, other) in expected.Zip(actual)) Assert.True((one - other).InfinityNorm() < 1e-12);
    }

    private static void SameArrays(CellParameters expected, CellParameters actual)
    {
        foreach (var (one, other) in expected.Tensors.Zip(actual.Tensors))
        {
            Assert.Equal(one.ToString(), other.ToString());
            for (var row = 0; row < one.Rows; row++)
                for (var column = 0; column < one.Columns; column++)
                    Assert.Equal(one[row, column], other[row, column]);
        }
    }
}
