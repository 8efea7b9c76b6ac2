using System.Numerics;
using GruNotebooks.Cells;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop;

/// <summary>The weights of a layer under PyTorch's names and in its order: torch.nn.RNN, LSTM and GRU.</summary>
/// <remarks>
/// weight_ih_l0 is (G·H × I), weight_hh_l0 (G·H × H), bias_ih_l0 and bias_hh_l0 (G·H), then _l0_reverse, _l1 and so on.
/// Gates by rows: r, z, n for a GRU, where n is the candidate; i, f, g, o for an LSTM. PyTorch always has two biases a gate,
/// and its GRU is <see cref="GruVariant.ResetAfter"/>.
/// </remarks>
public static class PyTorchLayout
{
    /// <summary>Every array of <paramref name="layer"/>, in the order of a PyTorch state dictionary.</summary>
    /// <param name="layer">A layer, both directions, or a stack of either.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="NotSupportedException">PyTorch has no such layer: a cell of another name, a GRU with the reset gate before the product, or a stack of unlike layers.</exception>
    public static IReadOnlyList<FrameworkArray<T>> Of<T>(SequenceLayer<T> layer) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var arrays = new List<FrameworkArray<T>>();
        foreach (var part in LayerPart<T>.Alike(layer))
        {
            if (part.Layer.Kind.PyTorchName is null) throw new NotSupportedException($"PyTorch has no layer for the cell {part.Layer.Kind.Name}.");
            if (part.Layer is Gru<T> { Variant: GruVariant.ResetBefore })
                throw new NotSupportedException("PyTorch's GRU resets after the matrix product; a ResetBefore GRU has no counterpart there.");
            var own = new RecurrentArrays<T>(part.Layer);
            var order = GateOrder.PyTorch(own.Gates);
            var suffix = $"_l{part.Depth}{(part.Reverse ? "_reverse" : "")}";
            int[] biasShape = [own.Gates * own.HiddenSize];
            arrays.Add(own.Rows("weight_ih" + suffix, "W", order));
            arrays.Add(own.Rows("weight_hh" + suffix, "U", order));
            arrays.Add(own.Biases("bias_ih" + suffix, biasShape, order, "b"));
            arrays.Add(own.Biases("bias_hh" + suffix, biasShape, order, "bU"));
        }
        return arrays;
    }
}
