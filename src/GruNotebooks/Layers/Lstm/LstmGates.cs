using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>The elementwise part of an LSTM: one pass over the units of some sequences. A row of gates is i f g o tanh(c), block by block.</summary>
internal abstract unsafe class LstmGates<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static LstmGates<T> Create() => SimdWidth.Bits switch
    {
        512 => new LstmGates<T, Vector512<T>, Simd512<T>>(),
        256 => new LstmGates<T, Vector256<T>, Simd256<T>>(),
        _ => new LstmGates<T, Vector128<T>, Simd128<T>>(),
    };

    /// <summary>(1) to (4) gates from W x + U h + b to their values; (5) c' = f ⊙ c + i ⊙ g; (6) h' = o ⊙ tanh c'.</summary>
    public abstract void Forward(Rows<T> gates, Rows<T> c, Rows<T> cNext, Rows<T> hNext, int units, int rows);

    /// <summary>∂(6) to ∂(1): gradients of the pre-activations from ∂h' and ∂c'; ∂c = f ⊙ ∂c', and ∂h = 0 for the product that follows.</summary>
    public abstract void Backward(Rows<T> gates, Rows<T> c, Rows<T> dh, Rows<T> dc, Rows<T> d, int units, int rows);
}

/// <inheritdoc/>
internal sealed unsafe class LstmGates<T, V, S> : LstmGates<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T> where V : unmanaged where S : struct, ISimd<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(Rows<T> gates, Rows<T> c, Rows<T> cNext, Rows<T> hNext, int units, int rows)
    {
        for (var b = 0; b < rows; b++)
        {
            T* i = gates[b], f = i + units, g = f + units, o = g + units, tanhC = o + units;
            T* cRow = c[b], cNextRow = cNext[b], hRow = hNext[b];
            for (var j = 0; j < units; j += S.Count)
            {
                S.Store(i + j, Activations<T, V, S>.Sigmoid(S.Load(i + j)));                    // (1)
                S.Store(f + j, Activations<T, V, S>.Sigmoid(S.Load(f + j)));                    // (2)
                S.Store(g + j, Activations<T, V, S>.Tanh(S.Load(g + j)));                       // (3)
                S.Store(o + j, Activations<T, V, S>.Sigmoid(S.Load(o + j)));                    // (4)
            }

            // A loop of its own: tanh c' waits for the gates, and a processor overlaps more rounds of a loop when each is a shorter chain.
            for (var j = 0; j < units; j += S.Count)
            {
                var vc = S.Fma(S.Load(f + j), S.Load(cRow + j), S.Multiply(S.Load(i + j), S.Load(g + j)));   // (5)
                var vt = Activations<T, V, S>.Tanh(vc);
                S.Store(tanhC + j, vt);
                S.Store(cNextRow + j, vc);
                S.Store(hRow + j, S.Multiply(S.Load(o + j), vt));                               // (6)
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(Rows<T> gates, Rows<T> c, Rows<T> dh, Rows<T> dc, Rows<T> d, int units, int rows)
    {
        var one = S.Constant(1);
        for (var b = 0; b < rows; b++)
        {
            T* i = gates[b], f = i + units, g = f + units, o = g + units, tanhC = o + units;
            Prefetch.Ahead(gates, b, rows, 5 * units);
            Prefetch.Ahead(c, b, rows, units);
            T* di = d[b], df = di + units, dg = df + units, dO = dg + units;
            T* cRow = c[b], dhRow = dh[b], dcRow = dc[b];
            for (var j = 0; j < units; j += S.Count)
            {
                V vi = S.Load(i + j), vf = S.Load(f + j), vg = S.Load(g + j), vo = S.Load(o + j), vt = S.Load(tanhC + j);
                var vdh = S.Load(dhRow + j);
                // c' reaches the loss through h' = o ⊙ tanh c' and through the next step.
                var vdc = S.Fma(S.Multiply(vdh, vo), S.NegatedFma(vt, vt, one), S.Load(dcRow + j));   // ∂(6)/∂c
                S.Store(di + j, S.Multiply(S.Multiply(vdc, vg), S.NegatedFma(vi, vi, vi)));          // ∂(5)/∂i, ∂(1) through σ
                S.Store(df + j, S.Multiply(S.Multiply(vdc, S.Load(cRow + j)), S.NegatedFma(vf, vf, vf)));   // ∂(5)/∂f, ∂(2) through σ
                S.Store(dg + j, S.Multiply(S.Multiply(vdc, vi), S.NegatedFma(vg, vg, one)));         // ∂(5)/∂g, ∂(3) through tanh
                S.Store(dO + j, S.Multiply(S.Multiply(vdh, vt), S.NegatedFma(vo, vo, vo)));          // ∂(6)/∂o, ∂(4) through σ
                S.Store(dcRow + j, S.Multiply(vdc, vf));                                       // ∂(5)/∂c
                S.Store(dhRow + j, S.Zero);
            }
        }
    }
}
