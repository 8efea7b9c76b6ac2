using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GruNotebooks.Interop;

/// <summary>Arrays in the safetensors format: eight bytes with the header's length, the header as JSON, then the numbers.</summary>
/// <param name="Arrays">The arrays, in the order of their numbers in the file.</param>
/// <param name="Metadata">Texts that go with them.</param>
/// <param name="IsDouble">Whether the numbers are in double precision (F64) or in single (F32).</param>
public sealed record SafetensorsFile(IReadOnlyList<NamedArray> Arrays, IReadOnlyDictionary<string, string> Metadata, bool IsDouble)
{
    private const string MetadataName = "__metadata__";

    private int Width => IsDouble ? sizeof(double) : sizeof(float);

    /// <summary>The file as bytes.</summary>
    public byte[] ToBytes()
    {
        var header = new JsonObject();
        if (Metadata.Count > 0) header[MetadataName] = JsonSerializer.SerializeToNode(Metadata);
        var end = 0L;
        foreach (var array in Arrays)
        {
            var begin = end;
            end = checked(begin + ((long)array.Values.Length * Width));
            header[array.Name] = new JsonObject
            {
                ["dtype"] = IsDouble ? "F64" : "F32",
                ["shape"] = JsonSerializer.SerializeToNode(array.Shape),
                ["data_offsets"] = JsonSerializer.SerializeToNode(new[] { begin, end }),
            };
        }
        var text = JsonSerializer.SerializeToUtf8Bytes(header);
        var padded = (text.Length + 7) / 8 * 8;                     // numbers start at a multiple of eight
        var file = new byte[checked(8 + padded + (int)end)];
        BinaryPrimitives.WriteInt64LittleEndian(file, padded);
        text.CopyTo(file, 8);
        file.AsSpan(8 + text.Length, padded - text.Length).Fill((byte)' ');
        WriteNumbers(file.AsSpan(8 + padded));
        return file;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is not safetensors, or not of one precision.</exception>
    public static SafetensorsFile Read(ReadOnlySpan<byte> file)
    {
        var length = file.Length < 8 ? -1 : BinaryPrimitives.ReadInt64LittleEndian(file);
        if (length < 2 || length > file.Length - 8) throw new InvalidDataException("it is not a safetensors file");
        try
        {
            var header = JsonNode.Parse(file.Slice(8, (int)length)) as JsonObject ?? throw new InvalidDataException("its header is not a JSON object");
            var metadata = header[MetadataName]?.Deserialize<Dictionary<string, string>>() ?? [];
            header.Remove(MetadataName);
            var entries = header.Select(entry => (Name: entry.Key, Place: Entry.Read(entry.Key, entry.Value))).OrderBy(entry => entry.Place.Begin).ToArray();
            var isDouble = entries.Any(entry => entry.Place.Type == "F64");
            var numbers = file[(8 + (int)length)..].ToArray();
            return new([.. entries.Select(entry => ReadArray(entry.Name, entry.Place, numbers, isDouble))], metadata, isDouble);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException("the header of the safetensors file cannot be read", failure);
        }
    }

    private static NamedArray ReadArray(string name, Entry entry, byte[] numbers, bool isDouble)
    {
        if (entry.Type != (isDouble ? "F64" : "F32")) throw new InvalidDataException($"{name} is {entry.Type}; all arrays must be F32, or all F64");
        var count = entry.Shape.Aggregate(1L, (product, size) => checked(product * size));
        if (entry.Begin < 0 || entry.End > numbers.Length || entry.End - entry.Begin != count * (isDouble ? sizeof(double) : sizeof(float)))
            throw new InvalidDataException($"{name} [{string.Join(", ", entry.Shape)}] does not fit its place in the file; it may be cut short");
        var bytes = numbers.AsSpan((int)entry.Begin, (int)(entry.End - entry.Begin));
        var values = new double[count];
        for (var k = 0; k < values.Length; k++)
            values[k] = isDouble ? BinaryPrimitives.ReadDoubleLittleEndian(bytes[(k * 8)..]) : BinaryPrimitives.ReadSingleLittleEndian(bytes[(k * 4)..]);
        return new(name, entry.Shape, values);
    }

    private void WriteNumbers(Span<byte> to)
    {
        foreach (var value in Arrays.SelectMany(array => array.Values))
        {
            if (IsDouble) BinaryPrimitives.WriteDoubleLittleEndian(to, value);
            else BinaryPrimitives.WriteSingleLittleEndian(to, (float)value);
            to = to[Width..];
        }
    }

    /// <summary>Where the numbers of one array are: bytes [Begin, End) behind the header.</summary>
    private sealed record Entry(string Type, int[] Shape, long Begin, long End)
    {
        public static Entry Read(string name, JsonNode? node)
        {
            var (type, shape, offsets) = (node?["dtype"]?.Deserialize<string>(), node?["shape"]?.Deserialize<int[]>(), node?["data_offsets"]?.Deserialize<long[]>());
            return type is not null && shape is not null && shape.All(size => size > 0) && offsets is [var begin, var end] && begin <= end
                ? new(type, shape, begin, end)
                : throw new InvalidDataException($"{name} lacks a dtype, a shape or data_offsets");
        }
    }
}
