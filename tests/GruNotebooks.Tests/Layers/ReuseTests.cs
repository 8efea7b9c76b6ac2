using GruNotebooks.Layers;
using GruNotebooks.Numerics;

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
}
