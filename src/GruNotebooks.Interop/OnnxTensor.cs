using System.Buffers.Binary;
using System.Numerics;
using GruNotebooks.Display;
using GruNotebooks.Interop.Onnx;

namespace GruNotebooks.Interop;

/// <summary>A constant array of an ONNX file. Its numbers are made only when they are asked for, and only if the file holds them.</summary>
internal sealed class OnnxTensor(TensorProto tensor)
{
    public string Name => tensor.Name;

    public bool IsDouble => tensor.DataType == (int)TensorProto.Types.DataType.Double;

    public IReadOnlyList<long> Shape => tensor.Dims;

    /// <summary>Name and shape.</summary>
    public override string ToString() => $"{FileText.Quoted(Name)} {FileText.Shape(Shape)}";

    /// <summary>The numbers in the precision <typeparamref name="T"/>, row-major.</summary>
    /// <exception cref="InvalidDataException">They are in another file, of a type that no layer has, not as many as the shape says, or not finite.</exception>
    public T[] Numbers<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = new T[Count(tensor.FloatData.Count, TensorProto.Types.DataType.Float) ?? Count(tensor.DoubleData.Count, TensorProto.Types.DataType.Double)
            ?? throw new InvalidDataException($"The numbers of {this} are of type {TypeName}; FLOAT and DOUBLE can be read.")];
        var raw = tensor.RawData.Span;
        Func<string> where = ToString;
        for (var k = 0; k < values.Length; k++)
        {
            var number = (tensor.HasRawData, IsDouble) switch
            {
                (true, true) => BinaryPrimitives.ReadDoubleLittleEndian(raw[(k * sizeof(double))..]),
                (true, false) => BinaryPrimitives.ReadSingleLittleEndian(raw[(k * sizeof(float))..]),
                (false, true) => tensor.DoubleData[k],
                (false, false) => tensor.FloatData[k],
            };
            values[k] = FiniteNumber.Of<T>(number, where);
        }
        return values;
    }

    /// <summary>A list of whole numbers, such as axes; null where it is none or an unlikely long one.</summary>
    public long[]? WholeNumbers()
    {
        if (tensor.DataType != (int)TensorProto.Types.DataType.Int64 || Shape.Count > 1 || tensor.DataLocation == TensorProto.Types.DataLocation.External) return null;
        var raw = tensor.RawData.Span;
        long[] values = tensor.HasRawData ? new long[raw.Length / sizeof(long)] : [.. tensor.Int64Data];
        if (tensor.HasRawData)
            for (var k = 0; k < values.Length; k++) values[k] = BinaryPrimitives.ReadInt64LittleEndian(raw[(k * sizeof(long))..]);
        return values.Length == (Shape.Count == 0 ? 1 : Shape[0]) ? values : null;
    }

    /// <summary>Whether every number is zero.</summary>
    public bool IsZero() => Numbers<double>().All(value => value == 0);

    private string TypeName => Enum.IsDefined((TensorProto.Types.DataType)tensor.DataType) ? ((TensorProto.Types.DataType)tensor.DataType).ToString().ToUpperInvariant() : $"{tensor.DataType}";

    /// <summary>How many numbers there are, if they are of this type.</summary>
    private int? Count(int listed, TensorProto.Types.DataType type)
    {
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External || tensor.ExternalData.Count > 0)
        {
            var place = tensor.ExternalData.FirstOrDefault(entry => entry.Key == "location")?.Value ?? "";
            throw new InvalidDataException($"The numbers of {this} are in another file, {FileText.Quoted(place)}; save the model with its weights inside.");
        }
        if (tensor.DataType != (int)type) return null;
        var width = type == TensorProto.Types.DataType.Double ? sizeof(double) : sizeof(float);
        var held = tensor.HasRawData ? tensor.RawData.Length / (double)width : listed;
        // As floating point: the product of absurd sizes must not wrap round to a small one.
        var wanted = Shape.Aggregate(1.0, (product, size) => size > 0 ? product * size : throw new InvalidDataException($"{this} has a size of {size}."));
        return wanted == held ? (int)held : throw new InvalidDataException($"{this} has {held:0.##} numbers in the file, not {wanted:0}.");
    }
}
