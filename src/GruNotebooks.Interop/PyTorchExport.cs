using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using GruNotebooks.Cells;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop;

/// <summary>Models in forms that PyTorch reads, with the names and the order of torch.nn.RNN, LSTM and GRU.</summary>
public static class PyTorchExport
{
    /// <summary>A state dictionary as safetensors: the layer's arrays behind "rnn.", the head's weight and bias behind "head.".</summary>
    /// <exception cref="NotSupportedException">PyTorch has no such layer.</exception>
    /// <exception cref="InvalidDataException">A weight is not a finite number.</exception>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    public static byte[] ToSafetensors<T>(SavedModel<T> model) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var layer = PyTorchLayout.Of(model.Layer).Select(array => new NamedArray("rnn." + array.Name, array.Shape, Doubles(array.Values)));
        var head = HeadArrays(model).Select(array => array with { Name = "head." + array.Name });
        var metadata = new Dictionary<string, string> { ["format"] = "pt" };
        if (LayerPart<T>.AllOf(model.Layer)[0].Layer is Rnn<T> rnn) metadata[PyTorchStateDictionary.Nonlinearity] = rnn.Activation == RnnActivation.Relu ? "relu" : "tanh";
        return new SafetensorsFile([.. layer, .. head], metadata, typeof(T) == typeof(double)).ToBytes();
    }

    /// <summary>One JSON object: sizes, "weights" under PyTorch's names as nested lists, and "head" if there is one.</summary>
    /// <exception cref="NotSupportedException">PyTorch has no such layer.</exception>
    /// <exception cref="InvalidDataException">A weight is not a finite number.</exception>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    public static byte[] ToJson<T>(SavedModel<T> model) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var parts = LayerPart<T>.Alike(model.Layer);
        var weights = PyTorchLayout.Of(model.Layer).Select(array => new NamedArray(array.Name, array.Shape, Doubles(array.Values)));
        var root = new JsonObject
        {
            ["framework"] = "pytorch",
            ["cell"] = parts[0].Layer.Kind.PyTorchName!.ToLowerInvariant(),
            ["activation"] = parts[0].Layer is Rnn<T> { Activation: RnnActivation.Relu } ? "relu" : "tanh",
            ["dtype"] = typeof(T) == typeof(double) ? "float64" : "float32",
            ["inputSize"] = model.Layer.InputSize,
            ["hiddenSize"] = model.Layer.HiddenSize,
            ["layers"] = parts.Max(part => part.Depth) + 1,
            ["bidirectional"] = parts.Any(part => part.Reverse),
            ["weights"] = Nested(weights),
        };
        if (model.Head is not null) root["head"] = Nested(HeadArrays(model));
        return JsonSerializer.SerializeToUtf8Bytes(root);
    }

    private static IEnumerable<NamedArray> HeadArrays<T>(SavedModel<T> model) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        model.Head is null ? [] : model.Head.Parameters.Zip(["weight", "bias"], (parameter, name) => new NamedArray(name, parameter.Shape, Doubles(parameter.Value)));

    private static JsonObject Nested(IEnumerable<NamedArray> arrays)
    {
        var lists = new JsonObject();
        foreach (var array in arrays)
        {
            var values = FiniteNumber.Of<double>(array);   // JSON has no other
            lists[array.Name] = array.Shape is [_, var columns] ? new JsonArray([.. values.Chunk(columns).Select(List)]) : List(values);
        }
        return lists;
    }

    private static JsonArray List(double[] values) => new([.. values.Select(value => JsonValue.Create(value))]);

    private static double[] Doubles<T>(T[] values) where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. values.Select(double.CreateChecked)];
}
