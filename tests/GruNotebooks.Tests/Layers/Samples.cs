using System.Numerics;
using GruNotebooks.Layers;
using GruNotebooks.Numerics;

namespace GruNotebooks.Tests.Layers;

/// <summary>Random inputs for tests of layers.</summary>
internal static class Samples
{
    public static Sequence<double> Normal(int steps, int batch, int features, SeededRandom random) => Normal<double>(steps, batch, features, random);

    public static Sequence<T> Normal<T>(int steps, int batch, int features, SeededRandom random) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = new Sequence<T>(steps, batch, features);
        Fill(x.Data, random);
        return x;
    }

    public static State<T> Normal<T>(State<T> state, SeededRandom random) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Fill(state.H, random);
        if (state.C is not null) Fill(state.C, random);
        return state;
    }

    public static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static void Fill<T>(T[] values, SeededRandom random) where T : IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < values.Length; i++) values[i] = T.CreateTruncating(random.NextNormal());
    }
}
