using System.Numerics;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop;

/// <summary>The weights of one layer under the names and in the order of the ONNX operators RNN, LSTM and GRU.</summary>
/// <remarks>
/// W is (1 × G·H × I), R (1 × G·H × H), B (1 × 2·G·H): first the biases beside W, then those beside R.
/// Gates by rows: z, r, h for a GRU; i, o, f, c for an LSTM.
/// </remarks>
public static class OnnxLayout
{
    /// <summary>The three arrays of <paramref name="layer"/>: W, R, B.</summary>
    /// <param name="layer">One recurrent layer; both directions are two of these, one after the other.</param>
    /// <exception cref="NotSupportedException">ONNX has no operator for its cell.</exception>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    public static IReadOnlyList<FrameworkArray<T>> Of<T>(RecurrentLayer<T> layer) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (layer.Kind.OnnxOperator is null) throw new NotSupportedException($"ONNX has no operator for the cell {layer.Kind.Name}.");
        var own = new RecurrentArrays<T>(layer);
        var order = GateOrder.Onnx(own.Gates);
        var rows = own.Gates * own.HiddenSize;
        return
        [
            own.Rows("W", [1, rows, layer.InputSize], "W", order),
            own.Rows("R", [1, rows, own.HiddenSize], "U", order),
            own.Biases("B", [1, 2 * rows], order, "b", "bU"),
        ];
    }
}
