using GruNotebooks.Layers;

namespace GruNotebooks.Training;

/// <summary>One of the networks that an experiment compares.</summary>
/// <param name="Label">Its name in charts and tables.</param>
/// <param name="Kind">Which cell, for colours.</param>
/// <param name="HiddenSize">H.</param>
/// <param name="Layer">Creates its recurrent layer from input size, hidden size and seed; if null, the cell with its default options.</param>
public sealed record Contestant(string Label, CellKind Kind, int HiddenSize, Func<int, int, ulong, SequenceLayer<float>>? Layer = null)
{
    /// <summary>The cell with its default options, labelled with its own name.</summary>
    public Contestant(CellKind kind, int hiddenSize) : this(kind.ToString().ToUpperInvariant(), kind, hiddenSize) { }

    /// <summary>The cell with the number of units that brings its parameter count, head included, closest to <paramref name="parameters"/>.</summary>
    public static Contestant OfParameters(CellKind kind, SequenceTask task, int parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parameters);
        int h = 1;
        while (CountOf(h + 1) <= parameters) h++;
        return new(kind, parameters - CountOf(h) <= CountOf(h + 1) - parameters ? h : h + 1);

        int CountOf(int hidden) => new Contestant(kind, hidden).Build(task, 0).ParameterCount;
    }

    /// <summary>The network with its initial weights.</summary>
    public Network<float> Build(SequenceTask task, ulong seed)
    {
        var seeds = RunSeeds.From(seed);
        var layer = Layer?.Invoke(task.InputSize, HiddenSize, seeds.Layer) ?? Kind.CreateLayer<float>(task.InputSize, HiddenSize, seeds.Layer);
        return new(layer, new Dense<float>(layer.OutputSize, task.OutputSize, seeds.Head), task.Readout);
    }
}
