using System.Numerics;
using System.Runtime.Intrinsics;
using GruNotebooks.Numerics;

namespace GruNotebooks.Tests.Numerics;

/// <summary>The vectorised sigmoid and tanh: at most 4 units in the last place off, and the same bits with vectors of every width.</summary>
public class ActivationTests
{
    [Fact]
    public void Float_is_accurate() => Accurate<float>(110, 1.4e-45, x => MathF.BitIncrement((float)x) - (float)x);

    [Fact]
    public void Double_is_accurate() => Accurate<double>(750, double.Epsilon, x => Math.BitIncrement(x) - x);

    [Fact]
    public void Limits_and_NaN()
    {
        Limits<float>();
        Limits<double>();
    }

    private static void Accurate<T>(double range, double smallestUnit, Func<double, double> unit) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = Arguments<T>(range);
        var (sigmoid, tanh) = (Evaluate(x, SimdWidth.Bits, tanh: false), Evaluate(x, SimdWidth.Bits, tanh: true));
        for (var i = 0; i < x.Length; i++)
        {
            var v = double.CreateTruncating(x[i]);
            Check("sigmoid", v, ExactReference.Sigmoid(v), double.CreateTruncating(sigmoid[i]));
            Check("tanh", v, ExactReference.TanhOfMagnitude(v), double.CreateTruncating(tanh[i]));
            Assert.Equal(Math.Sign(v), Math.Sign(double.CreateTruncating(tanh[i])));
        }

        foreach (var bits in Widths)
        {
            Assert.Equal(sigmoid, Evaluate(x, bits, tanh: false));
            Assert.Equal(tanh, Evaluate(x, bits, tanh: true));
        }

        void Check(string name, double at, BigInteger exact, double computed)
        {
            var off = ExactReference.UnitsOff(exact, computed, Math.Max(smallestUnit, unit(ExactReference.ToDouble(exact))));
            Assert.True(off <= 4, $"{name}({at:R}) = {computed:R} is {off:F2} units off");
        }
    }

    private static void Limits<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = [T.PositiveInfinity, T.NegativeInfinity, T.Zero, T.NegativeZero, T.CreateTruncating(1e38), T.CreateTruncating(-1e38), T.NaN, T.Epsilon];
        foreach (var bits in Widths)
        {
            Assert.Equal([T.One, T.Zero, T.CreateTruncating(0.5), T.CreateTruncating(0.5), T.One, T.Zero, T.NaN, T.CreateTruncating(0.5)], Evaluate(x, bits, tanh: false));
            Assert.Equal([T.One, -T.One, T.Zero, T.NegativeZero, T.One, -T.One, T.NaN, T.Epsilon], Evaluate(x, bits, tanh: true));
            Assert.True(T.IsNegative(Evaluate(x, bits, tanh: true)[3]));
        }
    }

    internal static IEnumerable<int> Widths => new[] { 128, 256, 512 }.Where(bits => bits <= SimdWidth.Bits);

    /// <summary>Numbers of every size and sign, and the neighbourhood of what decides: halves of ln 2, the ends of the ranges.</summary>
    private static T[] Arguments<T>(double range) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new SeededRandom(11);
        var x = new List<double>();
        for (var i = 0; i < 300; i++)
        {
            x.Add(random.NextUniform(-range, range));
            x.Add(random.NextNormal());
            x.Add(random.NextNormal() * 8);
            x.Add(random.NextNormal() * SameBits.Pow(10, -random.NextUniform(0, 12)));
        }

        for (var n = -20; n <= 20; n++) x.Add((n + 0.5) * 0.6931471805599453);
        return [.. x.Select(T.CreateTruncating)];
    }

    private static T[] Evaluate<T>(T[] x, int bits, bool tanh) where T : unmanaged, IBinaryFloatingPointIeee754<T> => bits switch
    {
        512 => Evaluate<T, Vector512<T>, Simd512<T>>(x, tanh),
        256 => Evaluate<T, Vector256<T>, Simd256<T>>(x, tanh),
        _ => Evaluate<T, Vector128<T>, Simd128<T>>(x, tanh),
    };

    private static unsafe T[] Evaluate<T, V, S>(T[] x, bool tanh) where T : unmanaged where V : unmanaged where S : struct, ISimd<T, V>
    {
        var padded = new T[(x.Length + S.Count - 1) / S.Count * S.Count];
        x.CopyTo(padded, 0);
        fixed (T* p = padded)
        {
            for (var i = 0; i < padded.Length; i += S.Count)
                S.Store(p + i, tanh ? Activations<T, V, S>.Tanh(S.Load(p + i)) : Activations<T, V, S>.Sigmoid(S.Load(p + i)));
        }

        return padded[..x.Length];
    }
}
