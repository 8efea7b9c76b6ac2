using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using GruNotebooks.Cells;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop;

/// <summary>What a model is made of, as JSON in the header of its file: enough to build it again, without its numbers.</summary>
internal static class ModelDescription
{
    private const int LargestSize = 1 << 20;   // a damaged file must not ask for all the memory there is

    public static JsonObject Of<T>(SavedModel<T> model) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var description = new JsonObject { ["layer"] = Of(model.Layer) };
        if (model.Head is { } head) description["outputs"] = head.OutputSize;
        return description;
    }

    /// <summary>The model described, with numbers that are yet to be written.</summary>
    /// <exception cref="InvalidDataException">The description cannot be read.</exception>
    public static SavedModel<T> Create<T>(JsonNode? description) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        try
        {
            var layer = Layer<T>(description?["layer"]);
            return new(layer, description?["outputs"] is null ? null : new Dense<T>(layer.OutputSize, Size(description, "outputs"), seed: 0));
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException("the description of its layers cannot be read", failure);
        }
    }

    private static JsonObject Of<T>(SequenceLayer<T> layer) where T : unmanaged, IBinaryFloatingPointIeee754<T> => layer switch
    {
        Stacked<T> stack => new() { ["kind"] = "stack", ["layers"] = new JsonArray([.. stack.Layers.Select(Of)]) },
        Bidirectional<T> both => new() { ["kind"] = "both directions", ["forward"] = Of(both.ForwardLayer), ["reverse"] = Of(both.ReverseLayer) },
        RecurrentLayer<T> one => Single(one),
        _ => throw new ArgumentException($"A {layer.GetType().Name} cannot be saved.", nameof(layer)),
    };

    private static JsonObject Single<T>(RecurrentLayer<T> layer) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var description = new JsonObject { ["kind"] = layer.Kind.Id.ToLowerInvariant(), ["inputs"] = layer.InputSize, ["hidden"] = layer.HiddenSize, ["bias"] = layer.Bias.ToString() };
        if (layer.Options.Activation is { } activation) description["activation"] = activation.ToString();
        if (layer.Options.Variant is { } variant) description["variant"] = variant.ToString();
        if (layer.Options.Keep is { } keep) description["keep"] = keep.ToString();
        return description;
    }

    private static SequenceLayer<T> Layer<T>(JsonNode? node) where T : unmanaged, IBinaryFloatingPointIeee754<T> => node?["kind"]?.Deserialize<string>() switch
    {
        "stack" => new Stacked<T>([.. (node["layers"] as JsonArray ?? []).Select(Layer<T>)]),
        "both directions" => new Bidirectional<T>(Layer<T>(node["forward"]), Layer<T>(node["reverse"])),
        { } name when CellKind.Find(name) is { } kind => kind.CreateLayer<T>(Size(node, "inputs"), Size(node, "hidden"), 0, new CellOptions
        {
            Bias = Choice<BiasScheme>(node, "bias"),
            Activation = kind == CellKind.Rnn ? Choice<RnnActivation>(node, "activation") : null,
            Variant = kind == CellKind.Gru ? Choice<GruVariant>(node, "variant") : null,
            Keep = kind == CellKind.MinGru ? Choice<MinGruVariant>(node, "keep") : null,
        }),
        var kind => throw new InvalidDataException($"there is no layer '{kind}'"),
    };

    private static int Size(JsonNode node, string name) =>
        node[name]?.Deserialize<int>() is int size and > 0 and <= LargestSize ? size : throw new InvalidDataException($"'{name}' must be a size");

    private static TChoice Choice<TChoice>(JsonNode node, string name) where TChoice : struct, Enum =>
        Enum.TryParse<TChoice>(node[name]?.Deserialize<string>(), out var choice) && Enum.IsDefined(choice) ? choice
        : throw new InvalidDataException($"'{name}' must be one of {string.Join(", ", Enum.GetNames<TChoice>())}");
}
