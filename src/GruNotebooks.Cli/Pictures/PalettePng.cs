using System.Buffers.Binary;
using System.IO.Compression;

namespace GruNotebooks.Cli.Pictures;

/// <summary>Charts have few colours: a PNG with a palette of at most 256 is a third of what a browser writes, and looks the same.</summary>
internal static class PalettePng
{
    private const int Most = 256;

    /// <summary>The same picture in fewer bytes; the given one where it cannot be made smaller.</summary>
    public static byte[] Smaller(byte[] png)
    {
        if (PngPixels.Read(png) is not { } picture) return png;
        var palette = Choose(picture.Colours);
        var nearest = new Dictionary<int, byte>();
        using var rows = new MemoryStream();
        using (var deflate = new ZLibStream(rows, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var i = 0; i < picture.Colours.Length; i++)
            {
                if (i % picture.Width == 0) deflate.WriteByte(0);
                var colour = picture.Colours[i];
                if (!nearest.TryGetValue(colour, out var index))
                    nearest[colour] = index = Nearest(palette, colour);
                deflate.WriteByte(index);
            }
        }
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        (header[8], header[9]) = (8, 3);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "PLTE"u8, [.. palette.SelectMany(c => (byte[])[(byte)(c >> 16), (byte)(c >> 8), (byte)c])]);
        Chunk(file, "IDAT"u8, rows.ToArray());
        Chunk(file, "IEND"u8, []);
        return file.Length < png.Length ? file.ToArray() : png;
    }

    /// <summary>The most frequent colours that keep a distance from one another, with the least distance at which they fit.</summary>
    private static List<int> Choose(int[] colours)
    {
        int[] frequent = [.. colours.CountBy(c => c).OrderByDescending(c => c.Value).ThenBy(c => c.Key).Select(c => c.Key)];
        for (var apart = 0; ; apart += 12)
        {
            var chosen = new List<int>();
            foreach (var colour in frequent)
            {
                if (chosen.Count > Most) break;
                if (apart == 0 || chosen.TrueForAll(c => Distance(c, colour) > apart * apart / 4)) chosen.Add(colour);
            }
            if (chosen.Count <= Most) return chosen;
        }
    }

    private static byte Nearest(List<int> palette, int colour)
    {
        var best = 0;
        for (var p = 1; p < palette.Count; p++)
        {
            if (Distance(palette[p], colour) < Distance(palette[best], colour)) best = p;
        }
        return (byte)best;
    }

    private static int Distance(int a, int b)
    {
        var (r, g, blue) = ((a >> 16) - (b >> 16), ((a >> 8) & 255) - ((b >> 8) & 255), (a & 255) - (b & 255));
        return (r * r) + (g * g) + (blue * blue);
    }

    private static void Chunk(Stream file, ReadOnlySpan<byte> kind, byte[] content)
    {
        byte[] body = [.. kind, .. content];
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, content.Length);
        file.Write(word);
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(word, Crc32(body));
        file.Write(word);
    }

    private static uint Crc32(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var k = 0; k < 8; k++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }
        return ~crc;
    }
}
