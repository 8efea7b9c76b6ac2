using System.Numerics;
using GruNotebooks.Layers;
using GruNotebooks.Numerics;

namespace GruNotebooks.Training;

/// <summary>The loss of a batch and its gradient with respect to the outputs.</summary>
/// <remarks>Outputs are raw scores (no softmax, no sigmoid): the loss applies those itself, in a form that cannot overflow
/// and gives the same bits on every machine.</remarks>
public abstract class Loss
{
    /// <summary>Classes: −ln of the probability that softmax gives the right class, in nats, averaged over the answers.</summary>
    public static Loss CrossEntropy { get; } = new SoftmaxCrossEntropy();

    /// <summary>Numbers: the square of the error, averaged over the features and the answers.</summary>
    public static Loss MeanSquaredError { get; } = new MeanSquaredError();

    /// <summary>Zeros and ones: −ln of the probability of all features of an answer together, in nats, averaged over the answers.</summary>
    public static Loss BinaryCrossEntropy { get; } = new BinaryCrossEntropy();

    /// <summary>Its name in charts, with the unit.</summary>
    public abstract string Name { get; }

    /// <summary>The loss of a batch.</summary>
    /// <param name="output">The outputs of the network, [S, B, O].</param>
    /// <param name="batch">The batch with the targets.</param>
    /// <param name="dOutput">Filled with ∂loss/∂output, [S, B, O], zero where an answer does not count; null if not needed.</param>
    /// <returns>The mean over the answers that count.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, a class is out of range, or no answer counts.</exception>
    public double Measure<T>(Sequence<T> output, Batch<T> batch, Sequence<T>? dOutput = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (output.Steps != batch.AnswerSteps || output.Batch != batch.Input.Batch)
            throw new ArgumentException($"Outputs are {output}, the batch wants [{batch.AnswerSteps}, {batch.Input.Batch}, ·].", nameof(output));
        if (dOutput is not null && dOutput.Data.Length != output.Data.Length)
            throw new ArgumentException($"The gradient of {output} outputs cannot be {dOutput}.", nameof(dOutput));
        int count = batch.CountAnswers();
        if (count == 0) throw new ArgumentException("No answer of the batch counts: a mean over nothing.", nameof(batch));

        double total = 0, scale = 1.0 / count;
        for (int s = 0; s < output.Steps; s++)
        {
            for (int b = 0; b < output.Batch; b++)
            {
                var dy = dOutput is null ? default : dOutput.Row(s, b);
                if (batch.Counts(s, b)) total += Answer(output.Row(s, b), batch, s, b, scale, dy);
                else dy.Clear();
            }
        }
        return total * scale;
    }

    /// <summary>The loss of one answer, [O]; fills <paramref name="dy"/> with <paramref name="scale"/> times its gradient unless it is empty.</summary>
    protected abstract double Answer<T>(ReadOnlySpan<T> y, Batch<T> batch, int s, int b, double scale, Span<T> dy)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The right numbers of an answer, [O].</summary>
    private protected static ReadOnlySpan<T> ValuesOf<T>(Batch<T> batch, int s, int b, int features)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (batch.Values?.Features != features)
            throw new ArgumentException($"The network gives {features} numbers an answer, the batch wants {(batch.Values is null ? "a class" : $"{batch.Values.Features}")}.", nameof(batch));
        return batch.Values.Row(s, b);
    }
}

/// <summary>p = softmax(y), loss = −ln p(right class); ∂loss/∂y = p − [right class].</summary>
internal sealed class SoftmaxCrossEntropy : Loss
{
    private const int OnStack = 1024;

    public override string Name => "cross-entropy (nats)";

    protected override double Answer<T>(ReadOnlySpan<T> y, Batch<T> batch, int s, int b, double scale, Span<T> dy)
    {
        int right = batch.Classes?[batch.Answer(s, b)] ?? throw new ArgumentException("Cross-entropy wants classes, the batch has numbers.", nameof(batch));
        if ((uint)right >= (uint)y.Length)
            throw new ArgumentException($"Class {right} at step {s} of sequence {b} is not one of the {y.Length} the network knows.", nameof(batch));

        double max = Softmax.Largest(y), sum = 0;           // subtracting the maximum leaves softmax unchanged and keeps exp from overflowing
        Span<double> e = y.Length <= OnStack ? stackalloc double[y.Length] : new double[y.Length];
        for (int j = 0; j < y.Length; j++) sum += e[j] = SameBits.Exp(double.CreateTruncating(y[j]) - max);
        for (int j = 0; j < dy.Length; j++) dy[j] = T.CreateTruncating(scale * ((e[j] / sum) - (j == right ? 1 : 0)));
        return SameBits.Log(sum) + max - double.CreateTruncating(y[right]);
    }
}

/// <summary>p = σ(y), loss = −Σ [t ln p + (1 − t) ln(1 − p)] over the features; ∂loss/∂y = p − t.</summary>
/// <remarks>Written as max(y, 0) − t y + ln(1 + exp(−|y|)), which is exact for large scores of either sign.</remarks>
internal sealed class BinaryCrossEntropy : Loss
{
    public override string Name => "negative log-likelihood (nats)";

    protected override double Answer<T>(ReadOnlySpan<T> y, Batch<T> batch, int s, int b, double scale, Span<T> dy)
    {
        var target = ValuesOf(batch, s, b, y.Length);
        double sum = 0;
        for (int j = 0; j < y.Length; j++)
        {
            double score = double.CreateTruncating(y[j]), t = double.CreateTruncating(target[j]);
            double small = SameBits.Exp(-Math.Abs(score));
            sum += Math.Max(score, 0) - (t * score) + SameBits.Log(1 + small);
            if (!dy.IsEmpty) dy[j] = T.CreateTruncating(scale * (((score >= 0 ? 1 : small) / (1 + small)) - t));
        }
        return sum;
    }
}

/// <summary>loss = mean over the features of (y − target)²; ∂loss/∂y = 2 (y − target) / O.</summary>
internal sealed class MeanSquaredError : Loss
{
    public override string Name => "mean squared error";

    protected override double Answer<T>(ReadOnlySpan<T> y, Batch<T> batch, int s, int b, double scale, Span<T> dy)
    {
        var target = ValuesOf(batch, s, b, y.Length);
        double sum = 0;
        for (int j = 0; j < y.Length; j++)
        {
            double error = double.CreateTruncating(y[j]) - double.CreateTruncating(target[j]);
            sum += error * error;
            if (!dy.IsEmpty) dy[j] = T.CreateTruncating(scale * 2 * error / y.Length);
        }
        return sum / y.Length;
    }
}
