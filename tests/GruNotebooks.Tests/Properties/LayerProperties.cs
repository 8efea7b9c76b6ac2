using FsCheck.Xunit;
using GruNotebooks.Layers;

namespace GruNotebooks.Tests.Properties;

/// <summary>What holds for every recurrent layer, whatever its shape: laws that no example was chosen for.</summary>
[Properties(Arbitrary = [typeof(LayerCase)], MaxTest = 150, Replay = "1406,1079")]
public class LayerProperties
{
    [Property]
    public void A_sequence_split_anywhere_with_its_state_carried_gives_the_same_bits(LayerCase c)
    {
        var (random, layer) = (c.Random, c.Layer<double>());
        var x = c.Input(random);
        var cut = 1 + random.NextInt(c.Steps - 1);
        var whole = layer.Forward(x);
        var head = layer.Forward(Part(x, 0, cut));
        var tail = layer.Forward(Part(x, cut, c.Steps), head.Final);
        double[] joined = [.. head.Output.Data, .. tail.Output.Data];
        Assert.Equal(whole.Output.Data, joined);
        Assert.Equal(whole.Final.H, tail.Final.H);
        Assert.Equal(whole.Final.C, tail.Final.C);
    }

    [Property]
    public void The_gradients_of_the_pieces_add_up_to_that_of_the_whole(LayerCase c)
    {
        var (random, layer) = (c.Random, c.Layer<double>());
        var (x, d) = (c.Input(random), c.OutputGradient(random));
        var cut = 1 + random.NextInt(c.Steps - 1);
        var whole = Gradients(layer, () => layer.Backward(layer.Forward(x), d), out var expected);
        var pieces = Gradients(layer, () =>
        {
            var head = layer.Forward(Part(x, 0, cut));
            var late = layer.Backward(layer.Forward(Part(x, cut, c.Steps), head.Final), Part(d, cut, c.Steps));
            return layer.Backward(head, Part(d, 0, cut), late.Initial);
        }, out var first);
        Near(whole, pieces, 1e-12);
        Near(expected.Initial.H, first.Initial.H, 1e-12);
        Near(expected.Input.Data[..(cut * c.Batch * c.Inputs)], first.Input.Data, 1e-12);
    }

    [Property]
    public void A_batch_in_another_order_gives_the_same_bits_in_that_order(LayerCase c)
    {
        var (random, layer) = (c.Random, c.Layer<double>());
        var x = c.Input(random);
        int[] order = [.. Enumerable.Range(0, c.Batch).OrderBy(_ => random.NextNormal())];
        Assert.Equal(Reordered(layer.Forward(x).Output, order), layer.Forward(new(c.Steps, c.Batch, c.Inputs, Reordered(x, order))).Output.Data);
    }

    [Property]
    public void Padding_changes_no_bit_and_gets_no_gradient(LayerCase c)
    {
        var (random, layer) = (c.Random, c.Layer<double>());
        var x = c.Input(random);
        int[] lengths = [.. Enumerable.Range(0, c.Batch).Select(_ => 1 + random.NextInt(c.Steps))];
        var d = c.OutputGradient(random);
        var tape = layer.Forward(x, lengths: lengths);
        var dx = layer.Backward(tape, d).Input;
        for (var b = 0; b < c.Batch; b++)
        {
            var alone = layer.Forward(Alone(x, b, lengths[b]));
            for (var t = 0; t < c.Steps; t++)
            {
                Assert.Equal(t < lengths[b] ? alone.Output.Row(t, 0).ToArray() : new double[c.Hidden], tape.Output.Row(t, b).ToArray());
                if (t >= lengths[b]) Assert.All(dx.Row(t, b).ToArray(), value => Assert.Equal(0, value));
            }

            Assert.Equal(alone.Final.H, tape.Final.HiddenOf(0).Slice(b * c.Hidden, c.Hidden).ToArray());
        }
    }

    [Property]
    public void Reading_backwards_with_the_directions_exchanged_gives_the_outputs_backwards(LayerCase c)
    {
        var (random, one, other) = (c.Random, c.Layer<double>(), c.Layer<double>(1));
        var x = c.Input(random);
        var ahead = new Bidirectional<double>(one, other).Forward(x).Output;
        var back = new Bidirectional<double>(c.Layer<double>(1), c.Layer<double>()).Forward(Reversed(x)).Output;
        for (var t = 0; t < c.Steps; t++)
        {
            for (var b = 0; b < c.Batch; b++)
            {
                var row = ahead.Row(t, b);
                var mirrored = back.Row(c.Steps - 1 - t, b);
                Assert.Equal(row[..c.Hidden].ToArray(), mirrored[c.Hidden..].ToArray());
                Assert.Equal(row[c.Hidden..].ToArray(), mirrored[..c.Hidden].ToArray());
            }
        }
    }

    [Property]
    public void The_backward_pass_is_linear(LayerCase c)
    {
        var (random, layer) = (c.Random, c.Layer<double>());
        var tape = layer.Forward(c.Input(random));
        var (d, e) = (c.OutputGradient(random), c.OutputGradient(random));
        var (p, q) = (random.NextNormal(), random.NextNormal());
        var mixed = new Sequence<double>(c.Steps, c.Batch, c.Hidden, [.. d.Data.Zip(e.Data, (a, b) => (p * a) + (q * b))]);
        var ofD = Gradients(layer, () => layer.Backward(tape, d), out var dx);
        var ofE = Gradients(layer, () => layer.Backward(tape, e), out var ex);
        var ofMixed = Gradients(layer, () => layer.Backward(tape, mixed), out var mx);
        Near([.. ofD.Zip(ofE, (a, b) => (p * a) + (q * b))], ofMixed, 1e-11);
        Near([.. dx.Input.Data.Zip(ex.Input.Data, (a, b) => (p * a) + (q * b))], mx.Input.Data, 1e-11);
    }

    [Property]
    public void Single_precision_agrees_with_double(LayerCase c)
    {
        var (random, wide, narrow) = (c.Random, c.Layer<double>(), c.Layer<float>());
        for (var p = 0; p < wide.Parameters.Count; p++)
            for (var k = 0; k < wide.Parameters[p].Count; k++) narrow.Parameters[p].Value[k] = (float)wide.Parameters[p].Value[k];
        var (x, d) = (c.Input(random), c.OutputGradient(random));
        var (tape, small) = (wide.Forward(x), narrow.Forward(Narrow(x)));
        Near(tape.Output.Data, [.. small.Output.Data.Select(value => (double)value)], 2e-5);
        // A rectified sum near its kink may fall on either side of it.
        if (c.Cell == "rnn-relu") return;
        var (dx, dSmall) = (wide.Backward(tape, d).Input.Data, narrow.Backward(small, Narrow(d)).Input.Data);
        Near(dx, [.. dSmall.Select(value => (double)value)], 2e-4);
    }

    [Property]
    public void A_step_depends_on_no_later_one(LayerCase c)
    {
        var (random, layer) = (c.Random, c.Layer<double>());
        var x = c.Input(random);
        var before = layer.Forward(x).Output.Data;
        var changed = random.NextInt(c.Steps);
        for (var b = 0; b < c.Batch; b++) x.Row(changed, b).Fill(3);
        var after = layer.Forward(x).Output.Data;
        var first = changed * c.Batch * c.Hidden;
        Assert.Equal(before[..first], after[..first]);
    }

    private static double[] Gradients(SequenceLayer<double> layer, Func<InputGradients<double>> backward, out InputGradients<double> inputs)
    {
        layer.ZeroGradients();
        inputs = backward();
        return [.. layer.Parameters.SelectMany(parameter => parameter.Gradient)];
    }

    private static Sequence<double> Part(Sequence<double> x, int from, int to)
    {
        var row = x.Batch * x.Features;
        return new(to - from, x.Batch, x.Features, x.Data[(from * row)..(to * row)]);
    }

    private static Sequence<double> Alone(Sequence<double> x, int b, int steps)
    {
        var alone = new Sequence<double>(steps, 1, x.Features);
        for (var t = 0; t < steps; t++) x.Row(t, b).CopyTo(alone.Row(t, 0));
        return alone;
    }

    private static Sequence<double> Reversed(Sequence<double> x)
    {
        var back = new Sequence<double>(x.Steps, x.Batch, x.Features);
        for (var t = 0; t < x.Steps; t++) x.Step(t).CopyTo(back.Step(x.Steps - 1 - t));
        return back;
    }

    private static double[] Reordered(Sequence<double> x, int[] order)
    {
        var result = new Sequence<double>(x.Steps, x.Batch, x.Features);
        for (var t = 0; t < x.Steps; t++)
            for (var b = 0; b < x.Batch; b++) x.Row(t, order[b]).CopyTo(result.Row(t, b));
        return result.Data;
    }

    private static Sequence<float> Narrow(Sequence<double> x) => new(x.Steps, x.Batch, x.Features, Array.ConvertAll(x.Data, value => (float)value));

    private static void Near(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = Math.Max(1, expected.Max(Math.Abs));
        for (var k = 0; k < expected.Length; k++) Assert.Equal(expected[k], actual[k], tolerance * scale);
    }
}
