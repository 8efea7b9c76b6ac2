using GruNotebooks.Cells;
using GruNotebooks.Layers;
using GruNotebooks.Tests.Cells;

namespace GruNotebooks.Tests.Gradients;

/// <summary>Every layer there is, in every variant, and stacks and both directions of them.</summary>
internal static class LayerCases
{
    public static Dictionary<string, Func<SequenceLayer<double>>> All { get; } = Create();

    private static Dictionary<string, Func<SequenceLayer<double>>> Create()
    {
        var cases = new Dictionary<string, Func<SequenceLayer<double>>>();
        foreach (var name in CellCases.All) cases[name] = () => CellCases.CreateLayer(name, seed: 1);
        cases["stack"] = () => new Stacked<double>(new Gru<double>(3, 4, seed: 4), new Gru<double>(4, 4, seed: 5, GruVariant.ResetAfter));
        cases["stack of lstm"] = () => new Stacked<double>(new Lstm<double>(3, 4, seed: 6), new Lstm<double>(4, 4, seed: 7));
        cases["both directions"] = () => new Bidirectional<double>(new Gru<double>(3, 4, seed: 8), new Gru<double>(3, 4, seed: 9));
        cases["stack of both directions"] = () => new Stacked<double>(
            new Bidirectional<double>(new Lstm<double>(3, 4, seed: 10), new Lstm<double>(3, 4, seed: 11)),
            new Bidirectional<double>(new Lstm<double>(8, 4, seed: 12), new Lstm<double>(8, 4, seed: 13)));
        return cases;
    }
}
