using GruNotebooks.Numerics;

namespace GruNotebooks.Training;

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

        double max = Softmax.Largest(y), sum = 0;           // softmax does not change when max is taken off; exp then cannot overflow
        Span<double> e = y.Length <= OnStack ? stackalloc double[y.Length] : new double[y.Length];
        for (int j = 0; j < y.Length; j++) sum += e[j] = SameBits.Exp(double.CreateTruncating(y[j]) - max);
        for (int j = 0; j < dy.Length; j++) dy[j] = T.CreateTruncating(scale * ((e[j] / sum) - (j == right ? 1 : 0)));
        return SameBits.Log(sum) + max - double.CreateTruncating(y[right]);
    }
}
