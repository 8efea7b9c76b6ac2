using GruNotebooks.Cells;
using GruNotebooks.Layers;

namespace GruNotebooks.Tests.Cells;

/// <summary>Every cell there is, in every variant, by a name that a report of tests can show: "gru ResetAfter TwoPerGate".</summary>
public static class CellCases
{
    public const int InputSize = 3, HiddenSize = 4;

    /// <summary>All kinds with all their options.</summary>
    public static IReadOnlyList<string> All { get; } = [.. CellKind.All.SelectMany(NamesOf)];

    public static TheoryData<string> Names => [.. All];

    /// <summary>Every kind, with its defaults.</summary>
    public static TheoryData<string> Kinds => [.. CellKind.All.Select(kind => kind.Id)];

    /// <summary>The cell of that name; an option that it does not say is left at its default.</summary>
    public static Cell Create(string name, ulong seed = 7, int inputSize = InputSize, int hiddenSize = HiddenSize)
    {
        var (kind, options) = Parse(name);
        return kind.CreateCell(inputSize, hiddenSize, seed, options);
    }

    /// <summary>The layer of that name.</summary>
    public static RecurrentLayer<double> CreateLayer(string name, ulong seed = 7, int inputSize = InputSize, int hiddenSize = HiddenSize)
    {
        var (kind, options) = Parse(name);
        return kind.CreateLayer<double>(inputSize, hiddenSize, seed, options);
    }

    private static (CellKind Kind, CellOptions Options) Parse(string name)
    {
        var words = name.Split(' ');
        var options = words[1..].Aggregate(CellOptions.Default, (chosen, word) =>
            Enum.TryParse(word, out BiasScheme bias) ? chosen with { Bias = bias }
            : Enum.TryParse(word, out RnnActivation activation) ? chosen with { Activation = activation }
            : Enum.TryParse(word, out GruVariant variant) ? chosen with { Variant = variant }
            : Enum.TryParse(word, out MinGruVariant keep) ? chosen with { Keep = keep }
            : throw new ArgumentException($"no option is called {word}", nameof(name)));
        return (CellKind.Parse(words[0]), options);
    }

    private static IEnumerable<string> NamesOf(CellKind kind)
    {
        IEnumerable<string> names = [kind.Id.ToLowerInvariant()];
        if (kind.OptionNames.Contains(nameof(CellOptions.Activation))) names = With<RnnActivation>(names);
        if (kind.OptionNames.Contains(nameof(CellOptions.Variant))) names = With<GruVariant>(names);
        if (kind.OptionNames.Contains(nameof(CellOptions.Keep))) names = With<MinGruVariant>(names);
        return kind.OptionNames.Contains(nameof(CellOptions.Bias)) ? With<BiasScheme>(names) : names;
    }

    private static IEnumerable<string> With<TOption>(IEnumerable<string> names) where TOption : struct, Enum =>
        names.SelectMany(name => Enum.GetNames<TOption>().Select(option => $"{name} {option}"));
}
