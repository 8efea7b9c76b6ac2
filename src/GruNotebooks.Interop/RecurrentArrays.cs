using System.Numerics;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop;

/// <summary>The arrays of one recurrent layer, and windows on them in the order and form that another framework wants.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed class RecurrentArrays<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<string, Parameter<T>> byName;

    public RecurrentArrays(SequenceLayer<T> layer)
    {
        byName = layer.Parameters.ToDictionary(parameter => parameter.Name);
        HiddenSize = layer.HiddenSize;
        Gates = byName["W"].Shape[0] / HiddenSize;
    }

    public int HiddenSize { get; }

    /// <summary>1 for an RNN, 3 for a GRU, 4 for an LSTM.</summary>
    public int Gates { get; }

    public bool HasSecondBias => byName.ContainsKey("bU");

    /// <summary>A matrix as it is: [gates · H, columns], with the framework's gate order.</summary>
    public FrameworkArray<T> Rows(string name, string ours, GateOrder order) => Rows(name, [.. byName[ours].Shape], ours, order);

    /// <summary>The same in a shape of as many numbers.</summary>
    public FrameworkArray<T> Rows(string name, int[] shape, string ours, GateOrder order)
    {
        var parameter = byName[ours];
        var columns = parameter.Shape[1];
        return new(name, shape, k => (parameter, (order.OurRow(k / columns, HiddenSize) * columns) + (k % columns)));
    }

    /// <summary>A matrix on its side: [columns, gates · H].</summary>
    public FrameworkArray<T> Transposed(string name, string ours, GateOrder order)
    {
        var parameter = byName[ours];
        var (rows, columns) = (parameter.Shape[0], parameter.Shape[1]);
        return new(name, [columns, rows], k => (parameter, (order.OurRow(k % rows, HiddenSize) * columns) + (k / rows)));
    }

    /// <summary>Biases one after the other: [gates · H] each, or all zeros where the layer has no such bias.</summary>
    public FrameworkArray<T> Biases(string name, int[] shape, GateOrder order, params string[] ours)
    {
        var length = Gates * HiddenSize;
        return new(name, shape, k => byName.TryGetValue(ours[k / length], out var parameter) ? (parameter, order.OurRow(k % length, HiddenSize)) : null);
    }
}
