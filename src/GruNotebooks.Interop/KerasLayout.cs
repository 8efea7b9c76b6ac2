using System.Numerics;
using GruNotebooks.Cells;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop;

/// <summary>The weights of one layer under Keras's names and in its order: SimpleRNN, LSTM and GRU.</summary>
/// <remarks>
/// kernel is (I × G·H), recurrent_kernel (H × G·H): ours on their sides. bias is (G·H), or (2 × G·H) for a GRU with
/// reset_after=True, which is <see cref="GruVariant.ResetAfter"/> with two biases. Gates: z, r, h for a GRU; i, f, c, o for an LSTM.
/// </remarks>
public static class KerasLayout
{
    /// <summary>The three arrays of <paramref name="layer"/>: kernel, recurrent_kernel, bias.</summary>
    /// <param name="layer">One recurrent layer.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="NotSupportedException">Keras has no such layer, or it is a stack or both directions.</exception>
    public static IReadOnlyList<FrameworkArray<T>> Of<T>(SequenceLayer<T> layer) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (LayerPart<T>.AllOf(layer) is not [var part] || part.Layer != layer)
            throw new NotSupportedException("Keras names the arrays of one layer; give the layers of a stack one by one.");
        if (part.Layer.Kind.KerasName is null) throw new NotSupportedException($"Keras has no layer for the cell {part.Layer.Kind.Name}.");
        var own = new RecurrentArrays<T>(layer);
        var order = GateOrder.Keras(own.Gates);
        var twoBiases = layer is Gru<T> { Variant: GruVariant.ResetAfter };
        if (own.HasSecondBias && !twoBiases)
            throw new NotSupportedException("Keras has one bias a gate here; make the layer with BiasScheme.OnePerGate.");
        var width = own.Gates * own.HiddenSize;
        return
        [
            own.Transposed("kernel", "W", order),
            own.Transposed("recurrent_kernel", "U", order),
            twoBiases ? own.Biases("bias", [2, width], order, "b", "bU") : own.Biases("bias", [width], order, "b"),
        ];
    }
}
