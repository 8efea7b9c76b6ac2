using GruNotebooks.Cells;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop.Tests;

/// <summary>Every layer that can be saved, in every variant, and stacks and both directions of them; all read 3 numbers a step.</summary>
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
        cases["stacks in a stack"] = () => new Stacked<double>(
            new Stacked<double>(After(3, 20), After(4, 21)), After(4, 22), new Stacked<double>(After(4, 23), new Stacked<double>(After(4, 24), After(4, 25))));
        cases["stack of both directions"] = () => new Stacked<double>(
            new Bidirectional<double>(new Lstm<double>(3, 4, seed: 10), new Lstm<double>(3, 4, seed: 11)),
            new Bidirectional<double>(new Lstm<double>(8, 4, seed: 12), new Lstm<double>(8, 4, seed: 13)));
        return cases;
    }

    private static Gru<double> After(int inputSize, ulong seed) => new(inputSize, 4, seed, GruVariant.ResetAfter, BiasScheme.TwoPerGate);
}
