using System.Buffers.Binary;
using System.IO.Compression;
using GruNotebooks.Cli.Pictures;

namespace GruNotebooks.Cli.Tests.Pictures;

public class PalettePngTests
{
    [Fact]
    public void Few_colours_survive_exactly()
    {
        var png = Write(64, 48, (x, y) => x < 32 ? 0x0072B2 : y < 10 ? 0xD55E00 : 0xFFFFFF);
        var smaller = PalettePng.Smaller(png);
        Assert.True(smaller.Length < png.Length);
        Assert.Equal([0x0072B2, 0xD55E00, 0xFFFFFF], Colours(smaller, 64, 48).Distinct().Order());
        Assert.Equal(PngPixels.Read(png)!.Colours, Colours(smaller, 64, 48));
    }

    [Fact]
    public void Many_colours_are_nearly_kept()
    {
        var png = Write(256, 128, (x, y) => (x << 16) | (y << 9) | ((x ^ y) & 255));
        var (before, after) = (PngPixels.Read(png)!.Colours, Colours(PalettePng.Smaller(png), 256, 128));
        var largest = before.Zip(after, (a, b) => Math.Max(Math.Abs((a >> 16) - (b >> 16)), Math.Abs(((a >> 8) & 255) - ((b >> 8) & 255)))).Max();
        Assert.InRange(largest, 1, 40);
    }

    [Fact]
    public void What_is_no_such_png_stays_as_it_is()
    {
        byte[] text = [1, 2, 3];
        Assert.Same(text, PalettePng.Smaller(text));
    }

    /// <summary>A PNG of RGB rows, each as differences to the row above, as browsers write them.</summary>
    private static byte[] Write(int width, int height, Func<int, int, int> colour)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                deflate.WriteByte(2);
                for (var x = 0; x < width; x++)
                {
                    var (c, above) = (colour(x, y), y > 0 ? colour(x, y - 1) : 0);
                    foreach (var shift in (int[])[16, 8, 0])
                        deflate.WriteByte((byte)((c >> shift) - (above >> shift)));
                }
            }
        }
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        byte[] header = [0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, packed.ToArray());
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> kind, byte[] content)
    {
        var word = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, content.Length);
        file.Write(word);
        file.Write(kind);
        file.Write(content);
        file.Write([0, 0, 0, 0]);
    }

    /// <summary>The colours of a palette PNG without filters.</summary>
    private static int[] Colours(byte[] png, int width, int height)
    {
        var palette = Content(png, "PLTE"u8);
        using var inflate = new ZLibStream(new MemoryStream(Content(png, "IDAT"u8)), CompressionMode.Decompress);
        var colours = new int[width * height];
        var row = new byte[width + 1];
        for (var y = 0; y < height; y++)
        {
            inflate.ReadExactly(row);
            for (var x = 0; x < width; x++)
                colours[(y * width) + x] = (palette[3 * row[x + 1]] << 16) | (palette[(3 * row[x + 1]) + 1] << 8) | palette[(3 * row[x + 1]) + 2];
        }
        return colours;
    }

    private static byte[] Content(byte[] png, ReadOnlySpan<byte> kind)
    {
        var at = png.AsSpan().IndexOf(kind);
        return png[(at + 4)..(at + 4 + BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at - 4)))];
    }
}
