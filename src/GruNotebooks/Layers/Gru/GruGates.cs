using System.Numerics;
using System.Runtime.Intrinsics;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>
/// The elementwise part of a GRU: passes over the units of some sequences. A row of gates is h~ r z and a fourth block, which is
/// hn = U h + b' (ResetAfter) or r ⊙ h (ResetBefore); a row of gradients has the same blocks.
/// </summary>
internal abstract unsafe class GruGates<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static GruGates<T> Create() => Widest.Bits switch
    {
        512 => new GruGates<T, Vector512<T>, Simd512<T>>(),
        256 => new GruGates<T, Vector256<T>, Simd256<T>>(),
        _ => new GruGates<T, Vector128<T>, Simd128<T>>(),
    };

    /// <summary>ResetAfter: r, z = σ; h~ = tanh(W x + b + r ⊙ hn); h' = z ⊙ h + (1 − z) ⊙ h~.</summary>
    public abstract void After(Rows<T> gates, Rows<T> h, Rows<T> hNext, int units, int rows);

    /// <summary>ResetBefore, first half: r, z = σ; r ⊙ h.</summary>
    public abstract void Before(Rows<T> gates, Rows<T> h, int units, int rows);

    /// <summary>ResetBefore, second half: h~ = tanh; h' = z ⊙ h + (1 − z) ⊙ h~.</summary>
    public abstract void Blend(Rows<T> gates, Rows<T> h, Rows<T> hNext, int units, int rows);

    /// <summary>∂ of <see cref="After"/>: all four blocks, and ∂h = z ⊙ ∂h', to which the product adds.</summary>
    public abstract void AfterBackward(Rows<T> gates, Rows<T> h, Rows<T> dh, Rows<T> d, int units, int rows);

    /// <summary>∂ of <see cref="Blend"/>: ∂h~ and ∂z, and ∂h = z ⊙ ∂h'.</summary>
    public abstract void BlendBackward(Rows<T> gates, Rows<T> h, Rows<T> dh, Rows<T> d, int units, int rows);

    /// <summary>∂ of <see cref="Before"/>, given ∂(r ⊙ h): ∂r, and ∂h += r ⊙ ∂(r ⊙ h).</summary>
    public abstract void BeforeBackward(Rows<T> gates, Rows<T> h, Rows<T> dOperand, Rows<T> dh, Rows<T> d, int units, int rows);
}
