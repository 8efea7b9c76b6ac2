using System.Text;
using GruNotebooks.Numerics;

namespace GruNotebooks.Interop.Tests;

/// <summary>Files as they are after an accident or an attack: a good one with bits, bytes, numbers or pieces changed at random.</summary>
internal static class Mutation
{
    private static readonly byte[][] Pieces = [.. new[]
    {
        "-1", "0", "1e39", "1e999", "-0", "9999999999999999999", "2147483647", "2000000", "null", "true", "\"\"", "\"\\ud800\"", "[]", "{}", "[[[[", "NaN", "\n", "\u001b[31m", ",", "\uFEFF",
        "gru", "lstm", "rnn", "pytorch", "keras", "layers", "weights", "W", "0.0", "[1,2]", "\"shape\"", "F32", "F64", "é",
    }.Select(Encoding.UTF8.GetBytes), [0xEF, 0xBB, 0xBF], [0xFF], [0x00], [0xC0, 0x80], [0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]];

    /// <summary>A changed copy; same seed, same change.</summary>
    public static byte[] Of(byte[] file, ulong seed)
    {
        var random = new SeededRandom(seed);
        var bytes = new List<byte>(file);
        for (var changes = random.NextInt(4) == 0 ? 3 : 1; changes > 0; changes--) Change(bytes, random);
        return [.. bytes];
    }

    private static void Change(List<byte> bytes, SeededRandom random)
    {
        var at = random.NextInt(bytes.Count + 1);
        var length = Math.Min(1 + random.NextInt(random.NextInt(4) == 0 ? 64 : 6), bytes.Count - at);
        switch (random.NextInt(9))
        {
            case 0 when at < bytes.Count: bytes[at] ^= (byte)(1 << random.NextInt(8)); break;
            case 1 when at < bytes.Count: bytes[at] = (byte)random.NextInt(256); break;
            case 2: bytes.RemoveRange(at, length); break;
            case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
            case 4: bytes.RemoveRange(at, bytes.Count - at); break;
            case 5: bytes.InsertRange(at, Pieces[random.NextInt(Pieces.Length)]); break;
            case 6: Replace(bytes, at, random); break;
            case 7: bytes.InsertRange(random.NextInt(bytes.Count + 1), bytes.GetRange(at, length)); break;
            default:
                for (var k = at; k < at + length; k++) bytes[k] = (byte)random.NextInt(256);
                break;
        }
    }

    /// <summary>The next number of a text, or a few bytes, by a piece.</summary>
    private static void Replace(List<byte> bytes, int at, SeededRandom random)
    {
        var number = random.NextInt(2) == 0 ? bytes.FindIndex(at, value => value is >= (byte)'0' and <= (byte)'9') : -1;
        if (number >= 0) at = number;
        var end = at;
        while (end < bytes.Count && end - at < 24 && bytes[end] is (>= (byte)'0' and <= (byte)'9') or (byte)'.' or (byte)'-') end++;
        bytes.RemoveRange(at, Math.Max(end - at, Math.Min(1, bytes.Count - at)));
        bytes.InsertRange(at, Pieces[random.NextInt(Pieces.Length)]);
    }
}
