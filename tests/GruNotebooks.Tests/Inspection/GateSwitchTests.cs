using GruNotebooks.Cells;
using GruNotebooks.Inspection;
using GruNotebooks.Layers;
using GruNotebooks.Tests.Gradients;

namespace GruNotebooks.Tests.Inspection;

public class GateSwitchTests
{
    private static readonly Sequence<double> X = Sequences.Random(6, 3, 2);

    [Theory]
    [InlineData(BiasScheme.OnePerGate)]
    [InlineData(BiasScheme.TwoPerGate)]
    public void A_held_gate_of_a_GRU_stands_still(BiasScheme bias)
    {
        foreach (var gate in "zr")
        {
            var one = new Gru<double>(2, 4, 1, bias: bias).HoldAtOne(gate).Forward(X);
            Assert.All((gate == 'z' ? one.UpdateGate : one.ResetGate).ToSequence().Data, value => Assert.Equal(1, value));
            var zero = new Gru<double>(2, 4, 1, bias: bias).HoldAtZero(gate).Forward(X);
            Assert.All((gate == 'z' ? zero.UpdateGate : zero.ResetGate).ToSequence().Data, value => Assert.InRange(value, 0, 1e-30));
        }
    }

    [Fact]
    public void A_held_gate_of_an_LSTM_stands_still()
    {
        foreach (var gate in "ifo")
        {
            GateView<double> Of(LstmTape<double> tape) => gate switch { 'i' => tape.InputGate, 'f' => tape.ForgetGate, _ => tape.OutputGate };
            Assert.All(Of(new Lstm<double>(2, 4, 1).HoldAtOne(gate).Forward(X)).ToSequence().Data, value => Assert.Equal(1, value));
            Assert.All(Of(new Lstm<double>(2, 4, 1).HoldAtZero(gate).Forward(X)).ToSequence().Data, value => Assert.InRange(value, 0, 1e-30));
        }
    }

    [Fact]
    public void Without_both_gates_a_GRU_is_a_tanh_network()
    {
        var gru = new Gru<double>(2, 4, 1).HoldAtZero('z').HoldAtOne('r');
        var rnn = new Rnn<double>(2, 4, 9);
        foreach (var name in new[] { "W", "U", "b" }) gru.Gate(name + "h").Values.CopyTo(rnn.Gate(name + "h").Values);
        var (ofGru, ofRnn) = (gru.Forward(X).Output, rnn.Forward(X).Output);
        for (var k = 0; k < ofGru.Data.Length; k++) Assert.Equal(ofRnn.Data[k], ofGru.Data[k], 14);
    }

    [Theory]
    [InlineData('z', true)]
    [InlineData('z', false)]
    [InlineData('r', true)]
    [InlineData('r', false)]
    public void No_gradient_reaches_a_held_gate_and_the_others_are_those_of_central_differences(char gate, bool atOne)
    {
        var gru = new Gru<double>(2, 4, 1);
        if (atOne) gru.HoldAtOne(gate); else gru.HoldAtZero(gate);
        gru.Backward(gru.Forward(X), Ones());
        foreach (var part in new[] { "W", "U", "b" })
            Assert.All(gru.Gate(part + gate).Gradients.ToArray(), value => Assert.InRange(Math.Abs(value), 0, 1e-30));
        foreach (var parameter in gru.Parameters)
        {
            var scale = parameter.Gradient.Max(Math.Abs);
            for (var k = 0; k < parameter.Count; k++)
                Assert.InRange(Math.Abs(Numeric(gru, parameter, k) - parameter.Gradient[k]), 0, 1e-7 * scale);
        }
    }

    [Fact]
    public void A_held_gate_leaves_the_other_blocks_to_learn()
    {
        Assert.Equal(2 * 4 * (2 + 4 + 1), GateSwitch.LearningParameters(new Gru<double>(2, 4, 1), held: 1));
        Assert.Equal(3 * 4 * (2 + 4 + 1), GateSwitch.LearningParameters(new Lstm<double>(2, 4, 1), held: 1));
    }

    [Fact]
    public void A_gate_that_the_layer_has_not_is_named()
    {
        var problem = Assert.Throws<ArgumentException>(() => new Gru<double>(2, 4, 1).HoldAtOne('f'));
        Assert.StartsWith("Gru has the gates z, r, not f.", problem.Message);
        Assert.Throws<ArgumentException>(() => new Lstm<double>(2, 4, 1).HoldAtZero('g'));
    }

    private static double Numeric(Gru<double> gru, Parameter<double> parameter, int k)
    {
        const double change = 1e-6;
        var kept = parameter.Value[k];
        parameter.Value[k] = kept + change;
        var up = gru.Forward(X).Output.Data.Sum();
        parameter.Value[k] = kept - change;
        var down = gru.Forward(X).Output.Data.Sum();
        parameter.Value[k] = kept;
        return (up - down) / (2 * change);
    }

    private static Sequence<double> Ones()
    {
        var ones = new Sequence<double>(X.Steps, X.Batch, 4);
        Array.Fill(ones.Data, 1);
        return ones;
    }
}
