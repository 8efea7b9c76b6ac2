using GruNotebooks.Numerics;

namespace GruNotebooks.Training;

/// <summary>p = softmax(y), loss = −ln p(right class); ∂loss/∂y = p − [right class].</summary>
internal sealed class SoftmaxCrossEntropy : Loss
{
    public override string Name => "cross-entropy (nats)";

    protected override double Answer<T>(ReadOnlySpan<T> y, Batch<T> batch, int s, int b, double scale, Span<T> dy)
    {
        int right = batch.Classes?[batch.Answer(s, b)] ?? throw new ArgumentException("Cross-entropy wants classes, the batch has numbers.", nameof(batch));
        if ((uint)right >= (uint)y.Length)
            throw new ArgumentException($"Class {right} at step {s} of sequence {b} is not one of the {y.Length} the network knows.", nameof(batch));

        double max = Softmax.Largest(y), sum = 0;           // softmax does not change when max is taken off; exp then cannot overflow
        foreach (var score in y) sum += SameBits.Exp(double.CreateTruncating(score) - max);
        if (!dy.IsEmpty)
        {
            for (int j = 0; j < y.Length; j++)
            {
                double p = SameBits.Exp(double.CreateTruncating(y[j]) - max) / sum;
                dy[j] = T.CreateTruncating(scale * (j == right ? p - 1 : p));
            }
        }
        return SameBits.Log(sum) + max - double.CreateTruncating(y[right]);
    }
}
