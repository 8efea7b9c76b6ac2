using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using GruNotebooks.Training;

namespace GruNotebooks.Tests.Layers;

/// <summary>What is used again from an earlier pass, and what must not be.</summary>
public class ReuseTests
{
    public static TheoryData<string> Layers => [.. CellKind.All.Select(kind => kind.Id.ToLowerInvariant()), "stack", "both", "deep-both"];

    [Theory, MemberData(nameof(Layers))]
    public void Gradients_of_the_same_shape_are_written_over_and_others_are_left_alone(string name)
    {
        var layer = GradientTests.Make(name);
        var tape = layer.Forward(new Sequence<double>(4, 2, 3));
        var gradients = layer.Backward(tape, null);
        Assert.Same(gradients.Input, layer.Backward(tape, null, reuse: gradients).Input);
        Assert.Same(gradients.Initial, layer.Backward(tape, null, reuse: gradients).Initial);
        foreach (var (steps, batch) in new[] { (5, 2), (4, 3) })
        {
            var other = layer.Backward(layer.Forward(new Sequence<double>(steps, batch, 3)), null, reuse: gradients);
            Assert.NotSame(gradients.Initial, other.Initial);
            Assert.Equal((steps, batch), (other.Input.Steps, other.Input.Batch));
        }
    }

    [Theory, MemberData(nameof(Layers))]
    public void A_gradient_of_the_final_state_is_forgotten_by_the_next_pass(string name)
    {
        var layer = GradientTests.Make(name);
        var random = new SeededRandom(1);
        var tape = layer.Forward(Samples.Normal(4, 2, 3, random));
        var (dOutput, dFinal) = (Samples.Normal(4, 2, layer.OutputSize, random), Samples.Normal(layer.ZeroState(2), random));
        var before = layer.Backward(tape, dOutput).Input.Data.ToArray();
        Assert.NotEqual(before, layer.Backward(tape, dOutput, dFinal).Input.Data);
        Assert.Equal(before, layer.Backward(tape, dOutput).Input.Data);
    }

    [Theory, MemberData(nameof(Layers))]
    public void Outputs_that_are_read_again_are_not_written_over(string name)
    {
        var layer = name is "both" or "deep-both" ? GradientTests.Make(name, 8, 4) : GradientTests.Make(name, 6, 6);
        var tape = layer.Forward(Samples.Normal(5, 2, layer.InputSize, new SeededRandom(1)));
        var dOutput = Samples.Normal(5, 2, layer.OutputSize, new SeededRandom(2));
        double[][] Run(Sequence<double> x, Tape<double>? reuse)
        {
            layer.ZeroGradients();
            var pass = layer.Forward(x, reuse: reuse);
            return [layer.Backward(pass, dOutput).Input.Data, .. layer.Parameters.Select(parameter => parameter.Gradient.ToArray())];
        }

        var expected = Run(Copy(tape.Output), null);
        Assert.Equal(expected, Run(tape.Output, tape));
    }

    [Fact]
    public void What_a_layer_inside_gave_is_not_written_over_when_it_is_read()
    {
        var x = Samples.Normal(4, 2, 3, new SeededRandom(1));
        var dropout = new Dropout<double>(new Gru<double>(3, 3, 1), 0.5, 2) { Training = true };
        var both = new Bidirectional<double>(new Gru<double>(3, 3, 1), new Gru<double>(3, 3, 2));
        var (masked, joined) = (dropout.Forward(x), both.Forward(x));
        Check(dropout, masked, masked.Inner.Output);
        Check(dropout, masked, masked.Output);
        foreach (var inside in new[] { joined.Forward!.Output, joined.Reverse!.Output, joined.Reversed }) Check(both, joined, inside);

        static void Check(SequenceLayer<double> layer, Tape<double> tape, Sequence<double> read)
        {
            double[] before = [.. read.Data];
            Assert.NotSame(tape, layer.Forward(read, reuse: tape));
            Assert.Equal(before, read.Data);
        }
    }

    [Theory, MemberData(nameof(Layers))]
    public void Gradients_that_are_read_as_inputs_are_not_written_over(string name)
    {
        var layer = GradientTests.Make(name);
        var dOutput = Samples.Normal(4, 2, layer.OutputSize, new SeededRandom(2));
        var gradients = layer.Backward(layer.Forward(Samples.Normal(4, 2, 3, new SeededRandom(1))), dOutput);
        double[][] Run(Sequence<double> x, InputGradients<double>? reuse)
        {
            layer.ZeroGradients();
            return [layer.Backward(layer.Forward(x), dOutput, reuse: reuse).Input.Data, .. layer.Parameters.Select(parameter => parameter.Gradient.ToArray())];
        }

        var expected = Run(Copy(gradients.Input), null);
        Assert.Equal(expected, Run(gradients.Input, gradients));
    }

    [Theory, MemberData(nameof(Layers))]
    public void Gradients_stay_as_they_are_unless_the_next_pass_is_given_them(string name)
    {
        var layer = GradientTests.Make(name);
        var tape = layer.Forward(Samples.Normal(4, 2, 3, new SeededRandom(1)));
        var first = layer.Backward(tape, Samples.Normal(4, 2, layer.OutputSize, new SeededRandom(2)));
        double[][] before = [[.. first.Input.Data], [.. first.Hidden.Data], [.. first.Initial.H]];
        layer.Backward(tape, Samples.Normal(4, 2, layer.OutputSize, new SeededRandom(3)));
        Assert.Equal(before, [first.Input.Data, first.Hidden.Data, first.Initial.H]);
    }

    [Theory, InlineData(7), InlineData(8)]
    public void A_head_writes_over_neither_what_it_reads_nor_the_gradient_it_is_given(int size)
    {
        var head = new Dense<double>(size, size, seed: 1);
        var (x, dy) = (Samples.Normal(300, 2, size, new SeededRandom(1)), Samples.Normal(300, 2, size, new SeededRandom(2)));
        double[][] Run(Func<Sequence<double>, Sequence<double>, Sequence<double>?> reuse)
        {
            var (ownX, ownDy) = (Copy(x), Copy(dy));
            head.ZeroGradients();
            var y = head.Forward(ownX, reuse(ownX, ownDy));
            return [y.Data, head.Backward(ownX, ownDy, reuse(ownX, ownDy)).Data, .. head.Parameters.Select(parameter => parameter.Gradient.ToArray())];
        }

        var expected = Run((_, _) => null);
        Assert.Equal(expected, Run((own, _) => own));
        head.Forward(x);
        head.ZeroGradients();
        var gradient = Copy(dy);
        Assert.Equal(expected[1], head.Backward(x, gradient, gradient).Data);
        Assert.Equal(expected[2..], head.Parameters.Select(parameter => parameter.Gradient));
    }

    [Fact]
    public void A_network_that_reads_its_own_answers_goes_back_through_them()
    {
        double[][] Run(Func<Sequence<double>, Sequence<double>> read)
        {
            var network = new Network<double>(CellKind.Gru, 3, 4, 3, Readout.EveryStep, seed: 1);
            var answers = network.Forward(Samples.Normal(4, 2, 3, new SeededRandom(1)));
            network.Forward(read(answers));
            network.Backward(Samples.Normal(4, 2, 3, new SeededRandom(2)));
            return [.. network.Parameters.Select(parameter => parameter.Gradient)];
        }

        Assert.Equal(Run(Copy), Run(answers => answers));
    }

    [Theory, MemberData(nameof(Layers))]
    public void No_gradient_of_outputs_is_a_gradient_of_zeros(string name)
    {
        foreach (var hidden in new[] { 5, 16 })   // rows with padding, and without
        {
            var layer = GradientTests.Make(name, 3, hidden);
            var random = new SeededRandom(1);
            foreach (var lengths in new int[]?[] { null, [4, 1, 3] })
            {
                var tape = layer.Forward(Samples.Normal(4, 3, 3, random), lengths: lengths);
                var dFinal = Samples.Normal(layer.ZeroState(3), random);
                var (with, without) = (layer.Backward(tape, new Sequence<double>(4, 3, layer.OutputSize), dFinal), layer.Backward(tape, null, dFinal));
                Assert.Equal(with.Hidden.Data, without.Hidden.Data);
                Assert.Equal(with.Input.Data, without.Input.Data);
                Assert.NotEqual(0, without.Hidden.Row(0, 1).ToArray().Sum(Math.Abs));
            }
        }
    }

    [Theory, MemberData(nameof(Layers))]
    public void What_was_written_past_the_end_of_a_sequence_is_gone_when_gradients_are_used_again(string name)
    {
        var layer = GradientTests.Make(name);
        var random = new SeededRandom(1);
        var (x, dOutput) = (Samples.Normal(4, 3, 3, random), Samples.Normal(4, 3, layer.OutputSize, random));
        int[] lengths = [4, 1, 3];
        var full = layer.Backward(layer.Forward(x), dOutput);
        Assert.NotEqual(0, full.Hidden[3, 1, 0]);
        var tape = layer.Forward(x, lengths: lengths);
        var fresh = layer.Backward(tape, dOutput);
        var (hidden, input) = (fresh.Hidden.Data.ToArray(), fresh.Input.Data.ToArray());
        var again = layer.Backward(layer.Forward(x, lengths: lengths), dOutput, reuse: full);
        Assert.Equal(hidden, again.Hidden.Data);
        Assert.Equal(input, again.Input.Data);
        Assert.Equal(0, again.Hidden.Row(3, 1).ToArray().Sum(Math.Abs) + again.Input.Row(2, 1).ToArray().Sum(Math.Abs));
    }

    [Theory, InlineData(3, 2, 4), InlineData(2, 3, 4), InlineData(2, 2, 5)]
    public void A_gradient_that_differs_in_one_size_is_refused(int steps, int batch, int features)
    {
        var layer = new Gru<double>(3, 4, 1);
        var tape = layer.Forward(new Sequence<double>(2, 2, 3));
        Assert.Contains("has not the shape of the output", Assert.Throws<ArgumentException>(() => layer.Backward(tape, new Sequence<double>(steps, batch, features))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kept_mask_is_that_of_the_pass_before_while_the_shape_stays()
    {
        var dropout = new Dropout<double>(new Gru<double>(3, 5, 1), 0.5, 2) { Training = true, KeepsMask = true };
        var first = dropout.Forward(new Sequence<double>(4, 2, 3)).Mask;
        Assert.NotNull(first);
        Assert.Same(first, dropout.Forward(new Sequence<double>(4, 2, 3)).Mask);
        Assert.Equal(5 * 2 * 5, dropout.Forward(new Sequence<double>(5, 2, 3)).Mask!.Length);
        Assert.Equal(0, new Dropout<double>(new Gru<double>(3, 5, 1), 0, 2).Rate);
    }

    [Fact]
    public void What_lies_past_the_end_of_a_gradient_does_not_matter_to_dropout()
    {
        var dropout = new Dropout<double>(new Gru<double>(3, 5, 1), 0.5, 2) { Training = true };
        var tape = dropout.Forward(new Sequence<double>(4, 2, 3), lengths: [4, 2]);
        var dOutput = new Sequence<double>(4, 2, 5);
        dOutput.Row(3, 1).Fill(double.NaN);
        Assert.All(dropout.Backward(tape, dOutput).Input.Data, value => Assert.True(double.IsFinite(value)));
        dOutput.Row(3, 0).Fill(double.NaN);
        Assert.Throws<ArgumentException>(() => dropout.Backward(tape, dOutput));
    }

    [Fact]
    public void Layers_of_a_state_are_copied_to_their_places_and_a_missing_cell_state_is_zero()
    {
        var (from, to, without) = (Samples.Normal(new State<double>(3, 1, 2, hasCell: true), new SeededRandom(1)), new State<double>(3, 1, 2, hasCell: true), new State<double>(3, 1, 2));
        from.CopyLayers(0, 2, to, 1);
        Assert.Equal([0, 0, .. from.H[..4]], to.H);
        Assert.Equal([0, 0, .. from.C![..4]], to.C!);
        without.CopyLayers(1, 2, to, 1);
        Assert.Equal([0, 0, 0, 0, 0, 0], to.C!);
        Assert.Throws<ArgumentOutOfRangeException>(() => new State<double>(0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new State<double>(1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new State<double>(1, 1, 0));
    }

    private static Sequence<double> Copy(Sequence<double> sequence) => new(sequence.Steps, sequence.Batch, sequence.Features, [.. sequence.Data]);
}
