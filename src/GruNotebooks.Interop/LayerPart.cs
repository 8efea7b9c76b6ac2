using System.Numerics;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop;

/// <summary>One recurrent layer inside a stack: how deep it lies, and in which direction it reads.</summary>
/// <param name="Layer">An RNN, an LSTM or a GRU.</param>
/// <param name="Depth">0 for the layer that reads the inputs.</param>
/// <param name="Reverse">Whether it reads from the last step to the first.</param>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed record LayerPart<T>(RecurrentLayer<T> Layer, int Depth, bool Reverse) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What must be equal in layers that another framework takes as one.</summary>
    public object Cell => (Layer.GetType(), Layer.HiddenSize, (Layer as Rnn<T>)?.Activation, (Layer as Gru<T>)?.Variant);

    /// <summary>The layers of a stack from the inputs up, forward before reverse: the order of PyTorch's states.</summary>
    public static IReadOnlyList<LayerPart<T>> AllOf(SequenceLayer<T> layer) => [.. AllOf(layer, 0)];

    /// <summary>The layers of a stack in which all are alike, as PyTorch's are: one kind of cell, one size, one or both directions throughout.</summary>
    /// <exception cref="NotSupportedException">They are not alike.</exception>
    public static IReadOnlyList<LayerPart<T>> Alike(SequenceLayer<T> layer)
    {
        var parts = AllOf(layer);
        var directions = parts.Count(part => part.Depth == 0);
        if (parts.Select(part => part.Cell).Distinct().Count() > 1
            || parts.GroupBy(part => part.Depth).Any(level => level.Count() != directions))
            throw new NotSupportedException("PyTorch stacks layers of one kind and size only; export the layers one by one.");
        return parts;
    }

    private static List<LayerPart<T>> OnTopOfEachOther(Stacked<T> stack, int depth)
    {
        var parts = new List<LayerPart<T>>();
        foreach (var inner in stack.Layers) parts.AddRange(AllOf(inner, parts.Count == 0 ? depth : parts[^1].Depth + 1));
        return parts;
    }

    private static IEnumerable<LayerPart<T>> AllOf(SequenceLayer<T> layer, int depth) => layer switch
    {
        Stacked<T> stack => OnTopOfEachOther(stack, depth),
        Bidirectional<T> { ForwardLayer: RecurrentLayer<T> forward, ReverseLayer: RecurrentLayer<T> reverse } => [new(forward, depth, false), new(reverse, depth, true)],
        Dropout<T> dropout => AllOf(dropout.Layer, depth),   // outside training it is its layer
        RecurrentLayer<T> single => [new(single, depth, false)],
        _ => throw new NotSupportedException("Other frameworks know layers, both directions of a layer, and stacks of these; nothing else can be given to them."),
    };
}
