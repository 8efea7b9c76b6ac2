using System.Buffers.Binary;

namespace GruNotebooks.Interop;

/// <summary>A graph of ONNX operators under construction. Field numbers are those of the published onnx.proto.</summary>
internal sealed class OnnxGraph
{
    private const int Float32 = 1, Int64 = 7;                       // TensorProto.DataType
    private const int IntAttribute = 2, IntsAttribute = 7, StringAttribute = 3, StringsAttribute = 8;   // AttributeProto.AttributeType
    private const int FormatVersion = 8, OperatorSet = 14;
    private readonly List<ProtobufWriter> nodes = [], constants = [], inputs = [], outputs = [];

    /// <summary>Adds an operator; an empty name stands for an input that is left out.</summary>
    public void Node(string type, string[] from, string[] to, params ProtobufWriter[] attributes) =>
        nodes.Add(new ProtobufWriter().Texts(1, from).Texts(2, to).Text(3, $"{type}_{nodes.Count}").Text(4, type).Messages(5, attributes));

    /// <summary>Adds an array of numbers in single precision.</summary>
    public string Constant(string name, int[] shape, double[] values)
    {
        var data = new byte[values.Length * sizeof(float)];
        for (var k = 0; k < values.Length; k++) BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(k * sizeof(float)), (float)values[k]);
        return Constant(name, shape, Float32, data);
    }

    /// <summary>Adds a list of whole numbers.</summary>
    public string Constant(string name, params long[] values)
    {
        var data = new byte[values.Length * sizeof(long)];
        for (var k = 0; k < values.Length; k++) BinaryPrimitives.WriteInt64LittleEndian(data.AsSpan(k * sizeof(long)), values[k]);
        return Constant(name, [values.Length], Int64, data);
    }

    /// <summary>Declares an input of the model; a size is a number, or a name where it is free.</summary>
    public string Input(string name, params object[] sizes) => Declare(inputs, name, sizes);

    /// <summary>Declares an output of the model.</summary>
    public string Output(string name, params object[] sizes) => Declare(outputs, name, sizes);

    public static ProtobufWriter Attribute(string name, long value) => new ProtobufWriter().Text(1, name).Number(3, value).Number(20, IntAttribute);

    public static ProtobufWriter Attribute(string name, string value) => new ProtobufWriter().Text(1, name).Text(4, value).Number(20, StringAttribute);

    public static ProtobufWriter Attribute(string name, params long[] values) => new ProtobufWriter().Text(1, name).Numbers(8, values).Number(20, IntsAttribute);

    public static ProtobufWriter Attribute(string name, params string[] values) => new ProtobufWriter().Text(1, name).Texts(9, values).Number(20, StringsAttribute);

    /// <summary>The whole model file.</summary>
    public byte[] ToBytes(string name)
    {
        var graph = new ProtobufWriter().Messages(1, nodes).Text(2, name).Messages(5, constants).Messages(11, inputs).Messages(12, outputs);
        var operators = new ProtobufWriter().Text(1, "").Number(2, OperatorSet);
        return new ProtobufWriter().Number(1, FormatVersion).Text(2, "GruNotebooks").Message(7, graph).Message(8, operators).ToArray();
    }

    private string Constant(string name, int[] shape, int type, byte[] data)
    {
        constants.Add(new ProtobufWriter().Numbers(1, shape.Select(size => (long)size)).Number(2, type).Text(8, name).Bytes(9, data));
        return name;
    }

    private static string Declare(List<ProtobufWriter> list, string name, object[] sizes)
    {
        var shape = new ProtobufWriter().Messages(1, sizes.Select(size => size is int number ? new ProtobufWriter().Number(1, number) : new ProtobufWriter().Text(2, (string)size)));
        var tensor = new ProtobufWriter().Number(1, Float32).Message(2, shape);
        list.Add(new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensor)));
        return name;
    }
}
