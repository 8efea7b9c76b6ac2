using System.Numerics;

namespace GruNotebooks.Layers;

/// <summary>The few array operations that need no speed.</summary>
internal static class Plain
{
    /// <summary>y += x.</summary>
    public static void Add<T>(ReadOnlySpan<T> x, Span<T> y) where T : IBinaryFloatingPointIeee754<T>
    {
        for (var k = 0; k < x.Length; k++) y[k] += x[k];
    }

    /// <summary>start + row <paramref name="n"/> of a matrix times x, in order.</summary>
    public static T Dot<T>(T[] matrix, int n, ReadOnlySpan<T> x, T start) where T : IBinaryFloatingPointIeee754<T>
    {
        var row = matrix.AsSpan(n * x.Length, x.Length);
        for (var k = 0; k < x.Length; k++) start = T.FusedMultiplyAdd(row[k], x[k], start);
        return start;
    }

    /// <summary>y += scale · x.</summary>
    public static void AddScaled<T>(T scale, ReadOnlySpan<T> x, Span<T> y) where T : IBinaryFloatingPointIeee754<T>
    {
        for (var k = 0; k < x.Length; k++) y[k] = T.FusedMultiplyAdd(scale, x[k], y[k]);
    }
}
