using System.Numerics;
using System.Text.Json.Nodes;
using System.Text.Json;
using System.Text;
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
        Rnn<T> rnn => Single(rnn, "rnn", ("activation", rnn.Activation.ToString())),
        Lstm<T> lstm => Single(lstm, "lstm"),
        Gru<T> gru => Single(gru, "gru", ("variant", gru.Variant.ToString())),
        _ => throw new NotSupportedException($"A {layer.GetType().Name} cannot be saved."),
    };

    private static JsonObject Single<T>(RecurrentLayer<T> layer, string kind, params (string Name, string Value)[] options) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var description = new JsonObject { ["kind"] = kind, ["inputs"] = layer.InputSize, ["hidden"] = layer.HiddenSize, ["bias"] = layer.Bias.ToString() };
        foreach (var (name, value) in options) description[name] = value;
        return description;
    }

    private static Plan<T> Layer<T>(JsonElement node) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var kind = Member(node, "kind") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        return kind switch
        {
            "stack" => Stack([.. Elements(node, "layers").Select(Layer<T>)]),
            "both directions" => Both(Layer<T>(Member(node, "forward")), Layer<T>(Member(node, "reverse"))),
            "rnn" => Single(1, (inputs, hidden, bias) => new Rnn<T>(inputs, hidden, 0, Choice<RnnActivation>(node, "activation"), bias)),
            "lstm" => Single(4, (inputs, hidden, bias) => new Lstm<T>(inputs, hidden, 0, bias: bias)),
            "gru" => Single(3, (inputs, hidden, bias) => new Gru<T>(inputs, hidden, 0, Choice<GruVariant>(node, "variant"), bias)),
            _ => throw new InvalidDataException($"there is no layer '{FileText.Plain(kind ?? "")}'"),
        };

        Plan<T> Single(int gates, Func<int, int, BiasScheme, SequenceLayer<T>> create)
        {
            var (inputs, hidden, bias) = (Size(node, "inputs"), Size(node, "hidden"), Choice<BiasScheme>(node, "bias"));
            return new((Int128)gates * hidden * ((Int128)inputs + hidden + (bias == BiasScheme.TwoPerGate ? 2 : 1)), hidden, () => create(inputs, hidden, bias));
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
