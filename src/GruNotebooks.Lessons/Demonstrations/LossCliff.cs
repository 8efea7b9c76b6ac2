using GruNotebooks.Numerics;

namespace GruNotebooks.Lessons.Demonstrations;

/// <summary>The smallest network whose gradient explodes: one unit, no input, h' = tanh(w h + b), asked to end at a target.</summary>
/// <remarks>After Pascanu, Mikolov and Bengio 2013 (arXiv:1211.5063), figure 6, which uses a sigmoid: the loss over (w, b) has a wall.</remarks>
/// <param name="Steps">T, how often the unit is applied.</param>
/// <param name="Start">h before the first step.</param>
/// <param name="Target">Where h should be after the last step.</param>
public sealed record LossCliff(int Steps = 50, double Start = 0.5, double Target = -0.5)
{
    /// <summary>(h_T − target)² and its derivatives by w and b, back-propagated through all steps.</summary>
    public CliffPoint At(double w, double b)
    {
        var h = new double[Steps + 1];   // h[t] is the state after t steps
        h[0] = Start;
        for (var t = 1; t <= Steps; t++) h[t] = SameBits.Tanh((w * h[t - 1]) + b);

        var (dh, dw, db) = (2 * (h[Steps] - Target), 0.0, 0.0);
        for (var t = Steps; t >= 1; t--)
        {
            var da = dh * (1 - (h[t] * h[t]));
            dw += da * h[t - 1];
            db += da;
            dh = da * w;
        }
        var error = h[Steps] - Target;
        return new(w, b, error * error, dw, db);
    }

    /// <summary>The loss on a grid: <c>[i, j]</c> at <c>w[j]</c>, <c>b[i]</c>.</summary>
    public double[,] Surface(IReadOnlyList<double> w, IReadOnlyList<double> b)
    {
        var surface = new double[b.Count, w.Count];
        for (var i = 0; i < b.Count; i++)
            for (var j = 0; j < w.Count; j++) surface[i, j] = At(w[j], b[i]).Loss;
        return surface;
    }

    /// <summary>Gradient descent from (w, b); a gradient longer than <paramref name="clip"/> is shortened to that length.</summary>
    /// <param name="w">First w.</param>
    /// <param name="b">First b.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="moves">How many updates.</param>
    /// <param name="clip">The largest norm a gradient may have; positive infinity leaves it alone.</param>
    /// <returns>moves + 1 points, the first at the start.</returns>
    public IReadOnlyList<CliffPoint> Descend(double w, double b, double rate, int moves, double clip = double.PositiveInfinity)
    {
        var path = new List<CliffPoint> { At(w, b) };
        for (var move = 0; move < moves; move++)
        {
            var here = path[^1];
            var length = here.GradientNorm > clip ? rate * clip / here.GradientNorm : rate;
            path.Add(At(here.W - (length * here.DW), here.B - (length * here.DB)));
        }
        return path;
    }

    /// <summary>Descends from 20 × 10 starts on the upper plain, w = 1.1 … 1.48 and b = 0 … 0.27.</summary>
    /// <param name="rate">The learning rate.</param>
    /// <param name="moves">How many updates each.</param>
    /// <param name="clip">The largest norm a gradient may have.</param>
    /// <returns>How many starts there were, how many ended at a loss below 0.01, and the steepest slope that any of them met.</returns>
    public (int Starts, int Arrived, double Steepest) FromManyStarts(double rate, int moves, double clip)
    {
        var paths = (from i in Enumerable.Range(0, 20) from j in Enumerable.Range(0, 10) select Descend(1.1 + (0.02 * i), 0.03 * j, rate, moves, clip)).ToArray();
        return (paths.Length, paths.Count(path => path[^1].Loss < 0.01), paths.Max(path => path.Max(point => point.GradientNorm)));
    }
}

/// <summary>The loss and its slope at one (w, b).</summary>
/// <param name="W">The recurrent weight.</param>
/// <param name="B">The bias.</param>
/// <param name="Loss">(h_T − target)².</param>
/// <param name="DW">∂loss/∂w.</param>
/// <param name="DB">∂loss/∂b.</param>
public sealed record CliffPoint(double W, double B, double Loss, double DW, double DB)
{
    /// <summary>The length of the slope.</summary>
    public double GradientNorm => Math.Sqrt((DW * DW) + (DB * DB));
}
