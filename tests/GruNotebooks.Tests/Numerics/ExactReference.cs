using System.Numerics;

namespace GruNotebooks.Tests.Numerics;

/// <summary>Sigmoid and tanh to hundreds of bits, in fixed point: whole numbers of 2^−1400.</summary>
internal static class ExactReference
{
    private const int Bits = 1400;
    private static readonly BigInteger One = BigInteger.One << Bits;

    public static BigInteger Sigmoid(double x)
    {
        var e = ExpOfMinus(Math.Abs(x));
        return ((x < 0 ? e : One) << Bits) / (One + e);
    }

    /// <summary>tanh |x|.</summary>
    public static BigInteger TanhOfMagnitude(double x)
    {
        var e = ExpOfMinus(2 * Math.Abs(x));
        return ((One - e) << Bits) / (One + e);
    }

    /// <summary>How far a computed value is off, in units of its type's last place at the true value.</summary>
    public static double UnitsOff(BigInteger exact, double computed, double unit) =>
        (double)((BigInteger.Abs(Fixed(Math.Abs(computed)) - exact) << 20) / Fixed(unit)) / (1 << 20);

    /// <summary>A double as a whole number of 2^−1400, without rounding.</summary>
    public static BigInteger Fixed(double x)
    {
        if (x == 0) return BigInteger.Zero;
        var exponent = Math.ILogB(x) - 52;
        return new BigInteger(Math.ScaleB(x, -exponent)) << (Bits + exponent);
    }

    public static double ToDouble(BigInteger exact)
    {
        var shift = Math.Max(0, (int)exact.GetBitLength() - 62);
        return Math.ScaleB((double)(exact >> shift), shift - Bits);
    }

    /// <summary>e^−y by Taylor's series of e^(−y / 2^16), squared 16 times.</summary>
    private static BigInteger ExpOfMinus(double y)
    {
        var small = Fixed(y) >> 16;
        var (sum, term) = (One, One);
        for (var k = 1; term != 0; k++)
        {
            term = -(term * small >> Bits) / k;
            if (term.IsOne || term == BigInteger.MinusOne) break;
            sum += term;
        }

        for (var square = 0; square < 16; square++) sum = sum * sum >> Bits;
        return sum;
    }
}
