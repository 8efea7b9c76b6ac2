using System.Numerics;
using System.Text.Json;
using GruNotebooks.Cells;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop;

/// <summary>What a JSON file of PyTorch or Keras weights says of its network: whose it is, which cell, and the sizes.</summary>
internal class FrameworkHeader
{
    private readonly RnnActivation activation;
    private readonly GruVariant variant;

    public FrameworkHeader(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new InvalidDataException("the file must be one JSON object");
        Framework = Choice(root, "framework", "pytorch", "keras");
        Kind = CellKind.Parse(Choice(root, "cell", [.. CellKind.All.Where(kind => kind.PyTorchName is not null).Select(kind => kind.Id.ToLowerInvariant())]));
        IsDouble = Choice(root, "dtype", "float64", "float32") == "float64";
        InputSize = Size(root, "inputSize");
        HiddenSize = Size(root, "hiddenSize");
        Layers = root.TryGetProperty("layers", out _) ? Size(root, "layers") : 1;
        Bidirectional = Flag(root, "bidirectional");
        activation = Kind == CellKind.Rnn && Choice(root, "activation", "tanh", "relu") == "relu" ? RnnActivation.Relu : RnnActivation.Tanh;
        variant = IsKeras && !Flag(root, "resetAfter") ? GruVariant.ResetBefore : GruVariant.ResetAfter;
        if (IsKeras && (Layers != 1 || Bidirectional)) throw new InvalidDataException("files of Keras are of one layer and one direction");
    }

    public string Framework { get; }

    public CellKind Kind { get; }

    public bool IsDouble { get; }

    public int InputSize { get; }

    public int HiddenSize { get; }

    public int Layers { get; }

    public bool Bidirectional { get; }

    public bool IsKeras => Framework == "keras";

    public int Directions => Bidirectional ? 2 : 1;

    /// <summary>The layer that the file describes; its weights are yet to be written.</summary>
    public SequenceLayer<T> CreateLayer<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var layers = Enumerable.Range(0, Layers).Select(depth =>
        {
            var inputSize = depth == 0 ? InputSize : Directions * HiddenSize;
            return Bidirectional ? new Bidirectional<T>(One(inputSize), One(inputSize)) : One(inputSize);
        }).ToArray();
        return layers is [var only] ? only : new Stacked<T>(layers);

        SequenceLayer<T> One(int inputSize)
        {
            var bias = IsKeras && !(Kind == CellKind.Gru && variant == GruVariant.ResetAfter) ? BiasScheme.OnePerGate : BiasScheme.TwoPerGate;
            return Kind.CreateLayer<T>(inputSize, HiddenSize, 0, new CellOptions
            {
                Bias = bias,
                Activation = Kind == CellKind.Rnn ? activation : null,
                Variant = Kind == CellKind.Gru ? variant : null,
            });
        }
    }

    public override string ToString()
    {
        var cell = Kind.Name + (Kind == CellKind.Rnn ? $" ({activation.ToString().ToLowerInvariant()})" : Kind == CellKind.Gru ? $" ({variant})" : "");
        var depth = (Layers > 1 ? $", {Layers} layers" : "") + (Bidirectional ? ", both directions" : "");
        return $"{(IsKeras ? "Keras" : "PyTorch")} {cell}{depth}, I {InputSize}, H {HiddenSize}";
    }

    private static string Choice(JsonElement root, string name, params string[] known)
    {
        var text = root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return known.Contains(text) ? text! : throw new InvalidDataException($"'{name}' must be one of {string.Join(", ", known)}");
    }

    protected static int Size(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var size) && size > 0
            ? size
            : throw new InvalidDataException($"'{name}' must be a whole number of at least 1");

    private static bool Flag(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw new InvalidDataException($"'{name}' must be true or false"),
        };
}
