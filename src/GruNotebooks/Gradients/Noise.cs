using GruNotebooks.Layers;
using GruNotebooks.Numerics;

namespace GruNotebooks.Gradients;

/// <summary>Random inputs, to study what a network does whatever it reads.</summary>
public static class Noise
{
    /// <summary>Independent normal deviates of standard deviation <paramref name="size"/>, [steps, batch, features].</summary>
    /// <param name="steps">T.</param>
    /// <param name="batch">B.</param>
    /// <param name="features">I.</param>
    /// <param name="seed">Same seed, same numbers.</param>
    /// <param name="size">The standard deviation.</param>
    public static Sequence<double> Normal(int steps, int batch, int features, ulong seed, double size = 1)
    {
        var random = new SeededRandom(seed);
        var x = new Sequence<double>(steps, batch, features);
        for (var k = 0; k < x.Data.Length; k++) x.Data[k] = size * random.NextNormal();
        return x;
    }
}
