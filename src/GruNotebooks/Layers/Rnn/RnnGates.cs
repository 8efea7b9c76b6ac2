using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GruNotebooks.Cells;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>The elementwise part of a plain recurrent network: one pass over the units of some sequences.</summary>
internal abstract unsafe class RnnGates<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static RnnGates<T> Create() => SimdWidth.Bits switch
    {
        512 => new RnnGates<T, Vector512<T>, Simd512<T>>(),
        256 => new RnnGates<T, Vector256<T>, Simd256<T>>(),
        _ => new RnnGates<T, Vector128<T>, Simd128<T>>(),
    };

    /// <summary>(2) h = φ(a).</summary>
    public abstract void Forward(Rows<T> a, Rows<T> h, int units, int rows, RnnActivation activation);

    /// <summary>∂(2) ∂a = φ'(a) ⊙ ∂h, and ∂h = 0 for the product that follows.</summary>
    public abstract void Backward(Rows<T> h, Rows<T> dh, Rows<T> da, int units, int rows, RnnActivation activation);
}

/// <inheritdoc/>
internal sealed unsafe class RnnGates<T, V, S> : RnnGates<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T> where V : unmanaged where S : struct, ISimd<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(Rows<T> a, Rows<T> h, int units, int rows, RnnActivation activation)
    {
        for (var b = 0; b < rows; b++)
        {
            var (from, to) = ((nint)a[b], (nint)h[b]);
            for (var j = 0; j < units; j += S.Count)
            {
                var x = S.Load((T*)from + j);
                S.Store((T*)to + j, activation == RnnActivation.Tanh ? Activations<T, V, S>.Tanh(x) : S.IfPositive(x, x));   // (2)
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(Rows<T> h, Rows<T> dh, Rows<T> da, int units, int rows, RnnActivation activation)
    {
        var one = S.Constant(1);
        for (var b = 0; b < rows; b++)
        {
            var (hRow, dhRow, daRow) = ((nint)h[b], (nint)dh[b], (nint)da[b]);
            for (var j = 0; j < units; j += S.Count)
            {
                var y = S.Load((T*)hRow + j);
                var dy = S.Load((T*)dhRow + j);
                S.Store((T*)daRow + j, activation == RnnActivation.Tanh ? S.Multiply(dy, S.NegatedFma(y, y, one)) : S.IfPositive(y, dy));   // ∂(2)
                S.Store((T*)dhRow + j, S.Zero);
            }
        }
    }
}
