using System.Numerics;
using Google.Protobuf;
using GruNotebooks.Display;
using GruNotebooks.Interop.Onnx;

namespace GruNotebooks.Interop;

/// <summary>Recurrent networks out of ONNX files: those of <see cref="OnnxExport"/>, and others whose RNN, LSTM or GRU operators follow each other.</summary>
/// <remarks>
/// Between the operators may stand what lays the outputs of one out for the next (Transpose, Reshape, Squeeze), before them what cuts an
/// input into initial states or makes states of zeros, and after them a dense layer (MatMul, Add). Every operator, attribute and array is
/// used or refused by name. The network reads [T, B, I] whatever the order of the file's axes; lengths and initial states that
/// the file takes as inputs are given to Forward.
/// </remarks>
public static class OnnxImport
{
    /// <summary>The layers of the file in their order, as one layer or a stack, and the head if there is one.</summary>
    /// <param name="file">The bytes of an .onnx file.</param>
    /// <exception cref="InvalidDataException">It is no ONNX file, or damaged, or does what no network here does: one line says where and what.</exception>
    /// <typeparam name="T">The precision to compute in; it need not be that of the file.</typeparam>
    public static SavedModel<T> Read<T>(byte[] file) where T : unmanaged, IBinaryFloatingPointIeee754<T> => new OnnxGraphReader<T>().Read(Graph(file), file.Length);

    /// <summary>Whether the weights of a file are in double precision.</summary>
    internal static bool IsDouble(byte[] file) =>
        Graph(file).Initializer.Any(tensor => tensor.DataType == (int)TensorProto.Types.DataType.Double);

    private static GraphProto Graph(byte[] file)
    {
        try
        {
            var model = ModelProto.Parser.ParseFrom(file);
            if (model.Functions.FirstOrDefault(function => function.Domain is "" or "ai.onnx") is { } own)
                throw new InvalidDataException($"It defines the operator {FileText.Quoted(own.Name)} anew, in place of the standard's.");
            return model.Graph ?? throw new InvalidDataException("It is not an ONNX file: it has no graph.");
        }
        catch (InvalidProtocolBufferException failure)
        {
            throw new InvalidDataException("It is not an ONNX file, or cut short.", failure);
        }
    }
}
