using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>The elementwise part of a minimal gated unit: passes over the units of some sequences. A row of gates is h~ f (f ⊙ h), block by block.</summary>
internal abstract unsafe class MguGates<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static MguGates<T> Create() => SimdWidth.Bits switch
    {
        512 => new MguGates<T, Vector512<T>, Simd512<T>>(),
        256 => new MguGates<T, Vector256<T>, Simd256<T>>(),
        _ => new MguGates<T, Vector128<T>, Simd128<T>>(),
    };

    /// <summary>(1) f = σ, and f ⊙ h for the product of (2).</summary>
    public abstract void Forget(Rows<T> gates, Rows<T> h, int units, int rows);

    /// <summary>(2) h~ = tanh; (3) h' = (1 − f) ⊙ h + f ⊙ h~.</summary>
    public abstract void Blend(Rows<T> gates, Rows<T> h, Rows<T> hNext, int units, int rows);

    /// <summary>∂(3) and ∂(2) through tanh: ∂h~, the part of ∂f that comes through (3), and ∂h = (1 − f) ⊙ ∂h'.</summary>
    public abstract void BlendBackward(Rows<T> gates, Rows<T> h, Rows<T> dh, Rows<T> d, int units, int rows);

    /// <summary>∂(1), given ∂(f ⊙ h): ∂f, and ∂h += f ⊙ ∂(f ⊙ h).</summary>
    public abstract void ForgetBackward(Rows<T> gates, Rows<T> h, Rows<T> dOperand, Rows<T> dh, Rows<T> d, int units, int rows);
}

/// <inheritdoc/>
internal sealed unsafe class MguGates<T, V, S> : MguGates<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T> where V : unmanaged where S : struct, ISimd<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forget(Rows<T> gates, Rows<T> h, int units, int rows)
    {
        for (var b = 0; b < rows; b++)
        {
            T* f = gates[b] + units, fh = f + units, hRow = h[b];
            for (var j = 0; j < units; j += S.Count)
            {
                var vf = Activations<T, V, S>.Sigmoid(S.Load(f + j));                           // (1)
                S.Store(f + j, vf);
                S.Store(fh + j, S.Multiply(vf, S.Load(hRow + j)));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Blend(Rows<T> gates, Rows<T> h, Rows<T> hNext, int units, int rows)
    {
        for (var b = 0; b < rows; b++)
        {
            T* n = gates[b], f = n + units, hRow = h[b], hNextRow = hNext[b];
            for (var j = 0; j < units; j += S.Count)
            {
                var hTilde = Activations<T, V, S>.Tanh(S.Load(n + j));                          // (2)
                var vh = S.Load(hRow + j);
                S.Store(n + j, hTilde);
                S.Store(hNextRow + j, S.Fma(S.Load(f + j), S.Subtract(hTilde, vh), vh));        // (3) as h + f ⊙ (h~ − h)
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void BlendBackward(Rows<T> gates, Rows<T> h, Rows<T> dh, Rows<T> d, int units, int rows)
    {
        var one = S.Constant(1);
        for (var b = 0; b < rows; b++)
        {
            T* n = gates[b], f = n + units, dn = d[b], df = dn + units, hRow = h[b], dhRow = dh[b];
            Prefetch.Ahead(gates, b, rows, 3 * units);
            Prefetch.Ahead(h, b, rows, units);
            for (var j = 0; j < units; j += S.Count)
            {
                V hTilde = S.Load(n + j), vf = S.Load(f + j), vdh = S.Load(dhRow + j);
                S.Store(dn + j, S.Multiply(S.Multiply(vdh, vf), S.NegatedFma(hTilde, hTilde, one)));   // ∂(3)/∂h~, ∂(2) through tanh
                S.Store(df + j, S.Multiply(vdh, S.Subtract(hTilde, S.Load(hRow + j))));         // ∂(3)/∂f
                S.Store(dhRow + j, S.NegatedFma(vdh, vf, vdh));                                 // ∂(3)/∂h
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ForgetBackward(Rows<T> gates, Rows<T> h, Rows<T> dOperand, Rows<T> dh, Rows<T> d, int units, int rows)
    {
        for (var b = 0; b < rows; b++)
        {
            T* f = gates[b] + units, df = d[b] + units, hRow = h[b], dOperandRow = dOperand[b], dhRow = dh[b];
            for (var j = 0; j < units; j += S.Count)
            {
                V vf = S.Load(f + j), dfh = S.Load(dOperandRow + j);
                var total = S.Fma(dfh, S.Load(hRow + j), S.Load(df + j));                       // ∂(2)/∂f joins ∂(3)/∂f
                S.Store(df + j, S.Multiply(total, S.NegatedFma(vf, vf, vf)));                   // ∂(1) through σ
                S.Store(dhRow + j, S.Fma(dfh, vf, S.Load(dhRow + j)));                          // ∂(2)/∂h
            }
        }
    }
}
