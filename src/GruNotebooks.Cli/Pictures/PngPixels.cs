using System.Buffers.Binary;
using System.IO.Compression;

namespace GruNotebooks.Cli.Pictures;

/// <summary>The pixels of a PNG as browsers write it: 8 bits a channel, RGB or RGBA, not interlaced.</summary>
internal sealed record PngPixels(int Width, int Height, int[] Colours)
{
    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <returns>Colours as 0xRRGGBB, row by row; null for another kind of PNG, or one that is not opaque.</returns>
    public static PngPixels? Read(byte[] png)
    {
        if (png.Length < 33 || !png.AsSpan(0, 8).SequenceEqual(Signature)) return null;
        var (width, height) = (Word(png, 16), Word(png, 20));
        var channels = png[25] switch { 2 => 3, 6 => 4, _ => 0 };
        if (png[24] != 8 || channels == 0 || png[28] != 0) return null;
        using var packed = new MemoryStream();
        for (var at = 8; at + 12 <= png.Length; at += 12 + Word(png, at))
        {
            if (png.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8)) packed.Write(png, at + 8, Word(png, at));
        }
        packed.Position = 0;
        using var inflate = new ZLibStream(packed, CompressionMode.Decompress);
        var stride = width * channels;
        var (above, row, colours) = (new byte[stride], new byte[stride], new int[width * height]);
        for (var y = 0; y < height; y++)
        {
            var filter = inflate.ReadByte();
            inflate.ReadExactly(row);
            Unfilter(filter, row, above, channels);
            for (var x = 0; x < width; x++)
            {
                var p = x * channels;
                if (channels == 4 && row[p + 3] != 255) return null;
                colours[(y * width) + x] = (row[p] << 16) | (row[p + 1] << 8) | row[p + 2];
            }
            (above, row) = (row, above);
        }
        return new PngPixels(width, height, colours);
    }

    private static int Word(byte[] bytes, int at) => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));

    /// <summary>A row is stored as differences to the pixel left, above, or to what both predict.</summary>
    private static void Unfilter(int filter, byte[] row, byte[] above, int channels)
    {
        for (var i = 0; i < row.Length; i++)
        {
            int a = i >= channels ? row[i - channels] : 0, b = above[i], c = i >= channels ? above[i - channels] : 0;
            row[i] += (byte)(filter switch { 1 => a, 2 => b, 3 => (a + b) / 2, 4 => Paeth(a, b, c), _ => 0 });
        }
    }

    private static int Paeth(int a, int b, int c)
    {
        var (pa, pb, pc) = (Math.Abs(b - c), Math.Abs(a - c), Math.Abs(a + b - (2 * c)));
        return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
    }
}
