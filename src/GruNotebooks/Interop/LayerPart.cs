using System.Numerics;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop;

/// <summary>One recurrent layer inside a stack: how deep it lies, and in which direction it reads.</summary>
/// <param name="Layer">An RNN, an LSTM or a GRU.</param>
/// <param name="Depth">0 for the layer that reads the inputs.</param>
/// <param name="Reverse">Whether it reads from the last step to the first.</param>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed record LayerPart<T>(SequenceLayer<T> Layer, int Depth, bool Reverse) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The layers of a stack from the inputs up, forward before reverse: the order of PyTorch's states.</summary>
    public static IReadOnlyList<LayerPart<T>> AllOf(SequenceLayer<T> layer) => [.. AllOf(layer, 0)];

    private static IEnumerable<LayerPart<T>> AllOf(SequenceLayer<T> layer, int depth) => layer switch
    {
        Stacked<T> stack => stack.Layers.SelectMany((inner, k) => AllOf(inner, depth + k)),
        Bidirectional<T> both => [new(both.ForwardLayer, depth, false), new(both.ReverseLayer, depth, true)],
        _ => [new(layer, depth, false)],
    };
}
