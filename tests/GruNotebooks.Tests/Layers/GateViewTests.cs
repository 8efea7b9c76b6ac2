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
            var caches = cell.Unroll([.. Enumerable.Range(0, 5).Select(t => MathNet.Numerics.LinearAlgebra.Vector<double>.Build.DenseOfArray([.. X.Row(t, b)]))]).Caches<GruNotebooks.Cells.GruCache>();
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
