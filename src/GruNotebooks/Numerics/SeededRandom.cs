using System.Numerics;

namespace GruNotebooks.Numerics;

/// <summary>Random numbers that are the same on every machine and in every version: xoshiro256++ (Blackman &amp; Vigna 2021).</summary>
/// <remarks>The seed is spread over the 256 bits of state by SplitMix64, so that neighbouring seeds give unrelated streams.</remarks>
public sealed class SeededRandom
{
    private ulong s0, s1, s2, s3;
    private double spareNormal = double.NaN;

    /// <summary>Starts the stream of <paramref name="seed"/>.</summary>
    public SeededRandom(ulong seed)
    {
        (s0, s1, s2, s3) = (SplitMix(ref seed), SplitMix(ref seed), SplitMix(ref seed), SplitMix(ref seed));
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(s0 + s3, 23) + s0;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>Uniform on [0, 1): a multiple of 2⁻⁵³.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform on [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double NextUniform(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>Normal with mean 0 and variance 1, by Marsaglia's polar method.</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(spareNormal))
        {
            var spare = spareNormal;
            spareNormal = double.NaN;
            return spare;
        }

        double u, v, square;
        do
        {
            u = NextUniform(-1, 1);
            v = NextUniform(-1, 1);
            square = (u * u) + (v * v);
        }
        while (square is >= 1 or 0);
        var scale = Math.Sqrt(-2 * SameBits.Log(square) / square);
        spareNormal = v * scale;
        return u * scale;
    }

    /// <summary>Uniform on 0 … <paramref name="count"/> − 1, without bias (Lemire 2019).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    public int NextInt(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var reject = (0UL - (ulong)count) % (ulong)count;
        while (true)
        {
            var high = Math.BigMul(NextBits(), (ulong)count, out var low);
            if (low >= reject) return (int)high;
        }
    }

    /// <summary>Puts the items into a random order, every order equally likely (Fisher–Yates).</summary>
    public void Shuffle<TItem>(IList<TItem> items)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>Writes where the stream stands.</summary>
    internal void Save(BinaryWriter writer)
    {
        foreach (var part in (ReadOnlySpan<ulong>)[s0, s1, s2, s3]) writer.Write(part);
        writer.Write(spareNormal);
    }

    /// <summary>Goes on where <see cref="Save"/> left off.</summary>
    internal void Load(BinaryReader reader)
    {
        (s0, s1, s2, s3) = (reader.ReadUInt64(), reader.ReadUInt64(), reader.ReadUInt64(), reader.ReadUInt64());
        spareNormal = reader.ReadDouble();
    }

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
