using System.Numerics;
using GruNotebooks.Cells;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop;

/// <summary>Two conventions share the name "update gate". This turns the weights of one into those of the other.</summary>
/// <remarks>
/// Ours keeps with z: h' = z ⊙ h + (1 − z) ⊙ h̃ (Cho et al. 2014, equation 7; PyTorch, Keras, ONNX).
/// Others take with z: h' = (1 − z) ⊙ h + z ⊙ h̃ (Chung et al. 2014, arXiv:1412.3555, equation 5).
/// Since 1 − σ(a) = σ(−a), the sign of Wz, Uz and bz is the whole difference, and the change is its own inverse.
/// </remarks>
public static class UpdateGateConvention
{
    /// <summary>Changes the weights of a GRU layer from one convention to the other, in place.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    public static void Flip<T>(Gru<T> layer) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var parameter in layer.Parameters)
        {
            var gate = parameter.Value.AsSpan(0, parameter.Count / 3);   // z has the first third of the rows
            for (var k = 0; k < gate.Length; k++) gate[k] = -gate[k];
        }
    }

    /// <summary>Changes the weights of a GRU cell from one convention to the other, in place.</summary>
    public static void Flip(GruParameters parameters) =>
        (parameters.Wz, parameters.Uz, parameters.bz, parameters.bUz) = (-parameters.Wz, -parameters.Uz, -parameters.bz, -parameters.bUz);
}
