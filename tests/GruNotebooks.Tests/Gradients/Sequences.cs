using GruNotebooks.Layers;

namespace GruNotebooks.Tests.Gradients;

/// <summary>Inputs for the tests of this folder.</summary>
internal static class Sequences
{
    /// <summary>Numbers between −1 and 1, [steps, batch, features].</summary>
    public static Sequence<double> Random(int steps, int batch, int features, int seed = 1)
    {
        var random = new Random(seed);
        var x = new Sequence<double>(steps, batch, features);
        for (var k = 0; k < x.Data.Length; k++) x.Data[k] = (2 * random.NextDouble()) - 1;
        return x;
    }

    /// <summary>A state of numbers between −1 and 1.</summary>
    public static State<double> RandomState(SequenceLayer<double> layer, int batch, int seed = 2)
    {
        var random = new Random(seed);
        var state = layer.ZeroState(batch);
        for (var k = 0; k < state.H.Length; k++) state.H[k] = (2 * random.NextDouble()) - 1;
        for (var k = 0; k < (state.C?.Length ?? 0); k++) state.C![k] = (2 * random.NextDouble()) - 1;
        return state;
    }
}
