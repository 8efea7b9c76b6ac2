using GruNotebooks.Cells;
using GruNotebooks.Layers;

namespace GruNotebooks.Tests.Layers;

/// <summary>What does not fit is refused in one line that says what and where.</summary>
public class InputTests
{
    private readonly Lstm<float> layer = new(3, 4, 1);

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_in_one_line()
    {
        Refused("reads 3 numbers a step", () => layer.Forward(new Sequence<float>(2, 2, 5)));
        Refused("state of this layer is [1, 2, 4] with cell state", () => layer.Forward(new Sequence<float>(2, 2, 3), new State<float>(1, 2, 4)));
        Refused("2 sequences need 2 lengths", () => layer.Forward(new Sequence<float>(2, 2, 3), lengths: [1]));
        Refused("Length 3 of sequence 1", () => layer.Forward(new Sequence<float>(2, 2, 3), lengths: [1, 3]));
        var tape = layer.Forward(new Sequence<float>(2, 2, 3));
        Refused("has not the shape of the output", () => layer.Backward(tape, new Sequence<float>(2, 2, 3)));
        Refused("not recorded by this layer", () => layer.Backward(new Gru<float>(3, 4, 1).Forward(new Sequence<float>(2, 2, 3)), null));
        Refused("not recorded by this layer", () => new Lstm<float>(3, 5, 1).Backward(tape, null));
        Refused("needs 12 numbers, got 11", () => _ = new Sequence<float>(2, 2, 3, new float[11]));
        Assert.Throws<ArgumentOutOfRangeException>(() => layer.Backward(tape, null, truncate: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Gru<float>(0, 4, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Gru<float>(3, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => layer.Threads = -1);
        Assert.Throws<NotSupportedException>(() => new Gru<Half>(3, 4, 1));
        Refused("Layer 1 reads 3", () => _ = new Stacked<float>(new Gru<float>(3, 4, 1), new Gru<float>(3, 4, 2)));
        Refused("need a layer each", () => _ = new Bidirectional<float>(layer, layer));
        var square = new Gru<float>(4, 4, 1);
        Refused("A layer is there twice, for 1.W", () => _ = new Stacked<float>(square, square));
        Refused("A layer is there twice", () => _ = new Bidirectional<float>(new Stacked<float>(new Gru<float>(4, 4, 2), square), new Dropout<float>(square, 0.5, 1)));
        Refused("forward reads 3 with 4 units, reverse 2 with 4", () => _ = new Bidirectional<float>(layer, new Lstm<float>(2, 4, 2)));
        Refused("forward reads 3 with 4 units, reverse 3 with 5", () => _ = new Bidirectional<float>(layer, new Lstm<float>(3, 5, 2)));
        Assert.Throws<ArgumentNullException>(() => layer.Forward(null!));
    }

    [Fact]
    public void A_state_that_differs_in_one_size_is_refused()
    {
        var gru = new Gru<float>(3, 4, 1);
        foreach (var (layers, batch, units) in new[] { (2, 2, 4), (1, 3, 4), (1, 2, 5), (1, 1, 4) })
            Refused("A state of this layer is [1, 2, 4], got", () => gru.Forward(new Sequence<float>(2, 2, 3), new State<float>(layers, batch, units)));
        var both = new Bidirectional<float>(gru, new Lstm<float>(3, 4, 2));
        Assert.True(both.HasCellState);
        Assert.True(new Bidirectional<float>(new Lstm<float>(3, 4, 2), gru).HasCellState);
        Assert.False(new Bidirectional<float>(gru, new Rnn<float>(3, 4, 2)).HasCellState);
        Refused("A state of this layer is [2, 2, 4] with cell state, got", () => both.Forward(new Sequence<float>(2, 2, 3), new State<float>(2, 2, 4)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 3)]
    [InlineData(1, 2)]
    public void A_state_that_is_not_finite_is_refused_wherever_it_is_not(int b, int unit)
    {
        foreach (var cell in new[] { false, true })
        {
            var state = layer.ZeroState(2);
            (cell ? state.C! : state.H)[(b * 4) + unit] = float.NaN;
            Refused($"Inputs must be finite numbers: [0, {b}, {unit}] is NaN", () => layer.Forward(new Sequence<float>(2, 2, 3), state));
            Refused($"Gradients must be finite numbers: [0, {b}, {unit}] is NaN", () => layer.Backward(layer.Forward(new Sequence<float>(2, 2, 3)), null, state));
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void One_number_that_is_not_finite_is_seen_at_every_place(float value)
    {
        // More than two vectors of any width, and lengths that leave a rest of each size.
        foreach (var count in Enumerable.Range(1, 70))
        {
            var data = new float[count];
            Array.Fill(data, float.MaxValue);
            Assert.True(InputChecks.AllFinite<float>(data));
            for (var k = 0; k < count; k++)
            {
                data[k] = value;
                Assert.False(InputChecks.AllFinite<float>(data), $"{k} of {count}");
                data[k] = -float.MaxValue;
            }
        }
    }

    [Fact]
    public void A_weight_that_is_not_finite_is_named()
    {
        layer.Parameters[1].Value[5] = float.PositiveInfinity;
        Refused($"U[5] is {float.PositiveInfinity}", () => layer.Forward(new Sequence<float>(2, 2, 3)));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Forward_refuses_inputs_that_are_not_finite(float value)
    {
        var x = new Sequence<float>(4, 2, 3);
        x[2, 1, 0] = value;
        Refused("[2, 1, 0]", () => layer.Forward(x));
    }

    [Fact]
    public void Gate_finds_the_rows_of_a_gate_by_its_name()
    {
        Assert.Equal(1, layer.Gate("bf")[3]);
        layer.Gate("Ug")[1, 2] = 7;
        Assert.Equal(7, layer.Parameters[1].Value[(((2 * 4) + 1) * 4) + 2]);
        Refused("No gate parameter 'Wz'", () => layer.Gate("Wz"));
        Refused("No gate parameter ''", () => layer.Gate(""));
        Assert.Throws<ArgumentOutOfRangeException>(() => layer.Gate("Wi")[0, 3]);
    }

    [Fact]
    public void Initialise_draws_what_its_papers_say()
    {
        var gru = new Gru<double>(6, 20, 1);
        Initialise.Orthogonal(gru, 2);
        var u = gru.Gate("Uh").ToMatrix();
        Assert.True(((u * u.Transpose()) - MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseIdentity(20)).L2Norm() < 1e-13);
        Initialise.Glorot(gru, 3);
        foreach (var gate in "zrh")
        {
            Assert.InRange(gru.Gate($"W{gate}").ToMatrix().Enumerate().Max(), 0.7 * Math.Sqrt(6.0 / 26), Math.Sqrt(6.0 / 26));
            Assert.InRange(gru.Gate($"U{gate}").ToMatrix().Enumerate().Max(), 0.9 * Math.Sqrt(6.0 / 40), Math.Sqrt(6.0 / 40));
        }
        Initialise.Chrono(gru, 100, 4);
        Assert.InRange(gru.Gate("bz").ToMatrix().Enumerate().Min(), 0, Math.Log(99));
        var lstm = new Lstm<double>(2, 8, 1, bias: BiasScheme.TwoPerGate);
        Initialise.Chrono(lstm, 50, 4);
        Assert.Equal(-lstm.Gate("bf")[3], lstm.Gate("bi")[3]);
        Assert.Equal(0, lstm.Gate("bUf")[3]);
        Assert.Equal(0, lstm.Gate("bUi")[3]);
        Assert.Equal(new Lstm<double>(2, 8, 1, bias: BiasScheme.TwoPerGate).Gate("bUo")[3], lstm.Gate("bUo")[3]);
        Refused("has none", () => Initialise.Chrono(new Rnn<double>(2, 3, 1), 10, 1));
        Refused("at least 3 steps, got 2", () => Initialise.Chrono(gru, 2, 1));
        Initialise.Chrono(gru, 3, 1);
        Assert.All(gru.Gate("bz").ToMatrix().Enumerate(), bias => Assert.InRange(bias, 0, Math.Log(2)));
        Assert.Equal((float)new Gru<double>(3, 4, 9).Parameters[0].Value[5], new Gru<float>(3, 4, 9).Parameters[0].Value[5]);
    }

    private static void Refused(string part, Action action)
    {
        var message = Assert.ThrowsAny<ArgumentException>(action).Message;
        Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }
}
