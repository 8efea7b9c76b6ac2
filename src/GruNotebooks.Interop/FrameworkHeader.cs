using System.Numerics;
using System.Text.Json;
using GruNotebooks.Cells;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop;

/// <summary>A network of PyTorch or Keras without its weights: whose it is, which cell, and the sizes.</summary>
internal record FrameworkHeader(
    bool IsKeras, CellKind Kind, bool IsDouble, int InputSize, int HiddenSize, int Layers = 1, bool Bidirectional = false,
    RnnActivation Activation = RnnActivation.Tanh, GruVariant Variant = GruVariant.ResetAfter)
{
    public int Directions => Bidirectional ? 2 : 1;

    private bool HasTwoBiases => !IsKeras || (Kind == CellKind.Gru && Variant == GruVariant.ResetAfter);

    /// <summary>The arrays that the framework has for such a network, in its order. Nothing of their size is made.</summary>
    public IEnumerable<(string Name, long[] Shape)> Arrays
    {
        get
        {
            var (rows, hidden) = ((long)Kind.Blocks * HiddenSize, (long)HiddenSize);
            if (IsKeras) return [("kernel", [InputSize, rows]), ("recurrent_kernel", [hidden, rows]), ("bias", HasTwoBiases ? [2, rows] : [rows])];
            return from depth in Enumerable.Range(0, Layers)
                   from suffix in Bidirectional ? [$"_l{depth}", $"_l{depth}_reverse"] : new[] { $"_l{depth}" }
                   let columns = depth == 0 ? InputSize : Directions * hidden
                   from array in new (string, long[])[] { ("weight_ih" + suffix, [rows, columns]), ("weight_hh" + suffix, [rows, hidden]), ("bias_ih" + suffix, [rows]), ("bias_hh" + suffix, [rows]) }
                   select array;
        }
    }

    /// <summary>What a JSON file says of its network.</summary>
    /// <exception cref="InvalidDataException">A member is missing, or is not one of what it can be.</exception>
    public static FrameworkHeader Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new InvalidDataException("the file must be one JSON object");
        var isKeras = Choice(root, "framework", "pytorch", "keras") == "keras";
        var kind = CellKind.Parse(Choice(root, "cell", [.. CellKind.All.Where(kind => kind.PyTorchName is not null).Select(kind => kind.Id.ToLowerInvariant())]));
        var header = new FrameworkHeader(
            isKeras, kind, Choice(root, "dtype", "float64", "float32") == "float64", Size(root, "inputSize"), Size(root, "hiddenSize"),
            root.TryGetProperty("layers", out _) ? Size(root, "layers") : 1, Flag(root, "bidirectional"),
            kind == CellKind.Rnn && Choice(root, "activation", "tanh", "relu") == "relu" ? RnnActivation.Relu : RnnActivation.Tanh,
            isKeras && !Flag(root, "resetAfter") ? GruVariant.ResetBefore : GruVariant.ResetAfter);
        return isKeras && (header.Layers != 1 || header.Bidirectional) ? throw new InvalidDataException("files of Keras are of one layer and one direction") : header;
    }

    /// <summary>The layer that the file describes; its weights are yet to be written.</summary>
    public SequenceLayer<T> CreateLayer<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var layers = Enumerable.Range(0, Layers).Select(depth =>
        {
            var inputSize = depth == 0 ? InputSize : Directions * HiddenSize;
            return Bidirectional ? new Bidirectional<T>(One(inputSize), One(inputSize)) : One(inputSize);
        }).ToArray();
        return layers is [var only] ? only : new Stacked<T>(layers);

        SequenceLayer<T> One(int inputSize) => Kind.CreateLayer<T>(inputSize, HiddenSize, 0, new CellOptions
        {
            Bias = HasTwoBiases ? BiasScheme.TwoPerGate : BiasScheme.OnePerGate,
            Activation = Kind == CellKind.Rnn ? Activation : null,
            Variant = Kind == CellKind.Gru ? Variant : null,
        });
    }

    public override string ToString()
    {
        var cell = Kind.Name + (Kind == CellKind.Rnn ? $" ({Activation.ToString().ToLowerInvariant()})" : Kind == CellKind.Gru ? $" ({Variant})" : "");
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

/// <summary>What a reference file says besides its network: how long and how many the sequences are.</summary>
internal sealed record ReferenceHeader : FrameworkHeader
{
    public ReferenceHeader(JsonElement root) : base(Read(root)) => (Steps, Batch) = (Size(root, "steps"), Size(root, "batch"));

    public int Steps { get; }

    public int Batch { get; }

    public override string ToString() => $"{base.ToString()}, T {Steps}, B {Batch}, {(IsDouble ? "float64" : "float32")}";
}
