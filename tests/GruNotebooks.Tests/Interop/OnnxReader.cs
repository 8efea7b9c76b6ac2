using System.Runtime.InteropServices;
using System.Text;

namespace GruNotebooks.Tests.Interop;

/// <summary>Reads an ONNX file by the field numbers of onnx.proto, independently of what wrote it.</summary>
internal sealed class OnnxReader
{
    public OnnxReader(byte[] file)
    {
        var model = Fields(file);
        Assert.Equal(8L, Assert.Single(model, field => field.Number == 1).Value);
        Assert.Equal(14L, Fields(Bytes(model, 8).Single()).Single(field => field.Number == 2).Value);
        var graph = Fields(Bytes(model, 7).Single());
        Nodes = [.. Bytes(graph, 1).Select(node => new Node(Fields(node)))];
        Constants = Bytes(graph, 5).Select(Fields).Where(tensor => (long)tensor.Single(field => field.Number == 2).Value == 1)
            .ToDictionary(tensor => Text(Bytes(tensor, 8).Single()), tensor => MemoryMarshal.Cast<byte, float>(Bytes(tensor, 9).Single()).ToArray());
        Inputs = [.. Bytes(graph, 11).Select(value => Text(Bytes(Fields(value), 1).Single()))];
        Outputs = [.. Bytes(graph, 12).Select(value => Text(Bytes(Fields(value), 1).Single()))];
    }

    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>The arrays in single precision.</summary>
    public IReadOnlyDictionary<string, float[]> Constants { get; }

    public IReadOnlyList<string> Inputs { get; }

    public IReadOnlyList<string> Outputs { get; }

    private static IEnumerable<byte[]> Bytes(IEnumerable<(int Number, object Value)> fields, int number) =>
        fields.Where(field => field.Number == number).Select(field => (byte[])field.Value);

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static List<(int Number, object Value)> Fields(byte[] message)
    {
        var (fields, at) = (new List<(int, object)>(), 0);
        while (at < message.Length)
        {
            var key = Variable();
            Assert.True((key & 7) is 0 or 2, "a wire type that ONNX files of ours do not have");
            if ((key & 7) == 0) fields.Add(((int)(key >> 3), Variable()));
            else
            {
                var length = (int)Variable();
                fields.Add(((int)(key >> 3), message[at..(at + length)]));
                at += length;
            }
        }
        return fields;

        long Variable()
        {
            var (value, shift) = (0L, 0);
            while (true)
            {
                var next = message[at++];
                value |= (long)(next & 0x7F) << shift;
                if (next < 0x80) return value;
                shift += 7;
            }
        }
    }

    /// <summary>One operator.</summary>
    internal sealed class Node(List<(int Number, object Value)> fields)
    {
        public string Type { get; } = Text(Bytes(fields, 4).Single());

        public IReadOnlyList<string> Inputs { get; } = [.. Bytes(fields, 1).Select(Text)];

        /// <summary>The attributes that are one whole number.</summary>
        public IReadOnlyDictionary<string, long> Numbers { get; } = Bytes(fields, 5).Select(Fields)
            .Where(attribute => attribute.Any(field => field.Number == 3))
            .ToDictionary(attribute => Text(Bytes(attribute, 1).Single()), attribute => (long)attribute.Single(field => field.Number == 3).Value);
    }
}
