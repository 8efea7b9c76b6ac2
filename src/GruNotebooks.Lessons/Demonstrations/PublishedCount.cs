using GruNotebooks.Cells;
using GruNotebooks.Layers;
using GruNotebooks.Measuring;

namespace GruNotebooks.Lessons.Demonstrations;

/// <summary>A parameter count that somebody printed, beside ours from the formula and from real arrays.</summary>
/// <param name="Source">Who printed it.</param>
/// <param name="Model">What was counted, with its bias scheme.</param>
/// <param name="Published">The printed number.</param>
/// <param name="Formula">Ours, from <see cref="ParameterFormula"/>.</param>
/// <param name="Counted">Ours, the length of all arrays of a layer that was built.</param>
public sealed record PublishedCount(string Source, string Model, long Published, long Formula, long Counted)
{
    /// <summary>The counts that the tutorial reproduces.</summary>
    public static IReadOnlyList<PublishedCount> All() =>
    [
        Of("Keras, reset_after=False", CellKind.Gru, 4, 5, 1, BiasScheme.OnePerGate, 150),
        Of("PyTorch; Keras, reset_after=True", CellKind.Gru, 4, 5, 1, BiasScheme.TwoPerGate, 165),
        Of("Madsen 2019", CellKind.Gru, 600, 600, 2, BiasScheme.OnePerGate, 4_323_600),
        Of("Madsen 2019", CellKind.Lstm, 600, 600, 2, BiasScheme.OnePerGate, 5_764_800),
    ];

    /// <summary>A layer, or a stack of them, with its real arrays.</summary>
    internal static SequenceLayer<float> Build(CellKind kind, int inputSize, int hiddenSize, int layers, BiasScheme bias)
    {
        SequenceLayer<float> One(int inputs) => kind.CreateLayer<float>(inputs, hiddenSize, 0, new CellOptions { Bias = bias });
        return layers == 1 ? One(inputSize) : new Stacked<float>([One(inputSize), .. Enumerable.Range(1, layers - 1).Select(_ => One(hiddenSize))]);
    }

    private static PublishedCount Of(string source, CellKind kind, int inputSize, int hiddenSize, int layers, BiasScheme bias, long published) => new(
        source,
        $"{kind.Name}, I = {inputSize}, H = {hiddenSize}{(layers > 1 ? $", {layers} layers" : "")}, {(bias == BiasScheme.OnePerGate ? "one bias" : "two biases")} a gate",
        published,
        ParameterFormula.Stack(kind, inputSize, hiddenSize, layers, bias),
        Build(kind, inputSize, hiddenSize, layers, bias).ParameterCount);
}
