using System.Numerics;

namespace GruNotebooks.Layers;

/// <summary>Reverses sequences, and joins two side by side.</summary>
internal static class SequenceReversal
{
    /// <summary>Each sequence's own steps in reverse order; what lies past its end stays where it is.</summary>
    public static void Within<T>(Sequence<T> x, int[] lengths, Sequence<T> reversed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var t = 0; t < x.Steps; t++)
            for (var b = 0; b < x.Batch; b++) x.Row(t < lengths[b] ? lengths[b] - 1 - t : t, b).CopyTo(reversed.Row(t, b));
    }

    /// <summary>[left | right] at every step.</summary>
    public static void Join<T>(Sequence<T> left, Sequence<T> right, Sequence<T> both) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var t = 0; t < both.Steps; t++)
        {
            for (var b = 0; b < both.Batch; b++)
            {
                left.Row(t, b).CopyTo(both.Row(t, b));
                right.Row(t, b).CopyTo(both.Row(t, b)[left.Features..]);
            }
        }
    }

    /// <summary>The inverse of <see cref="Join"/>.</summary>
    public static void Split<T>(Sequence<T> both, Sequence<T> left, Sequence<T> right) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var t = 0; t < both.Steps; t++)
        {
            for (var b = 0; b < both.Batch; b++)
            {
                both.Row(t, b)[..left.Features].CopyTo(left.Row(t, b));
                both.Row(t, b)[left.Features..].CopyTo(right.Row(t, b));
            }
        }
    }
}
