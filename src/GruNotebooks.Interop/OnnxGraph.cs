using System.Buffers.Binary;
using Google.Protobuf;
using GruNotebooks.Interop.Onnx;

namespace GruNotebooks.Interop;

/// <summary>A graph of ONNX operators under construction.</summary>
internal sealed class OnnxGraph
{
    private const int FormatVersion = 8, OperatorSet = 14;   // read by every runtime since 2021
    private readonly GraphProto graph = new();

    /// <summary>Adds an operator; an empty name stands for an input that is left out.</summary>
    public void Node(string type, string[] from, string[] to, params AttributeProto[] attributes) =>
        graph.Node.Add(new NodeProto { Input = { from }, Output = { to }, Name = $"{type}_{graph.Node.Count}", OpType = type, Attribute = { attributes } });

    /// <summary>Adds an array of numbers in single precision.</summary>
    public string Constant(string name, int[] shape, double[] values)
    {
        var data = new byte[values.Length * sizeof(float)];
        Func<string> where = () => name;
        for (var k = 0; k < values.Length; k++) BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(k * sizeof(float)), FiniteNumber.Of<float>(values[k], where));
        return Constant(name, shape, TensorProto.Types.DataType.Float, data);
    }

    /// <summary>Adds a list of whole numbers.</summary>
    public string Constant(string name, params long[] values)
    {
        var data = new byte[values.Length * sizeof(long)];
        for (var k = 0; k < values.Length; k++) BinaryPrimitives.WriteInt64LittleEndian(data.AsSpan(k * sizeof(long)), values[k]);
        return Constant(name, [values.Length], TensorProto.Types.DataType.Int64, data);
    }

    /// <summary>Declares an input of the model; a size is a number, or a name where it is free.</summary>
    public string Input(string name, params object[] sizes)
    {
        graph.Input.Add(Declared(name, sizes));
        return name;
    }

    /// <summary>Declares an output of the model.</summary>
    public void Output(string name, params object[] sizes) => graph.Output.Add(Declared(name, sizes));

    public static AttributeProto Attribute(string name, long value) => new() { Name = name, I = value, Type = AttributeProto.Types.AttributeType.Int };

    public static AttributeProto Attribute(string name, string value) => new() { Name = name, S = ByteString.CopyFromUtf8(value), Type = AttributeProto.Types.AttributeType.String };

    public static AttributeProto Attribute(string name, params long[] values) => new() { Name = name, Ints = { values }, Type = AttributeProto.Types.AttributeType.Ints };

    public static AttributeProto Attribute(string name, params string[] values) =>
        new() { Name = name, Strings = { values.Select(ByteString.CopyFromUtf8) }, Type = AttributeProto.Types.AttributeType.Strings };

    /// <summary>The whole model file.</summary>
    public byte[] ToBytes(string name)
    {
        graph.Name = name;
        return new ModelProto { IrVersion = FormatVersion, ProducerName = "GruNotebooks", Graph = graph, OpsetImport = { new OperatorSetIdProto { Domain = "", Version = OperatorSet } } }.ToByteArray();
    }

    private string Constant(string name, int[] shape, TensorProto.Types.DataType type, byte[] data)
    {
        graph.Initializer.Add(new TensorProto { Dims = { shape.Select(size => (long)size) }, DataType = (int)type, Name = name, RawData = UnsafeByteOperations.UnsafeWrap(data) });
        return name;
    }

    private static ValueInfoProto Declared(string name, object[] sizes)
    {
        var shape = new TensorShapeProto { Dim = { sizes.Select(size => size is int number ? new TensorShapeProto.Types.Dimension { DimValue = number } : new() { DimParam = (string)size }) } };
        return new() { Name = name, Type = new TypeProto { TensorType = new() { ElemType = (int)TensorProto.Types.DataType.Float, Shape = shape } } };
    }
}
