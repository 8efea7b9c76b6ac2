using Google.Protobuf;
using GruNotebooks.Interop.Onnx;

namespace GruNotebooks.Interop.Tests.Onnx;

/// <summary>ONNX files of one operator, made by hand, as other exporters could write them.</summary>
internal static class OnnxFiles
{
    public const int InputSize = 2, HiddenSize = 2;

    /// <summary>A graph with x [T, B, 2] and an operator of 2 units whose weights are simple numbers; <paramref name="change"/> makes of it what the test is about.</summary>
    public static ModelProto Of(string type, Action<GraphProto, NodeProto>? change = null, int directions = 1)
    {
        var rows = HiddenSize * type switch { "RNN" => 1, "LSTM" => 4, _ => 3 };
        var node = new NodeProto { OpType = type, Name = "it", Input = { "x", "W", "R", "B" }, Output = { "y" }, Attribute = { OnnxGraph.Attribute("hidden_size", HiddenSize) } };
        if (directions == 2) node.Attribute.Add(OnnxGraph.Attribute("direction", "bidirectional"));
        var graph = new GraphProto
        {
            Name = "one operator",
            Node = { node },
            Initializer = { Numbers("W", directions, rows, InputSize), Numbers("R", directions, rows, HiddenSize), Numbers("B", directions, 2 * rows) },
            Input = { Declared("x", "T", "N", InputSize) },
            Output = { new ValueInfoProto { Name = "y" } },
        };
        change?.Invoke(graph, node);
        return new ModelProto { IrVersion = 8, Graph = graph, OpsetImport = { new OperatorSetIdProto { Domain = "", Version = 14 } } };
    }

    /// <summary>A constant of numbers between −0.9 and 0.9.</summary>
    public static TensorProto Numbers(string name, params int[] shape) =>
        Constant(name, shape, [.. Enumerable.Range(0, shape.Aggregate(1, (product, size) => product * size)).Select(k => ((k * 7 % 19) - 9) / 10f)]);

    public static TensorProto Constant(string name, int[] shape, float[] values) =>
        new() { Name = name, DataType = (int)TensorProto.Types.DataType.Float, Dims = { shape.Select(size => (long)size) }, FloatData = { values } };

    public static TensorProto Whole(string name, params int[] values) =>
        new() { Name = name, DataType = (int)TensorProto.Types.DataType.Int64, Dims = { values.Length }, Int64Data = { values.Select(value => (long)value) } };

    public static ValueInfoProto Declared(string name, params object[] sizes) => new()
    {
        Name = name,
        Type = new TypeProto
        {
            TensorType = new()
            {
                ElemType = (int)TensorProto.Types.DataType.Float,
                Shape = new TensorShapeProto { Dim = { sizes.Select(size => size is int number ? new TensorShapeProto.Types.Dimension { DimValue = number } : new() { DimParam = (string)size }) } },
            },
        },
    };

    public static NodeProto Node(string type, string[] from, string[] to, params AttributeProto[] attributes) =>
        new() { OpType = type, Name = $"{type}_{to[0]}", Input = { from }, Output = { to }, Attribute = { attributes } };

    public static SavedModel<double> Read(ModelProto model) => OnnxImport.Read<double>(model.ToByteArray());

    /// <summary>The one line with which a file is refused.</summary>
    public static string Refusal(ModelProto model)
    {
        var message = Assert.Throws<InvalidDataException>(() => Read(model)).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
