using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;
using GruNotebooks.Display;

namespace GruNotebooks.Interop;

/// <summary>Arrays in the safetensors format: eight bytes with the header's length, the header as JSON, then the numbers.</summary>
/// <param name="Arrays">The arrays, in the order of their numbers in the file.</param>
/// <param name="Metadata">Texts that go with them.</param>
/// <param name="IsDouble">Whether the numbers are in double precision (F64) or in single (F32).</param>
public sealed record SafetensorsFile(IReadOnlyList<NamedArray> Arrays, IReadOnlyDictionary<string, string> Metadata, bool IsDouble)
{
    private const int LengthBytes = 8;
    private const string MetadataName = "__metadata__";

    private int Width => IsDouble ? sizeof(double) : sizeof(float);

    /// <summary>The file as bytes.</summary>
    /// <exception cref="InvalidDataException">A number is not finite, or single precision cannot hold it.</exception>
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
        var file = new byte[checked(LengthBytes + padded + (int)end)];
        BinaryPrimitives.WriteInt64LittleEndian(file, padded);
        text.CopyTo(file, LengthBytes);
        file.AsSpan(LengthBytes + text.Length, padded - text.Length).Fill((byte)' ');
        WriteNumbers(file.AsSpan(LengthBytes + padded));
        return file;
    }

    /// <summary>Whether a file starts as a safetensors file does.</summary>
    internal static bool IsOne(ReadOnlySpan<byte> file) => HeaderLength(file) is > 0 && file[LengthBytes] == '{';

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is not safetensors, or not of one precision.</exception>
    public static SafetensorsFile Read(ReadOnlySpan<byte> file)
    {
        if (!IsOne(file)) throw new InvalidDataException("it is not a safetensors file");
        var length = HeaderLength(file);
        using var header = ReadHeader(file.Slice(LengthBytes, length));
        var metadata = new Dictionary<string, string>();
        var entries = new List<Entry>();
        foreach (var member in header.RootElement.EnumerateObject())
        {
            if (member.Name != MetadataName) entries.Add(Entry.Read(member.Name, member.Value));
            else if (member.Value.ValueKind != JsonValueKind.Object) throw new InvalidDataException($"{MetadataName} is not an object");
            else
                foreach (var text in member.Value.EnumerateObject())
                    metadata[text.Name] = text.Value.ValueKind == JsonValueKind.String ? text.Value.GetString()! : throw new InvalidDataException($"{MetadataName} has something other than texts");
        }
        entries.Sort((one, other) => one.Begin.CompareTo(other.Begin));
        var (isDouble, end) = (entries.Any(entry => entry.Type == "F64"), 0L);
        var numbers = file[(LengthBytes + length)..];
        var arrays = new List<NamedArray>();
        foreach (var entry in entries)
        {
            arrays.Add(ReadArray(entry, numbers, isDouble));
            if (entry.Begin != end) throw new InvalidDataException($"{FileText.Plain(entry.Name)} starts at byte {entry.Begin} of the numbers, the one before ends at {end}");
            end = entry.End;
        }
        return end == numbers.Length ? new(arrays, metadata, isDouble) : throw new InvalidDataException($"{numbers.Length - end} bytes at its end belong to no array");
    }

    private static int HeaderLength(ReadOnlySpan<byte> file) =>
        file.Length > LengthBytes && BinaryPrimitives.ReadInt64LittleEndian(file) is >= 2 and var length && length <= file.Length - LengthBytes ? (int)length : 0;

    private static JsonDocument ReadHeader(ReadOnlySpan<byte> text)
    {
        try
        {
            return StrictJson.Parse(text.ToArray());
        }
        catch (InvalidDataException failure)
        {
            throw new InvalidDataException($"the header of the safetensors file cannot be read: {failure.Message}", failure);
        }
    }

    private static NamedArray ReadArray(Entry entry, ReadOnlySpan<byte> numbers, bool isDouble)
    {
        if (entry.Type != (isDouble ? "F64" : "F32")) throw new InvalidDataException($"{FileText.Plain(entry.Name)} is {FileText.Plain(entry.Type)}; all arrays must be F32, or all F64");
        var width = isDouble ? sizeof(double) : sizeof(float);
        var count = entry.Shape.Aggregate((Int128)1, (product, size) => product > int.MaxValue ? product : product * size);
        if (entry.End > numbers.Length || entry.End - entry.Begin != count * width)
            throw new InvalidDataException($"{FileText.Plain(entry.Name)} {FileText.Shape(entry.Shape)} does not fit its place in the file; it may be cut short");
        var bytes = numbers[(int)entry.Begin..(int)entry.End];
        var values = new double[(int)count];
        for (var k = 0; k < values.Length; k++)
            values[k] = isDouble ? BinaryPrimitives.ReadDoubleLittleEndian(bytes[(k * width)..]) : BinaryPrimitives.ReadSingleLittleEndian(bytes[(k * width)..]);
        return new(entry.Name, entry.Shape, values);
    }

    private void WriteNumbers(Span<byte> to)
    {
        foreach (var array in Arrays)
        {
            Func<string> where = array.ToString;
            foreach (var value in array.Values)
            {
                if (IsDouble) BinaryPrimitives.WriteDoubleLittleEndian(to, FiniteNumber.Of<double>(value, where));
                else BinaryPrimitives.WriteSingleLittleEndian(to, FiniteNumber.Of<float>(value, where));
                to = to[Width..];
            }
        }
    }

    /// <summary>Where the numbers of one array are: bytes [Begin, End) behind the header.</summary>
    private sealed record Entry(string Name, string Type, int[] Shape, long Begin, long End)
    {
        public static Entry Read(string name, JsonElement node)
        {
            if (node.ValueKind == JsonValueKind.Object && node.TryGetProperty("dtype", out var type) && type.ValueKind == JsonValueKind.String
                && Numbers(node, "shape") is { } shape && shape.All(size => size is > 0 and <= int.MaxValue)
                && Numbers(node, "data_offsets") is [>= 0 and var begin, var end] && begin <= end)
                return new(name, type.GetString()!, [.. shape.Select(size => (int)size)], begin, end);
            throw new InvalidDataException($"{FileText.Plain(name)} lacks a dtype, a shape of sizes above 0, or data_offsets");
        }

        private static long[]? Numbers(JsonElement node, string name)
        {
            if (!node.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array) return null;
            var numbers = new List<long>();
            foreach (var element in list.EnumerateArray())
            {
                if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt64(out var number)) return null;
                numbers.Add(number);
            }
            return [.. numbers];
        }
    }
}
