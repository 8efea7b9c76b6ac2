using GruNotebooks.Cells;
using GruNotebooks.Layers;

namespace GruNotebooks.Gradients;

/// <summary>The gradient of the recurrent weights is a sum over steps: how much does each step contribute?</summary>
public static class GradientByStep
{
    /// <summary>The norm of what each step contributes to the gradient of U.</summary>
    /// <remarks>∂loss/∂U = Σ_t da_t h_{t−1}ᵀ with da_t = ∂loss/∂h_t ⊙ φ′.</remarks>
    /// <param name="rnn">A plain recurrent layer. Its own gradients are left as they were.</param>
    /// <param name="tape">Its forward pass, of one sequence.</param>
    /// <param name="dOutput">∂loss/∂output, [T, 1, H].</param>
    /// <returns>T numbers, ‖da_t h_{t−1}ᵀ‖ (Frobenius).</returns>
    /// <exception cref="ArgumentException">More than one sequence.</exception>
    public static double[] OfRecurrentWeights(Rnn<double> rnn, RnnTape<double> tape, Sequence<double> dOutput)
    {
        if (tape.Output.Batch != 1) throw new ArgumentException($"Look at one sequence at a time, got {tape.Output.Batch}.", nameof(tape));
        var dHidden = KeptGradients.Around(rnn, () => rnn.Backward(tape, dOutput)).Hidden;
        var norms = new double[tape.Output.Steps];
        for (var t = 0; t < norms.Length; t++)
        {
            // da_t h_{t−1}ᵀ is an outer product, so its length is the product of the lengths.
            var squares = 0.0;
            for (var j = 0; j < rnn.HiddenSize; j++)
            {
                var h = tape.Output[t, 0, j];
                var da = dHidden[t, 0, j] * (rnn.Activation == RnnActivation.Tanh ? 1 - (h * h) : h > 0 ? 1 : 0);
                squares += da * da;
            }
            norms[t] = Math.Sqrt(squares) * GradientFlow.Length(tape.HiddenBefore(t, 0));
        }
        return norms;
    }

    /// <summary>The relative error of a truncated gradient: ‖whole − part‖ / ‖whole‖.</summary>
    /// <exception cref="ArgumentException">They are not of one length.</exception>
    public static double Missing(IReadOnlyList<double> whole, IReadOnlyList<double> part)
    {
        if (whole.Count != part.Count) throw new ArgumentException($"A gradient of {part.Count} numbers is no part of one of {whole.Count}.", nameof(part));
        var (difference, size) = (0.0, 0.0);
        for (var k = 0; k < whole.Count; k++) (difference, size) = (difference + ((whole[k] - part[k]) * (whole[k] - part[k])), size + (whole[k] * whole[k]));
        return Math.Sqrt(difference / size);
    }

    /// <summary>The gradient of all parameters of a layer as one list, after truncated back-propagation.</summary>
    /// <param name="layer">Any recurrent layer. Its own gradients are left as they were.</param>
    /// <param name="tape">Its forward pass.</param>
    /// <param name="dOutput">∂loss/∂output, [T, B, output size].</param>
    /// <param name="truncate">As in <see cref="SequenceLayer{T}.Backward"/>; 0 for the whole gradient.</param>
    public static double[] Truncated(SequenceLayer<double> layer, Tape<double> tape, Sequence<double> dOutput, int truncate) => KeptGradients.Around(layer, () =>
    {
        layer.ZeroGradients();
        layer.Backward(tape, dOutput, truncate: truncate);
        return layer.Parameters.SelectMany(parameter => parameter.Gradient).ToArray();
    });
}
