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
}
