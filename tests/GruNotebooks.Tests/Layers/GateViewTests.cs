using GruNotebooks.Cells;
using GruNotebooks.Layers;
using GruNotebooks.Numerics;

namespace GruNotebooks.Tests.Layers;

/// <summary>The window into what a gate did shows each number at its place and nothing beside it.</summary>
public class GateViewTests
{
    private static readonly Sequence<double> X = Samples.Normal(5, 3, 2, new SeededRandom(1));
    private readonly GruTape<double> tape = new Gru<double>(2, 4, 1).Forward(X);

    [Fact]
    public void Each_number_stands_at_its_step_sequence_and_unit()
    {
        var cell = new Gru<double>(2, 4, 1).ToCell();
        var copy = tape.UpdateGate.ToSequence();
        Assert.Equal((5, 3, 4), (copy.Steps, copy.Batch, copy.Features));
        for (var b = 0; b < 3; b++)
        {
            var caches = cell.Unroll([.. Enumerable.Range(0, 5).Select(t => MathNet.Numerics.LinearAlgebra.Vector<double>.Build.DenseOfArray([.. X.Row(t, b)]))]).Caches<GruCache>();
            for (var t = 0; t < 5; t++)
            {
                for (var j = 0; j < 4; j++)
                {
                    Assert.Equal(caches[t].z[j], tape.UpdateGate[t, b, j], 1e-12);
                    Assert.Equal(tape.UpdateGate[t, b, j], tape.UpdateGate.Row(t, b)[j]);
                    Assert.Equal(tape.UpdateGate[t, b, j], copy[t, b, j]);
                }
            }
        }
    }

    [Theory]
    [InlineData(5, 0, 0, "[5, 0] is outside the 5 steps of 3 sequences")]
    [InlineData(-1, 0, 0, "[-1, 0] is outside")]
    [InlineData(0, 3, 0, "[0, 3] is outside")]
    [InlineData(0, -1, 0, "[0, -1] is outside")]
    [InlineData(0, 0, 4, "Unit 4 is outside the 4 of this gate")]
    [InlineData(0, 0, -1, "Unit -1 is outside")]
    public void What_lies_outside_is_refused(int t, int b, int j, string part) =>
        Assert.Contains(part, Assert.Throws<ArgumentOutOfRangeException>(() => tape.ResetGate[t, b, j]).Message, StringComparison.Ordinal);

    [Theory, InlineData(BiasScheme.OnePerGate), InlineData(BiasScheme.TwoPerGate)]
    public void All_gates_of_an_lstm_and_its_cell_are_those_of_the_readable_cell(BiasScheme bias)
    {
        var layer = new Lstm<double>(2, 4, 1, bias: bias);
        var record = layer.Forward(X);
        for (var b = 0; b < 3; b++)
        {
            var caches = layer.ToCell().Unroll([.. Enumerable.Range(0, 5).Select(t => MathNet.Numerics.LinearAlgebra.Vector<double>.Build.DenseOfArray([.. X.Row(t, b)]))]).Caches<LstmCache>();
            for (var t = 0; t < 5; t++)
            {
                for (var j = 0; j < 4; j++)
                {
                    double[] expected = [caches[t].i[j], caches[t].f[j], caches[t].g[j], caches[t].o[j], caches[t].c[j]];
                    double[] shown = [record.InputGate[t, b, j], record.ForgetGate[t, b, j], record.Candidate[t, b, j], record.OutputGate[t, b, j], record.CellState[t, b, j]];
                    Assert.All(expected.Zip(shown), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
                }
            }
        }
    }

    [Fact]
    public void Past_the_end_of_a_sequence_stand_zeros_also_on_a_tape_that_was_full()
    {
        var gru = (Gru<double>)tape.Layer;
        Assert.NotEqual(0, tape.UpdateGate[4, 1, 0]);
        gru.Forward(X, lengths: [5, 2, 4], reuse: tape);
        for (var j = 0; j < 4; j++) Assert.Equal((0, 0, 0, 0), (tape.UpdateGate[2, 1, j], tape.ResetGate[4, 1, j], tape.Candidate[3, 1, j], tape.UpdateGate[4, 2, j]));
        Assert.NotEqual(0, tape.UpdateGate[1, 1, 0]);
    }

    [Fact]
    public void A_copy_stays_when_the_tape_is_used_again()
    {
        var before = tape.UpdateGate.ToSequence();
        var numbers = before.Data.ToArray();
        new Gru<double>(2, 4, 2).Forward(X);
        tape.Layer.Forward(new Sequence<double>(5, 3, 2), reuse: tape);
        Assert.Equal(numbers, before.Data);
        Assert.NotEqual(numbers, tape.UpdateGate.ToSequence().Data);
    }
}
