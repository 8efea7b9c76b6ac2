using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GruNotebooks.Numerics;

namespace GruNotebooks.Measuring;

/// <summary>What this machine can do at most: the two lines of a roofline (Williams, Waterman and Patterson 2009, doi:10.1145/1498765.1498785).</summary>
public static class MachinePeak
{
    /// <summary>The best rate of fused multiply-adds of one thread, all numbers in registers, in GFLOP/s (a multiply-add counts two).</summary>
    /// <param name="repeats">The best of so many short runs, because another program can only make one slower.</param>
    public static double MultiplyAdds(int repeats = 15)
    {
        const int rounds = 200_000;
        var best = 0.0;
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var start = Stopwatch.GetTimestamp();
            var sum = SimdWidth.Bits switch
            {
                512 => Chains<Vector512<float>, Simd512<float>>(rounds),
                256 => Chains<Vector256<float>, Simd256<float>>(rounds),
                _ => Chains<Vector128<float>, Simd128<float>>(rounds),
            };
            GC.KeepAlive(sum);
            best = Math.Max(best, 2.0 * ChainCount * (SimdWidth.Bits / 32) * rounds / Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }
        return best;
    }

    /// <summary>How fast one thread reads an array again and again, in GB/s: the speed of the cache that holds it, else the memory's.</summary>
    /// <remarks>Every other pass goes from the end to the beginning, as the layers do: what the nearest cache still holds is read first.
    /// So no program that reads an array of this size once a step can read it faster, and the line of a roofline is a bound.</remarks>
    /// <param name="megabytes">The size of the array.</param>
    /// <param name="repeats">The best of so many runs.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    public static double ReadBandwidth(double megabytes, int repeats = 15)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(megabytes);
        var numbers = new float[Math.Max(1024, (int)(megabytes * 1e6 / sizeof(float)) / 1024 * 1024)];
        var passes = Math.Max(2, 40_000_000 / numbers.Length);
        var best = 0.0;
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var start = Stopwatch.GetTimestamp();
            var sum = SimdWidth.Bits switch
            {
                512 => Sum<Vector512<float>, Simd512<float>>(numbers, passes),
                256 => Sum<Vector256<float>, Simd256<float>>(numbers, passes),
                _ => Sum<Vector128<float>, Simd128<float>>(numbers, passes),
            };
            GC.KeepAlive(sum);
            best = Math.Max(best, (double)passes * numbers.Length * sizeof(float) / Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }
        return best;
    }

    /// <summary>How long a number takes from one core to another and back, in nanoseconds: what threads that share work pay each time they wait for each other.</summary>
    /// <remarks>Below about 100 ns where the two cores share their last cache, several hundred where they do not (measured on one machine, chapter 07); a virtual machine may be moved from one to the other while it runs.</remarks>
    /// <param name="repeats">The best of so many short runs.</param>
    /// <returns>Not a number where there is one core only.</returns>
    public static double CoreRoundTrip(int repeats = 15)
    {
        if (Environment.ProcessorCount == 1) return double.NaN;
        const int rounds = 5_000, asked = 1, answered = 0, over = 2;
        var (best, line) = (double.PositiveInfinity, new int[64]);   // a line of the cache for itself
        ref var word = ref line[32];
        var other = new Thread(Answer) { IsBackground = true };
        other.Start();
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var round = 0; round < rounds; round++)
            {
                Volatile.Write(ref word, asked);
                while (Volatile.Read(ref word) == asked) { }
            }
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / rounds);
        }
        Volatile.Write(ref word, over);
        other.Join();
        return best;

        void Answer()
        {
            ref var mine = ref line[32];
            while (Volatile.Read(ref mine) is var now && now != over)
                if (now == asked) Volatile.Write(ref mine, answered);
        }
    }

    // Twelve independent chains: enough to fill two units whose result is ready after four cycles.
    private const int ChainCount = 12;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe float Chains<V, S>(int rounds) where V : unmanaged where S : struct, ISimd<float, V>
    {
        var (a, b) = (S.Constant(0.999), S.Constant(1e-3));
        var (c0, c1, c2, c3, c4, c5) = (b, b, b, b, b, b);
        var (c6, c7, c8, c9, c10, c11) = (b, b, b, b, b, b);
        for (var round = 0; round < rounds; round++)
        {
            c0 = S.Fma(c0, a, b); c1 = S.Fma(c1, a, b); c2 = S.Fma(c2, a, b); c3 = S.Fma(c3, a, b);
            c4 = S.Fma(c4, a, b); c5 = S.Fma(c5, a, b); c6 = S.Fma(c6, a, b); c7 = S.Fma(c7, a, b);
            c8 = S.Fma(c8, a, b); c9 = S.Fma(c9, a, b); c10 = S.Fma(c10, a, b); c11 = S.Fma(c11, a, b);
        }
        var sum = S.Add(S.Add(S.Add(c0, c1), S.Add(c2, c3)), S.Add(S.Add(c4, c5), S.Add(c6, c7)));
        sum = S.Add(sum, S.Add(S.Add(c8, c9), S.Add(c10, c11)));
        return *(float*)&sum;
    }

    // Eight sums at once, so that reading is what takes the time and not waiting for the sum before; 1024 numbers are a multiple of eight vectors.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe float Sum<V, S>(float[] numbers, int passes) where V : unmanaged where S : struct, ISimd<float, V>
    {
        fixed (float* begin = numbers)
        {
            var block = 8 * S.Count;
            var (s0, s1, s2, s3) = (S.Zero, S.Zero, S.Zero, S.Zero);
            var (s4, s5, s6, s7) = (S.Zero, S.Zero, S.Zero, S.Zero);
            for (var pass = 0; pass < passes; pass++)
            {
                var forward = pass % 2 == 0;
                var at = forward ? begin : begin + numbers.Length - block;
                var stride = forward ? block : -block;
                for (var left = numbers.Length; left > 0; left -= block, at += stride)
                {
                    s0 = S.Add(s0, S.Load(at)); s1 = S.Add(s1, S.Load(at + S.Count));
                    s2 = S.Add(s2, S.Load(at + (2 * S.Count))); s3 = S.Add(s3, S.Load(at + (3 * S.Count)));
                    s4 = S.Add(s4, S.Load(at + (4 * S.Count))); s5 = S.Add(s5, S.Load(at + (5 * S.Count)));
                    s6 = S.Add(s6, S.Load(at + (6 * S.Count))); s7 = S.Add(s7, S.Load(at + (7 * S.Count)));
                }
            }
            var sum = S.Add(S.Add(S.Add(s0, s1), S.Add(s2, s3)), S.Add(S.Add(s4, s5), S.Add(s6, s7)));
            return *(float*)&sum;
        }
    }
}
