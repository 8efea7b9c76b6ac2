using System.Buffers;
using System.Text;

namespace GruNotebooks.Interop;

/// <summary>The few parts of protocol buffers that an ONNX file needs: numbers, texts, bytes, and messages inside messages.</summary>
/// <remarks>A field is a key (its number and wire type) and a value; numbers are written seven bits at a time, lowest first.</remarks>
internal sealed class ProtobufWriter
{
    private const int Varint = 0, LengthDelimited = 2;
    private readonly ArrayBufferWriter<byte> bytes = new();

    public ProtobufWriter Number(int field, long value)
    {
        Key(field, Varint);
        Variable((ulong)value);
        return this;
    }

    public ProtobufWriter Numbers(int field, IEnumerable<long> values)
    {
        foreach (var value in values) Number(field, value);
        return this;
    }

    public ProtobufWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtobufWriter Texts(int field, IEnumerable<string> values)
    {
        foreach (var value in values) Text(field, value);
        return this;
    }

    public ProtobufWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Key(field, LengthDelimited);
        Variable((ulong)value.Length);
        bytes.Write(value);
        return this;
    }

    public ProtobufWriter Message(int field, ProtobufWriter value) => Bytes(field, value.ToArray());

    public ProtobufWriter Messages(int field, IEnumerable<ProtobufWriter> values)
    {
        foreach (var value in values) Message(field, value);
        return this;
    }

    public byte[] ToArray() => bytes.WrittenSpan.ToArray();

    private void Key(int field, int wireType) => Variable(((ulong)field << 3) | (uint)wireType);

    private void Variable(ulong value)
    {
        for (; value >= 0x80; value >>= 7) bytes.Write([(byte)(value | 0x80)]);
        bytes.Write([(byte)value]);
    }
}
