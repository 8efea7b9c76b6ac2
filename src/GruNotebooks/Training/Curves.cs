using System.Collections;
using System.Globalization;
using GruNotebooks.Layers;

namespace GruNotebooks.Training;

/// <summary>The outcome of an experiment: a curve for each network.</summary>
/// <param name="task">What was learned.</param>
/// <param name="settings">How.</param>
/// <param name="curves">One for each network, in the order they were given.</param>
/// <param name="seconds">Wall-clock time of the whole experiment.</param>
public sealed class Curves(SequenceTask task, TrainingSettings settings, IReadOnlyList<Curve> curves, double seconds) : IReadOnlyList<Curve>
{
    /// <summary>What was learned.</summary>
    public SequenceTask Task => task;

    /// <summary>How.</summary>
    public TrainingSettings Settings => settings;

    /// <summary>Wall-clock time of the whole experiment. Not reproducible.</summary>
    public double Seconds => seconds;

    /// <summary>How many networks.</summary>
    public int Count => curves.Count;

    /// <summary>The curve of a network by index.</summary>
    public Curve this[int index] => curves[index];

    /// <summary>The first curve of a cell.</summary>
    /// <exception cref="KeyNotFoundException">The experiment had no such cell.</exception>
    public Curve this[CellKind kind] => curves.FirstOrDefault(curve => curve.Kind == kind)
        ?? throw new KeyNotFoundException($"The experiment had no {kind.ToString().ToUpperInvariant()}.");

    /// <summary>The curve with a label.</summary>
    /// <exception cref="KeyNotFoundException">The experiment had no such label.</exception>
    public Curve this[string label] => curves.FirstOrDefault(curve => curve.Label == label)
        ?? throw new KeyNotFoundException($"The experiment had no '{label}'; it had {string.Join(", ", curves.Select(curve => curve.Label))}.");

    /// <summary>The outcome, one row per network, without timings.</summary>
    public CurveSummary[] Table() => [.. curves.Select(curve => new CurveSummary(
        curve.Label, curve.Contestant.HiddenSize, curve.ParameterCount,
        $"{curve.Solved} of {curve.Runs.Count}",
        curve.MedianSolvedAt?.ToString("0", CultureInfo.InvariantCulture) ?? $"not in {settings.Steps}",
        string.Join(", ", curve.SolvedAt.Select(steps => steps?.ToString(CultureInfo.InvariantCulture) ?? "–")),
        curve.Loss[^1].Median, curve.Score[^1].Median))];

    /// <inheritdoc/>
    public IEnumerator<Curve> GetEnumerator() => curves.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>The outcome of one network, as a row of a table.</summary>
/// <param name="Network">Its name.</param>
/// <param name="Units">H.</param>
/// <param name="Parameters">Learned parameters.</param>
/// <param name="Solved">How many seeds solved the task.</param>
/// <param name="MedianSteps">Median steps until solved.</param>
/// <param name="StepsBySeed">Steps until solved for each seed; – where it was not.</param>
/// <param name="Loss">Median held-out loss at the end.</param>
/// <param name="Score">Median of the task's measure at the end.</param>
public sealed record CurveSummary(string Network, int Units, int Parameters, string Solved, string MedianSteps, string StepsBySeed, double Loss, double Score);
