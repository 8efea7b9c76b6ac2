using GruNotebooks.Cells;
using GruNotebooks.Layers;

namespace GruNotebooks.Tests.Layers;

public class WideningTests
{
    public static TheoryData<string> Layers => ["rnn", "relu", "lstm", "gru", "after", "stack", "both"];

    [Theory]
    [MemberData(nameof(Layers))]
    public void The_wide_layer_says_what_the_narrow_one_says(string name)
    {
        SequenceLayer<float> narrow = name switch
        {
            "rnn" => new Rnn<float>(2, 3, 1),
            "relu" => new Rnn<float>(2, 3, 1, RnnActivation.Relu, BiasScheme.TwoPerGate),
            "lstm" => new Lstm<float>(2, 3, 1, bias: BiasScheme.TwoPerGate),
            "gru" => new Gru<float>(2, 3, 1),
            "after" => new Gru<float>(2, 3, 1, GruVariant.ResetAfter, BiasScheme.TwoPerGate),
            "stack" => new Stacked<float>(new Gru<float>(2, 3, 1), new Lstm<float>(3, 3, 2)),
            _ => new Bidirectional<float>(new Gru<float>(2, 3, 1), new Gru<float>(2, 3, 2)),
        };
        var x = new Sequence<float>(5, 2, 2, [.. Enumerable.Range(0, 20).Select(k => MathF.Sin(k))]);
        var expected = narrow.Forward(x).Output.Data;
        var wide = narrow.Widen().Forward(x.Widen()).Output.Data;
        for (var k = 0; k < expected.Length; k++) Assert.Equal(expected[k], wide[k], 5);
    }
}
