using GruNotebooks.Cells;
using GruNotebooks.Layers;

namespace GruNotebooks.Tests.Gradients;

/// <summary>Every layer there is, in every variant, and stacks and both directions of them.</summary>
internal static class LayerCases
{
    public static Dictionary<string, Func<SequenceLayer<double>>> All { get; } = Create();

    private static Dictionary<string, Func<SequenceLayer<double>>> Create()
    {
        var cases = new Dictionary<string, Func<SequenceLayer<double>>>();
        foreach (var bias in Enum.GetValues<BiasScheme>())
        {
            foreach (var activation in Enum.GetValues<RnnActivation>())
                cases[$"rnn {activation} {bias}"] = () => new Rnn<double>(3, 4, seed: 1, activation, bias);
            cases[$"lstm {bias}"] = () => new Lstm<double>(3, 4, seed: 2, bias: bias);
            foreach (var variant in Enum.GetValues<GruVariant>())
                cases[$"gru {variant} {bias}"] = () => new Gru<double>(3, 4, seed: 3, variant, bias);
        }
        cases["stack"] = () => new Stacked<double>(new Gru<double>(3, 4, seed: 4), new Gru<double>(4, 4, seed: 5, GruVariant.ResetAfter));
        cases["stack of lstm"] = () => new Stacked<double>(new Lstm<double>(3, 4, seed: 6), new Lstm<double>(4, 4, seed: 7));
        cases["both directions"] = () => new Bidirectional<double>(new Gru<double>(3, 4, seed: 8), new Gru<double>(3, 4, seed: 9));
        cases["stack of both directions"] = () => new Stacked<double>(
            new Bidirectional<double>(new Lstm<double>(3, 4, seed: 10), new Lstm<double>(3, 4, seed: 11)),
            new Bidirectional<double>(new Lstm<double>(8, 4, seed: 12), new Lstm<double>(8, 4, seed: 13)));
        return cases;
    }
}
