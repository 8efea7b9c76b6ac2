using GruNotebooks.Cells;
using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using GruNotebooks.Tasks;
using GruNotebooks.Tests.Cells;

namespace GruNotebooks.Tests.Layers;

/// <summary>A tape belongs to the layer that recorded it, and what a backward pass is given must be numbers.</summary>
public class TapeTests
{
    public static TheoryData<string> Layers => [.. CellCases.All, "stack", "both", "deep-both"];

    [Theory, MemberData(nameof(Layers))]
    public void Backward_refuses_the_tape_of_another_layer_of_the_same_shape(string name)
    {
        var (layer, other) = (GradientTests.Make(name), GradientTests.Make(name));
        var tape = other.Forward(new Sequence<double>(4, 2, 3));
        Refused("not recorded by this", () => layer.Backward(tape, null));
        Assert.All(layer.Parameters, parameter => Assert.All(parameter.Gradient, value => Assert.Equal(0, value)));
    }

    [Theory, MemberData(nameof(Layers))]
    public void Backward_refuses_the_tape_of_a_layer_with_other_inputs(string name)
    {
        var tape = GradientTests.Make(name, 2).Forward(new Sequence<double>(4, 2, 2));
        Refused("not recorded by this", () => GradientTests.Make(name, 3000).Backward(tape, null));
    }

    [Theory, MemberData(nameof(Layers))]
    public void Forward_leaves_the_tape_of_another_layer_alone(string name)
    {
        var x = Samples.Normal(4, 2, 3, new SeededRandom(1));
        var (layer, other) = (GradientTests.Make(name), GradientTests.Make(name));
        var tape = other.Forward(x);
        Assert.NotSame(tape, layer.Forward(x, reuse: tape));
        Assert.Same(tape, other.Forward(x, reuse: tape));
    }

    [Theory, MemberData(nameof(Layers))]
    public void Backward_refuses_gradients_that_are_not_finite_and_adds_nothing(string name)
    {
        var layer = GradientTests.Make(name);
        var tape = layer.Forward(Samples.Normal(4, 2, 3, new SeededRandom(1)), lengths: [4, 2]);
        var (dOutput, dFinal) = (new Sequence<double>(4, 2, layer.OutputSize), layer.ZeroState(2));
        dOutput[3, 0, 1] = double.NaN;
        Refused("[3, 0, 1] is NaN", () => layer.Backward(tape, dOutput));
        dFinal.H[^1] = double.PositiveInfinity;
        Refused("Gradients must be finite", () => layer.Backward(tape, null, dFinal));
        Assert.All(layer.Parameters, parameter => Assert.All(parameter.Gradient, value => Assert.Equal(0, value)));
    }

    [Theory, MemberData(nameof(Layers))]
    public void Forward_refuses_weights_that_are_not_finite(string name)
    {
        foreach (var bad in new[] { double.NaN, double.NegativeInfinity })
        {
            for (var p = 0; p < GradientTests.Make(name).Parameters.Count; p++)
            {
                var layer = GradientTests.Make(name);
                layer.Parameters[p].Value[^1] = bad;
                var x = Samples.Normal(2, 1, 3, new SeededRandom(1));
                Refused("Weights must be finite", () => layer.Forward(x));
                if (double.IsNaN(bad)) Refused("Weights must be finite", () => layer.Forward(x, record: false));
            }
        }
    }

    [Theory, MemberData(nameof(Layers))]
    public void What_lies_past_the_end_of_a_sequence_does_not_matter(string name)
    {
        var layer = GradientTests.Make(name);
        int[] lengths = [6, 3, 0];
        double[][] Run(double padding)
        {
            var (x, dOutput) = (Samples.Normal(6, 3, 3, new SeededRandom(1)), Samples.Normal(6, 3, layer.OutputSize, new SeededRandom(2)));
            for (var t = 0; t < 6; t++)
            {
                for (var b = 0; b < 3; b++)
                {
                    if (t < lengths[b]) continue;
                    x.Row(t, b).Fill(padding);
                    dOutput.Row(t, b).Fill(padding);
                }
            }

            layer.ZeroGradients();
            var tape = layer.Forward(x, lengths: lengths);
            var back = layer.Backward(tape, dOutput);
            return [tape.Output.Data, tape.Final.H, back.Input.Data, back.Hidden.Data, back.Initial.H, .. layer.Parameters.Select(parameter => parameter.Gradient.ToArray())];
        }

        var expected = Run(0);
        Assert.Equal(expected, Run(double.NaN));
        Assert.Equal(expected, Run(double.PositiveInfinity));
        Assert.Equal(expected, Run(1e300));
    }

    [Fact]
    public void Sizes_that_no_machine_can_hold_are_refused_in_one_sentence()
    {
        Refused("numbers would take", () => _ = new Lstm<double>(1, 2_000_000_000, 1));
        Refused("numbers would take", () => _ = new Gru<float>(1_000_000, 1_000_000, 1));
        Refused("numbers would take", () => _ = new Dense<float>(1_000_000, 1_000_000, 1));
        Refused("numbers would take", () => _ = new Dense<float>(int.MaxValue, 1, 1));
        Refused("numbers would take", () => _ = new MinGru<double>(1, int.MaxValue, 1));
        Refused("numbers would take", () => _ = new GruCell(1_000_000, 1_000_000, 1));
        Refused("numbers would take", () => _ = new CopyMemory(int.MaxValue));
        Refused("numbers would take", () => _ = new SelectiveCopying(int.MaxValue));
        Refused("numbers would take", () => _ = new AnBn(int.MaxValue));
        Refused("numbers would take", () => _ = new AddingProblem(int.MaxValue).Draw<float>(2, seed: 1));
        Refused("numbers would take", () => _ = new AddingProblem(100).Draw<float>(int.MaxValue, seed: 1));
        Refused("too large to be squared", () => _ = new SeriesForecast([.. Enumerable.Range(0, 100).Select(k => k % 2 == 0 ? 1e308 : -1e308)]));
        Refused("numbers would take", () => _ = new Sequence<float>(100_000, 100_000, 100_000));
        Refused("numbers would take", () => _ = new State<float>(100_000, 100_000, 100_000));
        Refused("numbers would take", () => new Rnn<float>(1, 40_000, 1).Forward(new Sequence<float>(100_000, 1_000, 1)));
    }

    private static void Refused(string part, Action action)
    {
        var message = Assert.ThrowsAny<ArgumentException>(action).Message;
        Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }
}
