using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GruNotebooks.Cells;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>The elementwise part of a minGRU: passes over the units of some sequences. A row of gates is h~ z, block by block.</summary>
internal abstract unsafe class MinGruGates<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static MinGruGates<T> Create(MinGruVariant keep)
    {
        var sign = keep == MinGruVariant.Signed ? 1.0 : 0.0;
        return SimdWidth.Bits switch
        {
            512 => new MinGruGates<T, Vector512<T>, Simd512<T>>(sign),
            256 => new MinGruGates<T, Vector256<T>, Simd256<T>>(sign),
            _ => new MinGruGates<T, Vector128<T>, Simd128<T>>(sign),
        };
    }

    /// <summary>(1) z = σ; (2) h~ stays; (3a) h' = z ⊙ h + (1 − z) ⊙ h~, or (3b) with 2z − 1 for the first z.</summary>
    public abstract void Forward(Rows<T> gates, Rows<T> h, Rows<T> hNext, int units, int rows);

    /// <summary>∂(3a) or ∂(3b), ∂(2), ∂(1): ∂h~ and ∂z, and ∂h = a ⊙ ∂h'.</summary>
    public abstract void Backward(Rows<T> gates, Rows<T> h, Rows<T> dh, Rows<T> d, int units, int rows);

    /// <summary>The step h' = a ⊙ h + b in place of the gates: a = z, or 2z − 1, for z, b = (1 − z) ⊙ h~ for h~.</summary>
    public abstract void Coefficients(Rows<T> gates, int units, int rows);

    /// <summary>Rows of steps (b, a) become each row after the one before it: (a₂, b₂) ∘ (a₁, b₁) = (a₂ ⊙ a₁, a₂ ⊙ b₁ + b₂).</summary>
    public abstract void Compose(Rows<T> before, Rows<T> steps, int units, int rows);

    /// <summary>h' = a ⊙ h + b of rows of steps (b, a).</summary>
    public abstract void Apply(Rows<T> steps, Rows<T> h, Rows<T> hNext, int units, int rows);
}

/// <inheritdoc/>
/// <remarks>Both variants in one formula: a = z − s ⊙ (1 − z), with s = 0 for (3a) and s = 1 for (3b).</remarks>
internal sealed unsafe class MinGruGates<T, V, S>(double sign) : MinGruGates<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T> where V : unmanaged where S : struct, ISimd<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(Rows<T> gates, Rows<T> h, Rows<T> hNext, int units, int rows)
    {
        V s = S.Constant(sign), one = S.Constant(1);
        for (var b = 0; b < rows; b++)
        {
            T* n = gates[b], z = n + units, hRow = h[b], hNextRow = hNext[b];
            for (var j = 0; j < units; j += S.Count)
            {
                V vz = Activations<T, V, S>.Sigmoid(S.Load(z + j)), hTilde = S.Load(n + j);     // (1), (2)
                S.Store(z + j, vz);
                V old = S.Load(hRow + j), turned = S.Multiply(S.Multiply(s, S.Subtract(one, vz)), old);
                S.Store(hNextRow + j, S.Subtract(S.Fma(vz, S.Subtract(old, hTilde), hTilde), turned));   // (3a) as h~ + z ⊙ (h − h~), (3b) less (1 − z) ⊙ h
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(Rows<T> gates, Rows<T> h, Rows<T> dh, Rows<T> d, int units, int rows)
    {
        V s = S.Constant(sign);
        for (var b = 0; b < rows; b++)
        {
            T* n = gates[b], z = n + units, dn = d[b], dz = dn + units, hRow = h[b], dhRow = dh[b];
            Prefetch.Ahead(gates, b, rows, 2 * units);
            Prefetch.Ahead(h, b, rows, units);
            for (var j = 0; j < units; j += S.Count)
            {
                V vz = S.Load(z + j), vdh = S.Load(dhRow + j), old = S.Load(hRow + j);
                V keeping = S.Multiply(vdh, vz), writing = S.NegatedFma(vdh, vz, vdh);
                var dGate = S.Multiply(vdh, S.Fma(s, old, S.Subtract(old, S.Load(n + j))));     // ∂(3a)/∂z, ∂(3b)/∂z
                S.Store(dn + j, writing);                                                       // ∂(3a)/∂h~ = ∂(3b)/∂h~ = ∂(2)
                S.Store(dz + j, S.Multiply(dGate, S.NegatedFma(vz, vz, vz)));                   // ∂(1) through σ
                S.Store(dhRow + j, S.NegatedFma(s, writing, keeping));                          // ∂(3a)/∂h, ∂(3b)/∂h
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Coefficients(Rows<T> gates, int units, int rows)
    {
        V s = S.Constant(sign), one = S.Constant(1);
        for (var row = 0; row < rows; row++)
        {
            T* n = gates[row], z = n + units;
            for (var j = 0; j < units; j += S.Count)
            {
                V vz = Activations<T, V, S>.Sigmoid(S.Load(z + j)), hTilde = S.Load(n + j);     // (1), (2)
                S.Store(z + j, S.NegatedFma(s, S.Subtract(one, vz), vz));
                S.Store(n + j, S.NegatedFma(vz, hTilde, hTilde));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Compose(Rows<T> before, Rows<T> steps, int units, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            T* b1 = before[row], a1 = b1 + units, b2 = steps[row], a2 = b2 + units;
            for (var j = 0; j < units; j += S.Count)
            {
                var va = S.Load(a2 + j);
                S.Store(b2 + j, S.Fma(va, S.Load(b1 + j), S.Load(b2 + j)));
                S.Store(a2 + j, S.Multiply(va, S.Load(a1 + j)));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Apply(Rows<T> steps, Rows<T> h, Rows<T> hNext, int units, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            T* b = steps[row], a = b + units, hRow = h[row], hNextRow = hNext[row];
            for (var j = 0; j < units; j += S.Count) S.Store(hNextRow + j, S.Fma(S.Load(a + j), S.Load(hRow + j), S.Load(b + j)));   // (3a), (3b)
        }
    }
}
