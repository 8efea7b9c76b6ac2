using System.Numerics;
using GruNotebooks.Cells;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop;

/// <summary>Models out of a PyTorch state dictionary in a safetensors file: one torch.nn.RNN, LSTM or GRU, and one torch.nn.Linear on top if there is one.</summary>
/// <remarks>The shapes tell cell, sizes, depth and directions. They do not tell tanh from relu: of an RNN the metadata must say <c>nonlinearity</c>.</remarks>
internal static class PyTorchStateDictionary
{
    public const string Nonlinearity = "nonlinearity";
    private const string First = "weight_ih_l0";
    private static readonly string[] Recurrent = ["weight_ih_l", "weight_hh_l", "bias_ih_l", "bias_hh_l"];

    public static bool IsOne(SafetensorsFile file) => file.Arrays.Any(array => array.Name.EndsWith(First, StringComparison.Ordinal));

    /// <exception cref="InvalidDataException">There is more than one network, or an array that is of none of these.</exception>
    public static SavedModel<T> Read<T>(SafetensorsFile file) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (file.Arrays.Where(array => array.Name.EndsWith(First, StringComparison.Ordinal)).ToArray() is not [var first])
            throw new InvalidDataException($"it has several recurrent networks, that is several arrays {First}; one can be read");
        var prefix = first.Name[..^First.Length];
        var isRecurrent = file.Arrays.ToLookup(array => Recurrent.Any(name => array.Name.StartsWith(prefix + name, StringComparison.Ordinal)));
        var weights = isRecurrent[true].ToDictionary(array => array.Name[prefix.Length..], array => array);
        var layer = FrameworkNetwork<T>.Create(Header(file, first, weights), weights).Layer;

        var others = isRecurrent[false].ToArray();
        if (others.Length == 0) return new(layer);
        var weight = others.FirstOrDefault(array => array.Name.EndsWith("weight", StringComparison.Ordinal));
        var bias = others.FirstOrDefault(array => weight is not null && array.Name == weight.Name[..^"weight".Length] + "bias");
        return others.Length == 2 && bias is not null
            ? new(layer, DenseHead.Create<T>(weight, bias, layer.OutputSize))
            : throw new InvalidDataException($"{others[0]} is of no network that can be read: one RNN, LSTM or GRU, and a linear layer with weight and bias on top");
    }

    private static FrameworkHeader Header(SafetensorsFile file, NamedArray first, Dictionary<string, NamedArray> weights)
    {
        if (first.Shape is not [var rows, var inputs] || !weights.TryGetValue("weight_hh_l0", out var recurrent) || recurrent.Shape is not [var same, var hidden] || same != rows || rows % hidden != 0)
            throw new InvalidDataException($"{first} and its weight_hh_l0 are not the weights of an RNN, LSTM or GRU");
        var known = CellKind.All.Where(kind => kind.PyTorchName is not null).ToArray();
        var kind = known.FirstOrDefault(kind => kind.Blocks == rows / hidden)
            ?? throw new InvalidDataException($"{first} has {rows / hidden} times {hidden} rows; {string.Join(", ", known.Select(kind => $"{kind.Name} {kind.Blocks}"))} times");
        var activation = (kind == CellKind.Rnn ? file.Metadata.GetValueOrDefault(Nonlinearity) : "tanh") switch
        {
            "tanh" => RnnActivation.Tanh,
            "relu" => RnnActivation.Relu,
            _ => throw new InvalidDataException($"it is an RNN, and does not say whether of tanh or of relu: set '{Nonlinearity}' in its metadata"),
        };
        var depth = weights.Keys.Count(name => name.StartsWith("weight_ih_l", StringComparison.Ordinal) && !name.EndsWith("_reverse", StringComparison.Ordinal));
        return new FrameworkHeader(IsKeras: false, kind, file.IsDouble, inputs, hidden, depth, weights.ContainsKey(First + "_reverse"), activation);
    }
}
