using GruNotebooks.Inspection;
using GruNotebooks.Layers;
using GruNotebooks.Lessons.Demonstrations;
using GruNotebooks.Tests.Gradients;

namespace GruNotebooks.Lessons.Tests;

public class HandSetGruTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void The_latch_keeps_a_bit_for_two_hundred_steps_of_noise(double bit)
    {
        var x = Sequences.Random(201, 1, 2);
        for (var t = 0; t <= 200; t++) x[t, 0, 0] = t == 0 ? 1 : 0;
        x[0, 0, 1] = bit;
        var output = HandSetGru.Latch().Forward(x).Output;
        Assert.Equal(bit * Math.Tanh(5), output[0, 0, 0], 6);
        Assert.Equal(output[0, 0, 0], output[200, 0, 0], 5);
    }

    [Fact]
    public void The_latch_forgets_on_a_signal_and_can_be_written_again()
    {
        var x = new Sequence<double>(30, 1, 3);
        (x[0, 0, 0], x[0, 0, 1]) = (1, 1);
        x[10, 0, 2] = 1;
        (x[20, 0, 0], x[20, 0, 1]) = (1, -1);
        var output = HandSetGru.LatchWithForget().Forward(x).Output;
        Assert.Equal(1, output[9, 0, 0], 3);
        Assert.Equal(0, output[10, 0, 0], 6);
        Assert.Equal(0, output[19, 0, 0], 6);
        Assert.Equal(-1, output[29, 0, 0], 3);
    }

    [Fact]
    public void A_new_sentence_begins_as_if_there_had_been_no_other()
    {
        // Two texts: different first sentences of five words, the same second one.
        var x = Sequences.Random(10, 2, 2);
        for (var t = 0; t < 10; t++)
            for (var b = 0; b < 2; b++)
            {
                x[t, b, 1] = t == 5 ? 1 : 0;
                if (t >= 5) x[t, b, 0] = x[t, 0, 0];
            }
        var output = HandSetGru.SentenceReader().Forward(x).Output;
        Assert.True(Math.Abs(output[4, 0, 0] - output[4, 1, 0]) > 0.1);
        for (var t = 5; t < 10; t++) Assert.Equal(output[t, 0, 0], output[t, 1, 0], 8);

        var without = HandSetGru.SentenceReader().HoldAtOne('r').Forward(x).Output;
        Assert.True(Math.Abs(without[5, 0, 0] - without[5, 1, 0]) > 0.05);
    }

    [Fact]
    public void Fading_units_have_the_half_life_that_the_ruler_predicts()
    {
        double[] z = [0.5, 0.9, 0.97];
        var gru = HandSetGru.Fading(z);
        var initial = gru.ZeroState(1);
        Array.Fill(initial.H, 0.8);
        var output = gru.Forward(new Sequence<double>(100, 1, 1), initial).Output;
        for (var j = 0; j < z.Length; j++)
        {
            double[] curve = [0.8, .. Enumerable.Range(0, 100).Select(t => output[t, 0, j])];
            Assert.Equal(MemoryRuler.HalfLife(z[j]), MemoryRuler.MeasuredFall(curve, 0.5), 6);
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => HandSetGru.Fading(0.5, 1));
    }
}
