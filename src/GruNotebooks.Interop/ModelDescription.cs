using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GruNotebooks.Cells;
using GruNotebooks.Display;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop;

/// <summary>What a model is made of, as JSON in the header of its file: enough to build it again, without its numbers.</summary>
internal static class ModelDescription
{
    public static JsonObject Of<T>(SavedModel<T> model) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var description = new JsonObject { ["layer"] = Of(model.Layer) };
        if (model.Head is { } head) description["outputs"] = head.OutputSize;
        return description;
    }

    /// <summary>The model described, with numbers that are yet to be written.</summary>
    /// <param name="description">The JSON.</param>
    /// <param name="numbers">How many numbers the file holds: a description of more or fewer is refused before the model is made.</param>
    /// <exception cref="InvalidDataException">The description cannot be read, or is of a model of another size.</exception>
    public static SavedModel<T> Create<T>(string description, long numbers) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var document = StrictJson.Parse(Encoding.UTF8.GetBytes(description));
        var root = document.RootElement;
        var layer = Layer<T>(Member(root, "layer"));
        var outputs = root.TryGetProperty("outputs", out _) ? Size(root, "outputs") : 0;
        var count = layer.Count + ((Int128)outputs * (layer.Outputs + 1));
        if (count != numbers) throw new InvalidDataException($"the description is of a model of {count} numbers, the file has {numbers}");
        try
        {
            var made = layer.Create();
            return new(made, outputs == 0 ? null : new Dense<T>(made.OutputSize, outputs, seed: 0));
        }
        catch (ArgumentException failure)
        {
            throw new InvalidDataException($"the layers of its description do not fit each other: {failure.Message}", failure);
        }
    }

    private static JsonObject Of<T>(SequenceLayer<T> layer) where T : unmanaged, IBinaryFloatingPointIeee754<T> => layer switch
    {
        Stacked<T> stack => new() { ["kind"] = "stack", ["layers"] = new JsonArray([.. stack.Layers.Select(Of)]) },
        Bidirectional<T> both => new() { ["kind"] = "both directions", ["forward"] = Of(both.ForwardLayer), ["reverse"] = Of(both.ReverseLayer) },
        Dropout<T> dropout => Of(dropout.Layer),             // outside training it is its layer
        RecurrentLayer<T> one => Single(one),
        _ => throw new NotSupportedException($"A {layer.GetType().Name} cannot be saved."),
    };

    private static JsonObject Single<T>(RecurrentLayer<T> layer) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var description = new JsonObject { ["kind"] = layer.Kind.Id.ToLowerInvariant(), ["inputs"] = layer.InputSize, ["hidden"] = layer.HiddenSize, ["bias"] = layer.Bias.ToString() };
        if (layer.Options.Activation is { } activation) description["activation"] = activation.ToString();
        if (layer.Options.Variant is { } variant) description["variant"] = variant.ToString();
        if (layer.Options.Keep is { } keep) description["keep"] = keep.ToString();
        return description;
    }

    private static Plan<T> Layer<T>(JsonElement node) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var kind = Member(node, "kind") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        return kind switch
        {
            "stack" => Stack([.. Elements(node, "layers").Select(Layer<T>)]),
            "both directions" => Both(Layer<T>(Member(node, "forward")), Layer<T>(Member(node, "reverse"))),
            { } id when CellKind.Find(id) is { } cell => Single(cell),
            _ => throw new InvalidDataException($"there is no layer '{FileText.Plain(kind ?? "")}'"),
        };

        Plan<T> Single(CellKind cell)
        {
            var (inputs, hidden) = (Size(node, "inputs"), Size(node, "hidden"));
            var options = new CellOptions
            {
                Bias = Choice<BiasScheme>(node, "bias"),
                Activation = cell == CellKind.Rnn ? Choice<RnnActivation>(node, "activation") : null,
                Variant = cell == CellKind.Gru ? Choice<GruVariant>(node, "variant") : null,
                Keep = !cell.HasRecurrentWeights && node.TryGetProperty("keep", out _) ? Choice<MinGruVariant>(node, "keep") : null,
            };
            // As ParameterCount, which overflows where a damaged file has absurd sizes.
            var (units, biases) = (cell.HasRecurrentWeights ? (Int128)hidden : 0, cell.HasRecurrentWeights && options.Bias == BiasScheme.TwoPerGate ? 2 : 1);
            return new(cell.Blocks * (Int128)hidden * (inputs + units + biases), hidden, () => cell.CreateLayer<T>(inputs, hidden, 0, options));
        }

        static Plan<T> Stack(Plan<T>[] layers) => new(
            layers.Aggregate(Int128.Zero, (sum, layer) => sum + layer.Count), layers.Length == 0 ? 0 : layers[^1].Outputs, () => new Stacked<T>([.. layers.Select(layer => layer.Create())]));

        static Plan<T> Both(Plan<T> forward, Plan<T> reverse) =>
            new(forward.Count + reverse.Count, forward.Outputs + reverse.Outputs, () => new Bidirectional<T>(forward.Create(), reverse.Create()));
    }

    private static JsonElement Member(JsonElement node, string name) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty(name, out var member) ? member : throw new InvalidDataException($"its description has no '{name}'");

    private static IEnumerable<JsonElement> Elements(JsonElement node, string name) =>
        Member(node, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : throw new InvalidDataException($"'{name}' must be a list");

    private static int Size(JsonElement node, string name) =>
        Member(node, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var size) && size > 0 ? size : throw new InvalidDataException($"'{name}' must be a size");

    private static TChoice Choice<TChoice>(JsonElement node, string name) where TChoice : struct, Enum =>
        Member(node, name) is { ValueKind: JsonValueKind.String } text && Array.IndexOf(Enum.GetNames<TChoice>(), text.GetString()) is >= 0 and var index ? Enum.GetValues<TChoice>()[index]
        : throw new InvalidDataException($"'{name}' must be one of {string.Join(", ", Enum.GetNames<TChoice>())}");

    /// <summary>A layer before it is made: how many numbers it will hold, and how many it will give at each step.</summary>
    private sealed record Plan<T>(Int128 Count, long Outputs, Func<SequenceLayer<T>> Create) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
