using System.Numerics;

namespace GruNotebooks.Layers;

/// <summary>Makes the layer of a <see cref="CellKind"/>, so that a comparison can loop over the three.</summary>
public static class Recurrent
{
    /// <summary>One layer with the defaults of its kind: tanh, forget bias 1, reset before the product, one bias a gate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or there is no such kind.</exception>
    public static SequenceLayer<T> Create<T>(CellKind kind, int inputSize, int hiddenSize, ulong seed) where T : unmanaged, IBinaryFloatingPointIeee754<T> => kind switch
    {
        CellKind.Rnn => new Rnn<T>(inputSize, hiddenSize, seed),
        CellKind.Lstm => new Lstm<T>(inputSize, hiddenSize, seed),
        CellKind.Gru => new Gru<T>(inputSize, hiddenSize, seed),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), $"No such cell: {kind}."),
    };
}
