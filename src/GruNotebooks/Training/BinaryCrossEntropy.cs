using GruNotebooks.Numerics;

namespace GruNotebooks.Training;

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
