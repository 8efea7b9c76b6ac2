using System.Runtime.CompilerServices;

namespace GruNotebooks.Numerics;

/// <summary>One row times a matrix: the product of a batch of one, which reads every weight once and is bound by the caches.</summary>
/// <remarks>
/// The same chains as in <see cref="RegisterTile{T, V, S, R, N, A}"/>, so the same bits. Up to 12 vectors of sums side by side keep the
/// multiply-add units busy with one row, and the packed panel is read strictly in order, which hardware prefetchers follow.
/// </remarks>
internal static unsafe class RegisterRow<T, V, S, N> where T : unmanaged where V : unmanaged where S : struct, ISimd<T, V> where N : struct, ISize
{
    /// <summary>c = start + Σ a[k] B(k, ·) over k = 0 … depth − 1; B(k, ·) begins at b[k · bStep].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(T* a, nint depth, T* b, nint bStep, T* start, T* c)
    {
        var c0 = S.Load(start);
        var c1 = N.Value > 1 ? S.Load(start + (1 * S.Count)) : S.Zero;
        var c2 = N.Value > 2 ? S.Load(start + (2 * S.Count)) : S.Zero;
        var c3 = N.Value > 3 ? S.Load(start + (3 * S.Count)) : S.Zero;
        var c4 = N.Value > 4 ? S.Load(start + (4 * S.Count)) : S.Zero;
        var c5 = N.Value > 5 ? S.Load(start + (5 * S.Count)) : S.Zero;
        var c6 = N.Value > 6 ? S.Load(start + (6 * S.Count)) : S.Zero;
        var c7 = N.Value > 7 ? S.Load(start + (7 * S.Count)) : S.Zero;
        var c8 = N.Value > 8 ? S.Load(start + (8 * S.Count)) : S.Zero;
        var c9 = N.Value > 9 ? S.Load(start + (9 * S.Count)) : S.Zero;
        var c10 = N.Value > 10 ? S.Load(start + (10 * S.Count)) : S.Zero;
        var c11 = N.Value > 11 ? S.Load(start + (11 * S.Count)) : S.Zero;
        for (nint k = 0; k < depth; k++)
        {
            var v = S.Broadcast(a[k]);
            c0 = S.Fma(v, S.Load(b), c0);
            if (N.Value > 1) c1 = S.Fma(v, S.Load(b + (1 * S.Count)), c1);
            if (N.Value > 2) c2 = S.Fma(v, S.Load(b + (2 * S.Count)), c2);
            if (N.Value > 3) c3 = S.Fma(v, S.Load(b + (3 * S.Count)), c3);
            if (N.Value > 4) c4 = S.Fma(v, S.Load(b + (4 * S.Count)), c4);
            if (N.Value > 5) c5 = S.Fma(v, S.Load(b + (5 * S.Count)), c5);
            if (N.Value > 6) c6 = S.Fma(v, S.Load(b + (6 * S.Count)), c6);
            if (N.Value > 7) c7 = S.Fma(v, S.Load(b + (7 * S.Count)), c7);
            if (N.Value > 8) c8 = S.Fma(v, S.Load(b + (8 * S.Count)), c8);
            if (N.Value > 9) c9 = S.Fma(v, S.Load(b + (9 * S.Count)), c9);
            if (N.Value > 10) c10 = S.Fma(v, S.Load(b + (10 * S.Count)), c10);
            if (N.Value > 11) c11 = S.Fma(v, S.Load(b + (11 * S.Count)), c11);
            b += bStep;
        }

        S.Store(c, c0);
        if (N.Value > 1) S.Store(c + (1 * S.Count), c1);
        if (N.Value > 2) S.Store(c + (2 * S.Count), c2);
        if (N.Value > 3) S.Store(c + (3 * S.Count), c3);
        if (N.Value > 4) S.Store(c + (4 * S.Count), c4);
        if (N.Value > 5) S.Store(c + (5 * S.Count), c5);
        if (N.Value > 6) S.Store(c + (6 * S.Count), c6);
        if (N.Value > 7) S.Store(c + (7 * S.Count), c7);
        if (N.Value > 8) S.Store(c + (8 * S.Count), c8);
        if (N.Value > 9) S.Store(c + (9 * S.Count), c9);
        if (N.Value > 10) S.Store(c + (10 * S.Count), c10);
        if (N.Value > 11) S.Store(c + (11 * S.Count), c11);
    }
}
