using System.Text;

namespace GruNotebooks.Interop;

/// <summary>One message of protocol buffers, field by field: the counterpart of <see cref="ProtobufWriter"/>.</summary>
internal sealed class ProtobufReader
{
    private const int Varint = 0, Eight = 1, LengthDelimited = 2, Four = 5;
    private readonly List<(int Field, ulong Number, byte[]? Bytes)> fields = [];

    /// <exception cref="InvalidDataException">The bytes are no message.</exception>
    public ProtobufReader(byte[] message)
    {
        var at = 0;
        while (at < message.Length)
        {
            var key = Variable(message, ref at);
            var (field, type) = (checked((int)Math.Min(key >> 3, int.MaxValue)), (int)(key & 7));
            if (type == Varint)
            {
                fields.Add((field, Variable(message, ref at), null));
                continue;
            }
            var length = type switch { Eight => 8UL, Four => 4UL, LengthDelimited => Variable(message, ref at), _ => ulong.MaxValue };
            if (length > (ulong)(message.Length - at)) throw new InvalidDataException("it is not a protocol buffer, or cut short");
            fields.Add((field, 0, message.AsSpan(at, (int)length).ToArray()));
            at += (int)length;
        }
    }

    public long? Number(int field) => fields.LastOrDefault(each => each.Field == field && each.Bytes is null) is { Field: > 0 } found ? (long)found.Number : null;

    /// <summary>Whole numbers, one a field or packed into one.</summary>
    public IEnumerable<long> Numbers(int field) => fields.Where(each => each.Field == field).SelectMany(each => each.Bytes is { } packed ? Unpacked(packed) : [(long)each.Number]);

    public IEnumerable<byte[]> Bytes(int field) => fields.Where(each => each.Field == field && each.Bytes is not null).Select(each => each.Bytes!);

    public IEnumerable<string> Texts(int field) => Bytes(field).Select(Encoding.UTF8.GetString);

    public string Text(int field) => Texts(field).LastOrDefault() ?? "";

    public IEnumerable<ProtobufReader> Messages(int field) => Bytes(field).Select(bytes => new ProtobufReader(bytes));

    private static IEnumerable<long> Unpacked(byte[] packed)
    {
        for (var at = 0; at < packed.Length;) yield return (long)Variable(packed, ref at);
    }

    private static ulong Variable(byte[] message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64 && at < message.Length; shift += 7)
        {
            var next = message[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
        throw new InvalidDataException("it is not a protocol buffer, or cut short");
    }
}
