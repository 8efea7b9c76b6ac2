using GruNotebooks.Layers;
using GruNotebooks.Measuring;
using GruNotebooks.Numerics;
using GruNotebooks.Tests.Cells;

namespace GruNotebooks.Tests.Layers;

/// <summary>The fused layers against the readable cells, and against themselves on other threads and pieces.</summary>
public class LayerTests
{
    public static TheoryData<string, int, int, int, int> Shapes()
    {
        var data = new TheoryData<string, int, int, int, int>();
        foreach (var cell in CellCases.All.Where(name => !name.EndsWith("TwoPerGate", StringComparison.Ordinal)))
        {
            data.Add(cell, 1, 1, 1, 1);
            data.Add(cell, 5, 37, 3, 7);
            data.Add(cell, 3, 16, 1, 140);
            data.Add(cell, 17, 9, 20, 11);
            // Weights beyond the second cache, which are packed alongside their first product: by rows, in several pieces, and where a step is one sum.
            data.Add(cell, 450, 310, 1, 3);
            data.Add(cell, 450, 310, 2, 60);
            data.Add(cell, 450, 310, 17, 3);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_layer_equals_its_readable_cell(string name, int inputs, int hidden, int batch, int steps)
    {
        var layer = GradientTests.Make(name, inputs, hidden);
        layer.Threads = 1;
        SequenceLayer<double> cell = new CellLayer(CellCases.Create(name, 1, inputs, hidden));
        var random = new SeededRandom(8);
        var lengths = Enumerable.Range(0, batch).Select(b => b == 0 ? steps : random.NextInt(steps + 1)).ToArray();
        foreach (var (cut, ends) in new[] { (0, null), (3, lengths) })
        {
            var (expected, actual) = (Pass(cell, steps, batch, ends, cut), Pass(layer, steps, batch, ends, cut));
            Assert.Equal(expected.Length, actual.Length);
            foreach (var (e, a) in expected.Zip(actual))
            {
                Assert.Equal(e.Length, a.Length);
                var scale = Math.Max(1, e.Max(Math.Abs));
                for (var k = 0; k < e.Length; k++) Assert.Equal(e[k], a[k], 1e-12 * scale);
            }
        }
    }

    [Theory]
    [InlineData("rnn", 40, 64)]
    [InlineData("lstm TwoPerGate", 40, 64)]
    [InlineData("gru", 40, 64)]
    [InlineData("gru ResetAfter TwoPerGate", 40, 64)]
    [InlineData("rnn", 450, 310)]
    [InlineData("lstm", 450, 310)]
    [InlineData("gru TwoPerGate", 450, 310)]
    [InlineData("mgu", 40, 64)]
    [InlineData("mingru", 40, 64)]
    [InlineData("mgu TwoPerGate", 450, 310)]
    [InlineData("mingru", 450, 310)]
    public void Threads_change_no_bit(string name, int inputs, int hidden)
    {
        // Large enough for a team, in several pieces, with a ragged batch.
        double[][] Run(int threads)
        {
            var layer = GradientTests.Make(name, inputs, hidden);
            layer.Threads = threads;
            return Pass(layer, 40, 13, [.. Enumerable.Range(0, 13).Select(b => 40 - (2 * b))], 16);
        }

        var one = Run(1);
        foreach (var threads in new[] { 2, 3, 7, 0 }) Assert.Equal(one, Run(threads));
    }

    [Theory]
    [InlineData("gru ResetAfter", 24, 9, 12)]
    [InlineData("gru TwoPerGate", 300, 80, 3)]
    [InlineData("lstm", 300, 80, 3)]
    [InlineData("mgu", 300, 80, 3)]
    [InlineData("mingru", 24, 9, 12)]
    public void Sequences_of_a_batch_do_not_affect_each_other(string name, int hidden, int batch, int steps)
    {
        // Units in their hundreds have rows of gates so long that one thread takes a batch of 80 in two groups.
        var layer = GradientTests.Make(name, 6, hidden);
        layer.Threads = 1;
        var x = Samples.Normal(steps, batch, 6, new SeededRandom(5));
        var together = layer.Forward(x);
        var again = layer.Forward(x, record: false);
        Assert.Equal(together.Output.Data, again.Output.Data);
        Assert.Equal(together.Final.H, again.Final.H);
        for (var b = 0; b < batch; b++)
        {
            var alone = new Sequence<double>(steps, 1, 6);
            for (var t = 0; t < steps; t++) x.Row(t, b).CopyTo(alone.Row(t, 0));
            var output = layer.Forward(alone).Output;
            for (var t = 0; t < steps; t++) Assert.Equal(together.Output.Row(t, b).ToArray(), output.Row(t, 0).ToArray());
        }
    }

    [Theory]
    [InlineData("rnn", 6, 21)]
    [InlineData("lstm TwoPerGate", 6, 21)]
    [InlineData("gru TwoPerGate", 6, 21)]
    [InlineData("gru ResetAfter TwoPerGate", 6, 21)]
    [InlineData("rnn", 450, 310)]
    [InlineData("lstm", 450, 310)]
    [InlineData("gru", 450, 310)]
    [InlineData("gru ResetAfter", 450, 310)]
    [InlineData("mgu", 450, 310)]
    [InlineData("mingru", 6, 21)]
    [InlineData("mingru", 450, 310)]
    public void No_initial_state_is_the_zero_state(string name, int inputs, int hidden)
    {
        // Weights beyond the second cache are packed alongside their first product. Without a state that of U comes a step later.
        foreach (var batch in new[] { 1, 5, 17 })
        {
            var (x, dOutput) = (Samples.Normal(7, batch, inputs, new SeededRandom(4)), Samples.Normal(7, batch, hidden, new SeededRandom(5)));
            double[][] Run(bool zeroState)
            {
                // A layer of its own: panels filled by another run would hide one that this run forgets.
                var layer = GradientTests.Make(name, inputs, hidden);
                layer.Threads = 1;
                var tape = layer.Forward(x, zeroState ? layer.ZeroState(batch) : null);
                var back = layer.Backward(tape, dOutput);
                return [tape.Output.Data, tape.Final.H, back.Input.Data, back.Initial.H, .. layer.Parameters.Select(parameter => parameter.Gradient.ToArray())];
            }

            Assert.Equal(Run(zeroState: true), Run(zeroState: false));
        }
    }

    [Theory]
    [InlineData(10, 10, 6)]
    [InlineData(1100, 140, 100)]
    public void A_sequence_read_in_two_parts_ends_as_one_read_whole(int hidden, int steps, int cut)
    {
        // 1100 units: weights beyond all caches, for which a piece of one thread is as long as 128 steps of 3.
        var layer = new Lstm<float>(2, hidden, 4) { Threads = 1 };
        var x = Samples.Normal<float>(steps, 3, 2, new SeededRandom(6));
        var whole = layer.Forward(x);
        var first = layer.Forward(new Sequence<float>(cut, 3, 2, x.Data[..(cut * 6)]));
        var second = layer.Forward(new Sequence<float>(steps - cut, 3, 2, x.Data[(cut * 6)..]), first.Final);
        Assert.Equal(whole.Final.H, second.Final.H);
        Assert.Equal(whole.Final.C, second.Final.C);
        Assert.Equal(whole.CellState[steps - 1, 1, 3], second.CellState[steps - 1 - cut, 1, 3]);
    }

    [Theory]
    [InlineData("rnn", 9, 3)]
    [InlineData("lstm", 9, 3)]
    [InlineData("gru", 9, 3)]
    [InlineData("gru ResetAfter", 9, 3)]
    [InlineData("stacked", 9, 3)]
    [InlineData("bidirectional", 9, 3)]
    [InlineData("rnn", 16, 18)]
    [InlineData("lstm", 16, 18)]
    [InlineData("gru", 16, 3)]
    [InlineData("gru ResetAfter", 16, 1)]
    [InlineData("stacked", 16, 18)]
    [InlineData("bidirectional", 16, 3)]
    [InlineData("mgu", 9, 3)]
    [InlineData("mingru", 9, 3)]
    [InlineData("mgu", 16, 18)]
    [InlineData("mingru", 16, 18)]
    public void A_pass_without_a_record_gives_the_same_bits(string name, int hidden, int batch)
    {
        // 250 steps of 3: several pieces, each over the one before. 16 units need no padding: their outputs are the only place of h.
        SequenceLayer<double> Make(string cell, int inputs = 5) => GradientTests.Make(cell, inputs, hidden);
        var layer = name switch
        {
            "stacked" => new Stacked<double>(Make("lstm"), Make("gru ResetAfter", hidden)),
            "bidirectional" => new Bidirectional<double>(Make("gru"), Make("gru")),
            _ => Make(name),
        };
        var random = new SeededRandom(3);
        var (x, initial) = (Samples.Normal(250, batch, 5, random), Samples.Normal(layer.ZeroState(batch), random));
        Tape<double>? outputs = null;
        int[] ends = [.. Enumerable.Range(0, batch).Select(b => b == 1 ? 0 : 250 - (7 * b))];
        foreach (var lengths in new[] { null, ends, null })
        {
            var recorded = layer.Forward(x, initial, lengths);
            outputs = layer.Forward(x, initial, lengths, outputs, record: false);
            Assert.Equal(recorded.Output.Data, outputs.Output.Data);
            Assert.Equal(recorded.Final.H, outputs.Final.H);
            Assert.Equal(recorded.Final.C, outputs.Final.C);
            Assert.Same(outputs, layer.Forward(x, initial, lengths, reuse: outputs, record: false));
            var error = Assert.Throws<ArgumentException>(() => layer.Backward(outputs, null));
            Assert.Contains("record: false", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Gates_that_were_not_recorded_are_not_shown()
    {
        var layer = new Gru<float>(2, 3, 1);
        var x = new Sequence<float>(4, 1, 2);
        var outputs = layer.Forward(x, record: false);
        Assert.Contains("record: false", Assert.Throws<InvalidOperationException>(() => outputs.UpdateGate).Message, StringComparison.Ordinal);
        Assert.NotSame(outputs, layer.Forward(x, reuse: outputs));
    }

    [Fact]
    public void A_training_step_allocates_nothing()
    {
        foreach (var kind in CellKind.All)
        {
            var layer = kind.CreateLayer<float>(5, 20, 1);
            layer.Threads = 1;
            var (x, ones) = (Samples.Normal<float>(30, 4, 5, new SeededRandom(2)), new Sequence<float>(30, 4, 20));
            var tape = layer.Forward(x);
            var gradients = layer.Backward(tape, ones);
            Assert.Equal(0, Allocation.Of(() =>
            {
                layer.ZeroGradients();
                tape = layer.Forward(x, reuse: tape);
                gradients = layer.Backward(tape, ones, reuse: gradients);
            }));
        }
    }

    private static double[][] Pass(SequenceLayer<double> layer, int steps, int batch, int[]? lengths, int truncate)
    {
        var random = new SeededRandom(9);
        var (x, dOutput) = (Samples.Normal(steps, batch, layer.InputSize, random), Samples.Normal(steps, batch, layer.OutputSize, random));
        var (initial, dFinal) = (Samples.Normal(layer.ZeroState(batch), random), Samples.Normal(layer.ZeroState(batch), random));
        layer.ZeroGradients();
        var tape = layer.Forward(x, initial, lengths);
        var back = layer.Backward(tape, dOutput, dFinal, truncate);
        // A cell keeps its gates' parameters apart (Wz, Wr, Wh, Uz …), a layer row by row in W, U and b: the same numbers in the same order.
        double[] gradients = [.. layer.Parameters.SelectMany(parameter => parameter.Gradient)];
        return [tape.Output.Data, tape.Final.H, tape.Final.C ?? [0], back.Input.Data, back.Hidden.Data, back.Initial.H, back.Initial.C ?? [0], gradients];
    }
}
