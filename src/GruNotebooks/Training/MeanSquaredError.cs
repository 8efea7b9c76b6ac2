namespace GruNotebooks.Training;

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
