using GruNotebooks.Layers;

namespace GruNotebooks.Gradients;

/// <summary>The norm of the gradient at every step on its way back through time.</summary>
/// <remarks>All norms are root mean squares over the batch. An LSTM passes on two vectors, h and c; <see cref="Hidden"/> alone would
/// miss what flows through c, so <see cref="State"/> is the norm of both together. For the other cells the two are the same.</remarks>
/// <param name="Hidden">‖∂loss/∂h_t‖, T numbers.</param>
/// <param name="State">‖∂loss/∂s_t‖, T numbers, where s is what step t hands to step t + 1 (at the last step: ∂loss/∂h).</param>
/// <param name="Input">‖∂loss/∂x_t‖, T numbers: what the network could still learn about the input of step t.</param>
public sealed record GradientFlow(double[] Hidden, double[] State, double[] Input)
{
    /// <summary>The flow from the end: the loss is v · h_T, v a random direction of length 1 for each sequence.</summary>
    /// <param name="layer">An Rnn, Lstm or Gru of one layer. Its own gradients are left as they were.</param>
    /// <param name="x">Inputs, [T, B, I].</param>
    /// <param name="seed">Of the directions.</param>
    public static GradientFlow FromLastStep(SequenceLayer<double> layer, Sequence<double> x, ulong seed) =>
        Of(layer, layer.Forward(x), LastStep(x.Steps, x.Batch, layer.OutputSize, seed));

    /// <summary>The flow of any loss.</summary>
    /// <param name="layer">An Rnn, Lstm or Gru of one layer. Its own gradients are left as they were.</param>
    /// <param name="tape">Its forward pass.</param>
    /// <param name="dOutput">∂loss/∂output, [T, B, H].</param>
    public static GradientFlow Of(SequenceLayer<double> layer, Tape<double> tape, Sequence<double> dOutput)
    {
        var gradients = KeptGradients.Around(layer, () => layer.Backward(tape, dOutput));
        var hidden = Norms(gradients.Hidden);
        return new(hidden, tape is LstmTape<double> lstm ? WithCell(lstm, gradients.Hidden) : hidden, Norms(gradients.Input));
    }

    /// <summary>The factor by which a curve of norms changes for each step that it goes back, from a straight line through the logarithms.</summary>
    /// <param name="norms">Norms over time; zeros (underflow) are left out.</param>
    /// <exception cref="ArgumentException">Fewer than two norms are above zero.</exception>
    public static double FactorPerStepBack(IReadOnlyList<double> norms)
    {
        var points = norms.Select((norm, t) => (Back: (double)(norms.Count - 1 - t), Log: Math.Log(norm))).Where(point => double.IsFinite(point.Log)).ToArray();
        if (points.Length < 2) throw new ArgumentException("A rate needs two norms above zero.", nameof(norms));
        var (meanBack, meanLog) = (points.Average(point => point.Back), points.Average(point => point.Log));
        return Math.Exp(points.Sum(point => (point.Back - meanBack) * (point.Log - meanLog)) / points.Sum(point => (point.Back - meanBack) * (point.Back - meanBack)));
    }

    /// <summary>Divided by the last value, so that curves of several models start from 1 at the end of the sequence.</summary>
    public static double[] RelativeToLast(double[] norms) => [.. norms.Select(norm => norm / norms[^1])];

    /// <summary>∂loss/∂output of a loss on the last step alone: zero before, and there a random direction of length 1 for each sequence.</summary>
    /// <param name="steps">T.</param>
    /// <param name="batch">B.</param>
    /// <param name="outputs">Numbers that the layer gives at each step.</param>
    /// <param name="seed">Of the directions.</param>
    public static Sequence<double> LastStep(int steps, int batch, int outputs, ulong seed)
    {
        var random = new Numerics.SeededRandom(seed);
        var dOutput = new Sequence<double>(steps, batch, outputs);
        for (var b = 0; b < batch; b++)
        {
            var row = dOutput.Row(steps - 1, b);
            for (var j = 0; j < outputs; j++) row[j] = random.NextNormal();
            var length = Length(row);
            for (var j = 0; j < outputs; j++) row[j] /= length;
        }
        return dOutput;
    }

    /// <summary>∂loss/∂c joins: dc_t = dh_t ⊙ o_t ⊙ (1 − tanh² c_t) + f_{t+1} ⊙ dc_{t+1}, of which step t + 1 is handed the second part.</summary>
    private static double[] WithCell(LstmTape<double> tape, Sequence<double> dHidden)
    {
        var (T, B, H) = (dHidden.Steps, dHidden.Batch, dHidden.Features);
        var (norms, dc) = (new double[T], new double[B * H]);
        for (var t = T - 1; t >= 0; t--)
        {
            var sum = 0.0;
            for (var b = 0; b < B; b++)
                for (var j = 0; j < H; j++)
                {
                    var (dh, handedOn, tanhC) = (dHidden[t, b, j], dc[(b * H) + j], Math.Tanh(tape.CellState[t, b, j]));
                    sum += (dh * dh) + (handedOn * handedOn);
                    dc[(b * H) + j] = tape.ForgetGate[t, b, j] * (handedOn + (dh * tape.OutputGate[t, b, j] * (1 - (tanhC * tanhC))));
                }
            norms[t] = Math.Sqrt(sum / B);
        }
        return norms;
    }

    internal static double[] Norms(Sequence<double> gradient) =>
        [.. Enumerable.Range(0, gradient.Steps).Select(t => Length(gradient.Step(t)) / Math.Sqrt(gradient.Batch))];

    internal static double Length(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value * value;
        return Math.Sqrt(sum);
    }
}
