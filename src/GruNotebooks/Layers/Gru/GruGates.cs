using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>
/// The elementwise part of a GRU: passes over the units of some sequences. A row of gates is h~ r z and a fourth block, which is
/// hn = Uh·h + bUh (ResetAfter) or r ⊙ h (ResetBefore); a row of gradients has the same blocks.
/// </summary>
internal abstract unsafe class GruGates<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static GruGates<T> Create() => SimdWidth.Bits switch
    {
        512 => new GruGates<T, Vector512<T>, Simd512<T>>(),
        256 => new GruGates<T, Vector256<T>, Simd256<T>>(),
        _ => new GruGates<T, Vector128<T>, Simd128<T>>(),
    };

    /// <summary>ResetAfter: (2), (1) r, z = σ; (3b) h~ = tanh(Wh·x + bh + r ⊙ hn); (4) h' = z ⊙ h + (1 − z) ⊙ h~.</summary>
    public abstract void After(Rows<T> gates, Rows<T> h, Rows<T> hNext, int units, int rows);

    /// <summary>ResetBefore, first half: (2), (1) r, z = σ; and r ⊙ h for the product of (3a).</summary>
    public abstract void Before(Rows<T> gates, Rows<T> h, int units, int rows);

    /// <summary>ResetBefore, second half: (3a) h~ = tanh; (4) h' = z ⊙ h + (1 − z) ⊙ h~.</summary>
    public abstract void Blend(Rows<T> gates, Rows<T> h, Rows<T> hNext, int units, int rows);

    /// <summary>∂(4), ∂(3b), ∂(2), ∂(1), all of <see cref="After"/>: all four blocks, and ∂h = z ⊙ ∂h', to which the product adds.</summary>
    public abstract void AfterBackward(Rows<T> gates, Rows<T> h, Rows<T> dh, Rows<T> d, int units, int rows);

    /// <summary>∂(4), ∂(3a) through tanh, and ∂(1): ∂h~ and ∂z, and ∂h = z ⊙ ∂h'.</summary>
    public abstract void BlendBackward(Rows<T> gates, Rows<T> h, Rows<T> dh, Rows<T> d, int units, int rows);

    /// <summary>∂(3a)/∂r and ∂(2), given ∂(r ⊙ h): ∂r, and ∂h += r ⊙ ∂(r ⊙ h).</summary>
    public abstract void BeforeBackward(Rows<T> gates, Rows<T> h, Rows<T> dOperand, Rows<T> dh, Rows<T> d, int units, int rows);
}

/// <inheritdoc/>
internal sealed unsafe class GruGates<T, V, S> : GruGates<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T> where V : unmanaged where S : struct, ISimd<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void After(Rows<T> gates, Rows<T> h, Rows<T> hNext, int units, int rows)
    {
        for (var b = 0; b < rows; b++)
        {
            T* n = gates[b], r = n + units, z = r + units, hn = z + units;
            T* hRow = h[b], hNextRow = hNext[b];
            for (var j = 0; j < units; j += S.Count)
            {
                S.Store(r + j, Activations<T, V, S>.Sigmoid(S.Load(r + j)));                    // (2)
                S.Store(z + j, Activations<T, V, S>.Sigmoid(S.Load(z + j)));                    // (1)
            }

            // A loop of its own: h~ waits for r, and a processor overlaps more rounds of a loop when each is a shorter chain.
            for (var j = 0; j < units; j += S.Count)
            {
                var hTilde = Activations<T, V, S>.Tanh(S.Fma(S.Load(r + j), S.Load(hn + j), S.Load(n + j)));   // (3b)
                S.Store(n + j, hTilde);
                S.Store(hNextRow + j, Blended(S.Load(z + j), S.Load(hRow + j), hTilde));     // (4)
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Before(Rows<T> gates, Rows<T> h, int units, int rows)
    {
        for (var b = 0; b < rows; b++)
        {
            T* r = gates[b] + units, z = r + units, rh = z + units, hRow = h[b];
            for (var j = 0; j < units; j += S.Count)
            {
                var vr = Activations<T, V, S>.Sigmoid(S.Load(r + j));                           // (2)
                S.Store(r + j, vr);
                S.Store(z + j, Activations<T, V, S>.Sigmoid(S.Load(z + j)));                    // (1)
                S.Store(rh + j, S.Multiply(vr, S.Load(hRow + j)));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Blend(Rows<T> gates, Rows<T> h, Rows<T> hNext, int units, int rows)
    {
        for (var b = 0; b < rows; b++)
        {
            T* n = gates[b], z = n + (2 * units), hRow = h[b], hNextRow = hNext[b];
            for (var j = 0; j < units; j += S.Count)
            {
                var hTilde = Activations<T, V, S>.Tanh(S.Load(n + j));                          // (3a)
                S.Store(n + j, hTilde);
                S.Store(hNextRow + j, Blended(S.Load(z + j), S.Load(hRow + j), hTilde));        // (4)
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AfterBackward(Rows<T> gates, Rows<T> h, Rows<T> dh, Rows<T> d, int units, int rows)
    {
        for (var b = 0; b < rows; b++)
        {
            T* n = gates[b], r = n + units, z = r + units, hn = z + units;
            Prefetch.Ahead(gates, b, rows, 4 * units);
            Prefetch.Ahead(h, b, rows, units);
            T* dn = d[b], dr = dn + units, dz = dr + units, dhn = dz + units;
            T* hRow = h[b], dhRow = dh[b];
            for (var j = 0; j < units; j += S.Count)
            {
                V hTilde = S.Load(n + j), vr = S.Load(r + j), vz = S.Load(z + j), vdh = S.Load(dhRow + j);
                var da = CandidateGradient(vdh, vz, hTilde);                                    // ∂(4)/∂h~, ∂(3b) through tanh
                S.Store(dn + j, da);
                S.Store(dr + j, S.Multiply(S.Multiply(da, S.Load(hn + j)), S.NegatedFma(vr, vr, vr)));   // ∂(3b)/∂r, ∂(2) through σ
                S.Store(dz + j, UpdateGradient(vdh, vz, S.Load(hRow + j), hTilde));             // ∂(4)/∂z, ∂(1) through σ
                S.Store(dhn + j, S.Multiply(da, vr));                                           // ∂(3b)/∂hn
                S.Store(dhRow + j, S.Multiply(vdh, vz));                                        // ∂(4)/∂h
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void BlendBackward(Rows<T> gates, Rows<T> h, Rows<T> dh, Rows<T> d, int units, int rows)
    {
        for (var b = 0; b < rows; b++)
        {
            T* n = gates[b], z = n + (2 * units), dn = d[b], dz = dn + (2 * units), hRow = h[b], dhRow = dh[b];
            for (var j = 0; j < units; j += S.Count)
            {
                V hTilde = S.Load(n + j), vz = S.Load(z + j), vdh = S.Load(dhRow + j);
                S.Store(dn + j, CandidateGradient(vdh, vz, hTilde));                            // ∂(4)/∂h~, ∂(3a) through tanh
                S.Store(dz + j, UpdateGradient(vdh, vz, S.Load(hRow + j), hTilde));             // ∂(4)/∂z, ∂(1) through σ
                S.Store(dhRow + j, S.Multiply(vdh, vz));                                        // ∂(4)/∂h
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void BeforeBackward(Rows<T> gates, Rows<T> h, Rows<T> dOperand, Rows<T> dh, Rows<T> d, int units, int rows)
    {
        for (var b = 0; b < rows; b++)
        {
            T* r = gates[b] + units, dr = d[b] + units, hRow = h[b], dOperandRow = dOperand[b], dhRow = dh[b];
            for (var j = 0; j < units; j += S.Count)
            {
                V vr = S.Load(r + j), drh = S.Load(dOperandRow + j);
                S.Store(dr + j, S.Multiply(S.Multiply(drh, S.Load(hRow + j)), S.NegatedFma(vr, vr, vr)));   // ∂(3a)/∂r, ∂(2) through σ
                S.Store(dhRow + j, S.Fma(drh, vr, S.Load(dhRow + j)));                          // ∂(3a)/∂h
            }
        }
    }

    /// <summary>z ⊙ h + (1 − z) ⊙ h~ = h~ + z ⊙ (h − h~).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Blended(V z, V h, V hTilde) => S.Fma(z, S.Subtract(h, hTilde), hTilde);

    /// <summary>∂ of the candidate's pre-activation: ∂h' ⊙ (1 − z) ⊙ (1 − h~²).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V CandidateGradient(V dh, V z, V hTilde) =>
        S.Multiply(S.NegatedFma(dh, z, dh), S.NegatedFma(hTilde, hTilde, S.Constant(1)));

    /// <summary>∂ of the update gate's pre-activation: ∂h' ⊙ (h − h~) ⊙ z ⊙ (1 − z).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V UpdateGradient(V dh, V z, V h, V hTilde) => S.Multiply(S.Multiply(dh, S.Subtract(h, hTilde)), S.NegatedFma(z, z, z));
}
