using System.Runtime.CompilerServices;

namespace GruNotebooks.Numerics;

/// <summary>
/// The innermost loop of every matrix product: C = S + A B + A' B' for a tile of R rows and N vectors, all of whose sums stay in registers.
/// </summary>
/// <remarks>
/// Each sum is one chain: it starts at its element of S and takes one fused multiply-add for each k, in rising order, first of A B, then of
/// A' B'. That order is the promise of the library (any width, any threads, any split give the same bits), and it costs nothing: a processor
/// needs about eight independent chains to be busy, and a tile of 8 × 3 has 24. In each round it loads 3 vectors and 8 single numbers
/// for 24 multiply-adds, which leaves the load units half idle. Two products in one sum spare writing the first and reading it again.
/// R and N are type arguments, so that the JIT drops the lines that a smaller tile does not use; every sum is a local variable, because
/// only those live in registers. A is 1 if each round also prefetches lines for later work (<see cref="IProductPrefetch{T}"/>), else 0.
/// </remarks>
internal static unsafe class RegisterTile<T, V, S, R, N, A>
    where T : unmanaged where V : unmanaged where S : struct, ISimd<T, V> where R : struct, ISize where N : struct, ISize where A : struct, ISize
{
    /// <summary>C(r, ·) = S(r, ·) + Σ A(r, k) B(k, ·) over k, and the same of A' and B'.</summary>
    /// <remarks>
    /// S(r, ·) begins at start[r · startRow] (the bias with startRow = 0, C itself, or zeros), C(r, ·) at c[r · cRow]. The lines to ask for
    /// begin at <paramref name="ahead"/>.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(in Factors<T> first, in Factors<T> then, T* ahead, T* start, nint startRow, T* c, nint cRow)
    {
        V c00 = S.Zero, c01 = S.Zero, c02 = S.Zero;
        V c10 = S.Zero, c11 = S.Zero, c12 = S.Zero;
        V c20 = S.Zero, c21 = S.Zero, c22 = S.Zero;
        V c30 = S.Zero, c31 = S.Zero, c32 = S.Zero;
        V c40 = S.Zero, c41 = S.Zero, c42 = S.Zero;
        V c50 = S.Zero, c51 = S.Zero, c52 = S.Zero;
        V c60 = S.Zero, c61 = S.Zero, c62 = S.Zero;
        V c70 = S.Zero, c71 = S.Zero, c72 = S.Zero;
        Read(start, ref c00, ref c01, ref c02);
        if (R.Value > 1) Read(start + startRow, ref c10, ref c11, ref c12);
        if (R.Value > 2) Read(start + (2 * startRow), ref c20, ref c21, ref c22);
        if (R.Value > 3) Read(start + (3 * startRow), ref c30, ref c31, ref c32);
        if (R.Value > 4) Read(start + (4 * startRow), ref c40, ref c41, ref c42);
        if (R.Value > 5) Read(start + (5 * startRow), ref c50, ref c51, ref c52);
        if (R.Value > 6) Read(start + (6 * startRow), ref c60, ref c61, ref c62);
        if (R.Value > 7) Read(start + (7 * startRow), ref c70, ref c71, ref c72);

        for (var term = 0; term < 2; term++)
        {
            ref readonly var factors = ref term == 0 ? ref first : ref then;
            T* a0 = factors.A, a1 = a0 + factors.ARow, a2 = a1 + factors.ARow, a3 = a2 + factors.ARow;
            T* a4 = a3 + factors.ARow, a5 = a4 + factors.ARow, a6 = a5 + factors.ARow, a7 = a6 + factors.ARow;
            T* b = factors.B;
            nint at = 0, aStep = factors.AStep, bStep = factors.BStep;
            for (var k = factors.Depth; k > 0; k--)
            {
                if (A.Value > 0) Prefetch.Line(ahead);
                if (A.Value > 0) Prefetch.Line(ahead + AlignedBuffer<T>.LineLength);
                var b0 = S.Load(b);
                var b1 = N.Value > 1 ? S.Load(b + S.Count) : S.Zero;
                var b2 = N.Value > 2 ? S.Load(b + (2 * S.Count)) : S.Zero;
                Step(a0[at], b0, b1, b2, ref c00, ref c01, ref c02);
                if (R.Value > 1) Step(a1[at], b0, b1, b2, ref c10, ref c11, ref c12);
                if (R.Value > 2) Step(a2[at], b0, b1, b2, ref c20, ref c21, ref c22);
                if (R.Value > 3) Step(a3[at], b0, b1, b2, ref c30, ref c31, ref c32);
                if (R.Value > 4) Step(a4[at], b0, b1, b2, ref c40, ref c41, ref c42);
                if (R.Value > 5) Step(a5[at], b0, b1, b2, ref c50, ref c51, ref c52);
                if (R.Value > 6) Step(a6[at], b0, b1, b2, ref c60, ref c61, ref c62);
                if (R.Value > 7) Step(a7[at], b0, b1, b2, ref c70, ref c71, ref c72);
                at += aStep;
                b += bStep;
                if (A.Value > 0) ahead += IProductPrefetch<T>.NumbersPerRound;
            }
        }

        Write(c, c00, c01, c02);
        if (R.Value > 1) Write(c + cRow, c10, c11, c12);
        if (R.Value > 2) Write(c + (2 * cRow), c20, c21, c22);
        if (R.Value > 3) Write(c + (3 * cRow), c30, c31, c32);
        if (R.Value > 4) Write(c + (4 * cRow), c40, c41, c42);
        if (R.Value > 5) Write(c + (5 * cRow), c50, c51, c52);
        if (R.Value > 6) Write(c + (6 * cRow), c60, c61, c62);
        if (R.Value > 7) Write(c + (7 * cRow), c70, c71, c72);
    }

    /// <summary>One number of A times a row of B, added to a row of sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(T a, V b0, V b1, V b2, ref V c0, ref V c1, ref V c2)
    {
        var v = S.Broadcast(a);
        c0 = S.Fma(v, b0, c0);
        if (N.Value > 1) c1 = S.Fma(v, b1, c1);
        if (N.Value > 2) c2 = S.Fma(v, b2, c2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Read(T* from, ref V c0, ref V c1, ref V c2)
    {
        c0 = S.Load(from);
        if (N.Value > 1) c1 = S.Load(from + S.Count);
        if (N.Value > 2) c2 = S.Load(from + (2 * S.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(T* to, V c0, V c1, V c2)
    {
        S.Store(to, c0);
        if (N.Value > 1) S.Store(to + S.Count, c1);
        if (N.Value > 2) S.Store(to + (2 * S.Count), c2);
    }
}
