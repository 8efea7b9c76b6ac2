using System.Buffers.Binary;

namespace GruNotebooks.Interop;

/// <summary>The parts of an ONNX file that recurrent networks need: operators, and constants in single or double precision.</summary>
internal sealed class OnnxFile
{
    private const int Float32 = 1, Float64 = 11;                    // TensorProto.DataType

    /// <exception cref="InvalidDataException">The bytes are no ONNX file.</exception>
    public OnnxFile(byte[] bytes)
    {
        var model = new ProtobufReader(bytes);
        var graph = model.Messages(7).LastOrDefault() ?? throw new InvalidDataException("it has no graph");
        (FormatVersion, OperatorSet) = (model.Number(1) ?? 0, model.Messages(8).FirstOrDefault()?.Number(2) ?? 0);
        Nodes = [.. graph.Messages(1).Select(node => new Node(node))];
        Inputs = [.. graph.Messages(11).Select(value => value.Text(1))];
        Outputs = [.. graph.Messages(12).Select(value => value.Text(1))];
        foreach (var tensor in graph.Messages(5))
            if (tensor.Number(2) is Float32 or Float64) Constants[tensor.Text(8)] = Array(tensor);
    }

    public long FormatVersion { get; }

    public long OperatorSet { get; }

    public IReadOnlyList<Node> Nodes { get; }

    public Dictionary<string, NamedArray> Constants { get; } = [];

    public IReadOnlyList<string> Inputs { get; }

    public IReadOnlyList<string> Outputs { get; }

    private static NamedArray Array(ProtobufReader tensor)
    {
        int[] shape = [.. tensor.Numbers(1).Select(size => size is > 0 and < int.MaxValue ? (int)size : throw new InvalidDataException($"{tensor.Text(8)} has a size of {size}"))];
        var isDouble = tensor.Number(2) == Float64;
        var (width, bytes) = (isDouble ? 8 : 4, tensor.Bytes(9).LastOrDefault() ?? [.. tensor.Bytes(isDouble ? 10 : 4).SelectMany(part => part)]);   // raw, or a list of numbers
        if (shape.Aggregate(1L, (product, size) => checked(product * size)) * width != bytes.Length)
            throw new InvalidDataException($"{tensor.Text(8)} [{string.Join(", ", shape)}] has {bytes.Length / width} numbers");
        var values = new double[bytes.Length / width];
        for (var k = 0; k < values.Length; k++)
            values[k] = isDouble ? BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(k * 8)) : BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(k * 4));
        return new NamedArray(tensor.Text(8), shape, values);
    }

    /// <summary>One operator.</summary>
    internal sealed class Node
    {
        private readonly Dictionary<string, ProtobufReader> attributes;

        public Node(ProtobufReader node)
        {
            (Type, Inputs) = (node.Text(4), [.. node.Texts(1)]);
            attributes = node.Messages(5).ToDictionary(attribute => attribute.Text(1));
        }

        public string Type { get; }

        public IReadOnlyList<string> Inputs { get; }

        public IEnumerable<string> Attributes => attributes.Keys;

        public long? Number(string name) => attributes.GetValueOrDefault(name)?.Number(3);

        public string? Text(string name) => attributes.GetValueOrDefault(name)?.Text(4);

        public IReadOnlyList<string> Texts(string name) => [.. attributes.GetValueOrDefault(name)?.Texts(9) ?? []];
    }
}
