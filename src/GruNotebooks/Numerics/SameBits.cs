namespace GruNotebooks.Numerics;

/// <summary>Elementary functions that give the same bits on every machine.</summary>
/// <remarks>
/// <c>Math.Exp</c> and its kin call the C runtime of the operating system, and those differ in the last bit. Here is nothing but
/// additions, multiplications, divisions and fused multiply-adds, which IEEE 754 defines to the last bit. Errors stay below two units
/// in the last place (<see cref="Pow"/>: see there). Polynomials are Chebyshev fits on the reduced interval.
/// </remarks>
public static class SameBits
{
    private const double Ln2 = 0.6931471805599453, Ln2Rest = 2.3190468138462996e-17, Log2E = 1.4426950408889634;
    private const double HalfPi = 1.5707963267948966, HalfPiRest = 6.123233995736766e-17, HalfPiRest2 = -1.4973849048591698e-33;

    /// <summary>e^<paramref name="x"/>; 0 below −745.2, infinity above 709.8.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x)) return x;
        var n = Math.Round(Math.Clamp(x, -800, 800) * Log2E);
        var r = Reduced(Math.Clamp(x, -800, 800), n);
        return Math.ScaleB(1 + ExpM1OfReduced(r), (int)n);
    }

    /// <summary>1 / (1 + e^−<paramref name="x"/>), accurate in both tails.</summary>
    public static double Sigmoid(double x)
    {
        var e = Exp(-Math.Abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// <summary>Hyperbolic tangent, from e^−2|x| − 1, so that nothing cancels near 0.</summary>
    public static double Tanh(double x)
    {
        if (double.IsNaN(x)) return x;
        var y = Math.Max(-2 * Math.Abs(x), -80);
        var n = Math.Round(y * Log2E);
        var scale = Math.ScaleB(1, (int)n);
        var em1 = Math.FusedMultiplyAdd(scale, ExpM1OfReduced(Reduced(y, n)), scale - 1);
        return Math.CopySign(em1 / (2 + em1), x);
    }

    /// <summary>Natural logarithm; −infinity at 0, NaN below.</summary>
    public static double Log(double x)
    {
        var (high, low) = LogInTwoParts(x);
        return high + low;
    }

    /// <summary><paramref name="x"/>^<paramref name="y"/> for x ≥ 0: e^(y ln x) with the logarithm in two parts.</summary>
    /// <remarks>The relative error is below 3 · 10⁻¹⁶ · (1 + |y|/1000) for results within the range of a double.</remarks>
    public static double Pow(double x, double y)
    {
        if (y == 0 || x == 1) return 1;
        if (!(x > 0) || double.IsInfinity(x) || !double.IsFinite(y))
            return x == 0 ? (y > 0 ? 0 : double.PositiveInfinity)
                : double.IsPositiveInfinity(x) && double.IsFinite(y) ? (y > 0 ? x : 0)
                : x > 0 && double.IsInfinity(y) ? ((x > 1) == (y > 0) ? double.PositiveInfinity : 0) : double.NaN;
        var (high, low) = LogInTwoParts(x);
        var product = y * high;
        if (Math.Abs(product) > 800) return Exp(product);
        var rest = Math.FusedMultiplyAdd(y, high, -product) + (y * low);
        var e = Exp(product);
        return Math.FusedMultiplyAdd(e, rest, e);
    }

    /// <summary>Sine; the argument is reduced with a π of 160 bits, which suffices up to |x| of about 10⁹.</summary>
    public static double Sin(double x)
    {
        var (r, quadrant) = ReducedAngle(x);
        var value = (quadrant & 1) == 0 ? SinOfReduced(r) : CosOfReduced(r);
        return (quadrant & 2) == 0 ? value : -value;
    }

    /// <summary>Cosine; see <see cref="Sin"/>.</summary>
    public static double Cos(double x)
    {
        var (r, quadrant) = ReducedAngle(x);
        var value = (quadrant & 1) == 0 ? CosOfReduced(r) : SinOfReduced(r);
        return quadrant is 1 or 2 ? -value : value;
    }

    /// <summary>x − n ln 2 with |result| ≤ ½ ln 2.</summary>
    private static double Reduced(double x, double n) => Math.FusedMultiplyAdd(-n, Ln2Rest, Math.FusedMultiplyAdd(-n, Ln2, x));

    /// <summary>e^r − 1 = r + r² q(r) for |r| ≤ ½ ln 2.</summary>
    private static double ExpM1OfReduced(double r)
    {
        var q = Polynomial(r, [
            0.50000000000000010262, 0.16666666666666667456, 0.041666666666623991516, 0.0083333333333300513464, 0.0013888888917281793308,
            0.00019841269863105968748, 0.000024801521190217727651, 2.7557268378684192873e-6, 2.7620138719733995569e-7, 2.5100424157005066788e-8]);
        return Math.FusedMultiplyAdd(r * r, q, r);
    }

    /// <summary>x = 2^k m with √½ ≤ m &lt; √2; ln m = 2 artanh s, s = (m − 1)/(m + 1). The second part is about 2⁻⁵³ of the first.</summary>
    private static (double High, double Low) LogInTwoParts(double x)
    {
        if (!(x > 0) || double.IsPositiveInfinity(x)) return (x == 0 ? double.NegativeInfinity : x > 0 ? x : double.NaN, 0);
        var k = Math.ILogB(x);
        var m = Math.ScaleB(x, -k);
        if (m >= 1.4142135623730951) (m, k) = (m / 2, k + 1);
        var f = m - 1;
        var s = f / (m + 1);
        // What the division lost: f − s (m + 1), where m + 1 itself = sum + its own rounding.
        var sum = m + 1;
        var sRest = (Math.FusedMultiplyAdd(-s, sum, f) - (s * (m - (sum - 1)))) / sum;
        var w = s * s;
        var tail = s * w * Polynomial(w, [
            0.66666666666666666448, 0.40000000000000941266, 0.28571428570764450117, 0.22222222400547757297,
            0.18181794700897799585, 0.15386290534658991988, 0.13267418596474883398, 0.13100721383503491392]);
        var (high, rest) = TwoSum(k * Ln2, 2 * s);
        var low = rest + Math.FusedMultiplyAdd(k, Ln2, -(k * Ln2)) + (k * Ln2Rest) + (2 * sRest);
        var (top, rest2) = TwoSum(high, tail);
        return TwoSum(top, rest2 + low);
    }

    private static (double Angle, int Quadrant) ReducedAngle(double x)
    {
        if (!double.IsFinite(x)) return (double.NaN, 0);
        var n = Math.Round(x * (1 / HalfPi));
        var r = Math.FusedMultiplyAdd(-n, HalfPiRest2, Math.FusedMultiplyAdd(-n, HalfPiRest, Math.FusedMultiplyAdd(-n, HalfPi, x)));
        return (r, (int)((long)n & 3));
    }

    private static double SinOfReduced(double r)
    {
        var w = r * r;
        return Math.FusedMultiplyAdd(r * w, Polynomial(w, [
            -0.16666666666666664599, 0.0083333333333309245621, -0.00019841269836722417756,
            2.755731608381635861e-6, -2.5051127944014187575e-8, 1.5917848524808261007e-10]), r);
    }

    private static double CosOfReduced(double r)
    {
        var w = r * r;
        var half = 0.5 * w;
        var one = 1 - half;
        return one + (1 - one - half + (w * w * Polynomial(w, [
            0.041666666666666665373, -0.0013888888888887382271, 0.000024801587298743069286,
            -2.7557317260008838164e-7, 2.0876143827993132496e-9, -1.1382456778061305849e-11])));
    }

    /// <summary>Horner's rule, the constant term first.</summary>
    private static double Polynomial(double x, ReadOnlySpan<double> coefficients)
    {
        var sum = coefficients[^1];
        for (var i = coefficients.Length - 2; i >= 0; i--) sum = Math.FusedMultiplyAdd(sum, x, coefficients[i]);
        return sum;
    }

    /// <summary>a + b and what rounding took from it, exactly.</summary>
    private static (double Sum, double Lost) TwoSum(double a, double b)
    {
        var sum = a + b;
        var part = sum - a;
        return (sum, a - (sum - part) + (b - part));
    }
}
