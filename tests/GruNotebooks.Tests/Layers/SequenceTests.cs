using GruNotebooks.Layers;
using GruNotebooks.Numerics;

namespace GruNotebooks.Tests.Layers;

/// <summary>Sequences, states, and the ways in which layers take them apart.</summary>
public class SequenceTests
{
    private static readonly Sequence<double> Counting = new(4, 3, 2, [.. Enumerable.Range(0, 24).Select(k => (double)k)]);

    [Fact]
    public void Steps_come_first_then_sequences_then_features()
    {
        Assert.Equal(17, Counting[2, 2, 1]);
        Assert.Equal([16, 17], Counting.Row(2, 2).ToArray());
        Assert.Equal([12, 13, 14, 15, 16, 17], Counting.Step(2).ToArray());
        Assert.Equal("[4, 3, 2]", Counting.ToString());
        var copy = new Sequence<double>(4, 3, 2);
        copy[2, 2, 1] = 5;
        Assert.Equal(17, Array.IndexOf(copy.Data, 5.0));
    }

    [Theory]
    [InlineData(4, 0, 0)]
    [InlineData(-1, 0, 0)]
    [InlineData(0, 3, 0)]
    [InlineData(0, -1, 0)]
    [InlineData(0, 0, 2)]
    [InlineData(0, 0, -1)]
    public void What_lies_outside_is_refused(int t, int b, int f)
    {
        Assert.Contains($"[{t}, {b}, {f}] is outside a [4, 3, 2] sequence", Assert.Throws<ArgumentOutOfRangeException>(() => Counting[t, b, f]).Message, StringComparison.Ordinal);
        if (f != 0) return;
        // Row (0, 3) of the numbers would be that of the next step.
        Assert.Contains($"[{t}, {b}] is outside the 4 steps of 3 sequences", Assert.Throws<ArgumentOutOfRangeException>(() => Counting.Row(t, b).Length).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(-1, 1, 1)]
    public void Sizes_are_positive(int steps, int batch, int features)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sequence<float>(steps, batch, features));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sequence<float>(steps, batch, features, []));
    }

    [Fact]
    public void A_state_says_its_shape()
    {
        Assert.Equal("[1, 2, 3]", new State<float>(1, 2, 3).ToString());
        Assert.Equal("[1, 2, 3] with cell state", new State<float>(1, 2, 3, hasCell: true).ToString());
    }

    [Fact]
    public void Each_sequence_is_reversed_within_its_own_length()
    {
        var reversed = new Sequence<double>(4, 3, 2);
        SequenceReversal.Within(Counting, [4, 2, 1], reversed);
        double[][] Firsts(Sequence<double> x) => [.. Enumerable.Range(0, 3).Select(b => Enumerable.Range(0, 4).Select(t => x[t, b, 0]).ToArray())];
        Assert.Equal([[18, 12, 6, 0], [8, 2, 14, 20], [4, 10, 16, 22]], Firsts(reversed));
    }

    [Fact]
    public void What_is_joined_is_split_into_its_parts()
    {
        var (left, right) = (Samples.Normal(4, 3, 2, new SeededRandom(1)), Samples.Normal(4, 3, 2, new SeededRandom(2)));
        var (both, first, second) = (new Sequence<double>(4, 3, 4), new Sequence<double>(4, 3, 2), new Sequence<double>(4, 3, 2));
        SequenceReversal.Join(left, right, both);
        Assert.Equal([.. left.Row(3, 1), .. right.Row(3, 1)], both.Row(3, 1).ToArray());
        SequenceReversal.Split(both, first, second);
        Assert.Equal(left.Data, first.Data);
        Assert.Equal(right.Data, second.Data);
    }

    [Fact]
    public void A_stack_hands_each_layer_its_part_of_the_state()
    {
        var (lower, upper) = (new Gru<double>(2, 3, 1), new Lstm<double>(3, 3, 2));
        var stack = new Stacked<double>(lower, upper);
        Assert.True(stack.HasCellState);
        var start = Samples.Normal(stack.ZeroState(3), new SeededRandom(1));
        var (startLow, startHigh) = (lower.ZeroState(3), upper.ZeroState(3));
        start.HiddenOf(0).CopyTo(startLow.H);
        start.HiddenOf(1).CopyTo(startHigh.H);
        start.CellOf(1).CopyTo(startHigh.C);
        var (whole, low) = (stack.Forward(Counting, start), lower.Forward(Counting, startLow));
        var high = upper.Forward(low.Output, startHigh);
        Assert.Equal(high.Output.Data, whole.Output.Data);
        Assert.Equal([.. low.Final.H, .. high.Final.H], whole.Final.H);
        Assert.Equal(high.Final.C!, whole.Final.CellOf(1).ToArray());

        var dFinal = Samples.Normal(stack.ZeroState(3), new SeededRandom(2));
        var (endLow, endHigh) = (lower.ZeroState(3), upper.ZeroState(3));
        dFinal.HiddenOf(0).CopyTo(endLow.H);
        dFinal.HiddenOf(1).CopyTo(endHigh.H);
        dFinal.CellOf(1).CopyTo(endHigh.C);
        var back = stack.Backward(whole, null, dFinal);
        var backHigh = upper.Backward(high, null, endHigh);
        var backLow = lower.Backward(low, backHigh.Input, endLow);
        Assert.Equal(backLow.Input.Data, back.Input.Data);
        Assert.Equal([.. backLow.Initial.H, .. backHigh.Initial.H], back.Initial.H);
        Assert.Same(back, stack.Backward(whole, null, dFinal, reuse: back));
        Assert.NotSame(back, stack.Backward(stack.Forward(new Sequence<double>(4, 2, 2)), null, reuse: back));
    }

    [Fact]
    public void A_stack_sets_what_is_set_in_all_its_layers()
    {
        var dropout = new Dropout<double>(new Gru<double>(2, 3, 1), 0.5, 1);
        var stack = new Stacked<double>(dropout, new Gru<double>(3, 3, 2)) { Threads = 2, Training = true };
        Assert.All(stack.Layers, layer => Assert.Equal((2, true), (layer.Threads, layer.Training)));
        Assert.True(((Dropout<double>)stack.Layers[0]).Layer.Training);
        Assert.Contains("at least one layer", Assert.Throws<ArgumentException>(() => new Stacked<double>()).Message, StringComparison.Ordinal);
        Assert.Contains("layer 0 has 3, layer 1 has 4", Assert.Throws<ArgumentException>(() => new Stacked<double>(new Gru<double>(2, 3, 1), new Gru<double>(3, 4, 1))).Message, StringComparison.Ordinal);
        Assert.Contains("Layer 2 reads 2 numbers a step, but layer 1 gives 3", Assert.Throws<ArgumentException>(() =>
            new Stacked<double>(new Gru<double>(2, 3, 1), new Gru<double>(3, 3, 1), new Gru<double>(2, 3, 1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_directions_get_their_part_of_the_state()
    {
        var (ahead, back) = (new Gru<double>(2, 3, 1), new Lstm<double>(2, 3, 2));
        var both = new Bidirectional<double>(ahead, back) { Threads = 2, Training = true };
        Assert.Equal((2, 2, true, true), (ahead.Threads, back.Threads, ahead.Training, back.Training));
        var start = Samples.Normal(both.ZeroState(3), new SeededRandom(1));
        var (startAhead, startBack) = (ahead.ZeroState(3), back.ZeroState(3));
        start.HiddenOf(0).CopyTo(startAhead.H);
        start.HiddenOf(1).CopyTo(startBack.H);
        start.CellOf(1).CopyTo(startBack.C);
        int[] lengths = [4, 2, 3];
        var reversed = new Sequence<double>(4, 3, 2);
        SequenceReversal.Within(Counting, lengths, reversed);
        var whole = both.Forward(Counting, start, lengths);
        var (one, other) = (ahead.Forward(Counting, startAhead, lengths), back.Forward(reversed, startBack, lengths));
        Assert.Equal([.. one.Final.H, .. other.Final.H], whole.Final.H);
        Assert.Equal(other.Final.C!, whole.Final.CellOf(1).ToArray());
        Assert.Equal([.. one.Output.Row(1, 1), .. other.Output.Row(0, 1)], whole.Output.Row(1, 1).ToArray());   // of two steps the second is the reverse layer's first
        Assert.Contains("has not the shape", Assert.Throws<ArgumentException>(() => both.Backward(whole, new Sequence<double>(4, 3, 5))).Message, StringComparison.Ordinal);

        var dFinal = Samples.Normal(both.ZeroState(3), new SeededRandom(2));
        var (endAhead, endBack) = (ahead.ZeroState(3), back.ZeroState(3));
        dFinal.HiddenOf(0).CopyTo(endAhead.H);
        dFinal.HiddenOf(1).CopyTo(endBack.H);
        dFinal.CellOf(1).CopyTo(endBack.C);
        var gradients = both.Backward(whole, null, dFinal);
        var (first, second) = (ahead.Backward(one, null, endAhead), back.Backward(other, null, endBack));
        Assert.Equal([.. first.Initial.H, .. second.Initial.H], gradients.Initial.H);
        var turned = new Sequence<double>(4, 3, 2);
        SequenceReversal.Within(second.Input, lengths, turned);
        Assert.Equal(first.Input.Data.Zip(turned.Data, (a, b) => a + b), gradients.Input.Data);
        // h of the reverse layer after it has read step 1 of the second sequence is that of its first step.
        Assert.Equal([.. first.Hidden.Row(1, 1), .. second.Hidden.Row(0, 1)], gradients.Hidden.Row(1, 1).ToArray());
    }
}
