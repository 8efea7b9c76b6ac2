namespace GruNotebooks.Layers;

/// <summary>A layer that was trained in single precision, in double: for Jacobians and gradients whose small parts matter.</summary>
public static class Widening
{
    /// <summary>A new layer of the same kind with the same weights.</summary>
    /// <param name="layer">An Rnn, Lstm or Gru, or a stack or both directions of them; dropout is left behind.</param>
    /// <exception cref="ArgumentException">Another kind of layer.</exception>
    public static SequenceLayer<double> Widen(this SequenceLayer<float> layer) => layer switch
    {
        RecurrentLayer<float> one => WithWeights(one.Kind.CreateLayer<double>(one.InputSize, one.HiddenSize, 0, one.Options), one),
        Stacked<float> stack => new Stacked<double>([.. stack.Layers.Select(Widen)]),
        Bidirectional<float> both => new Bidirectional<double>(both.ForwardLayer.Widen(), both.ReverseLayer.Widen()),
        Dropout<float> dropout => dropout.Layer.Widen(),    // outside training it is its layer
        _ => throw new ArgumentException($"A {layer.GetType().Name} has no double of its own.", nameof(layer)),
    };

    /// <summary>A copy of the numbers, [T, B, F].</summary>
    public static Sequence<double> Widen(this Sequence<float> sequence) =>
        new(sequence.Steps, sequence.Batch, sequence.Features, Array.ConvertAll(sequence.Data, value => (double)value));

    private static SequenceLayer<double> WithWeights(SequenceLayer<double> wide, SequenceLayer<float> narrow)
    {
        foreach (var (to, from) in wide.Parameters.Zip(narrow.Parameters))
            for (var k = 0; k < to.Count; k++) to.Value[k] = from.Value[k];
        return wide;
    }
}
