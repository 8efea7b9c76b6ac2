using GruNotebooks.Layers;

namespace GruNotebooks.Inspection;

/// <summary>How often the gate of one unit is close to 0 or to 1.</summary>
/// <remarks>Karpathy, Johnson and Fei-Fei 2015 (arXiv:1506.02078), section 4.2: left-saturated below 0.1, right-saturated above 0.9.</remarks>
/// <param name="Unit">The unit, from 0.</param>
/// <param name="Left">The share of all steps and sequences with the gate below 0.1.</param>
/// <param name="Right">The share of all steps and sequences with the gate above 0.9.</param>
/// <param name="Mean">The gate's mean.</param>
public sealed record GateSaturation(int Unit, double Left, double Right, double Mean)
{
    /// <summary>Below this a gate is called left-saturated: nearly shut.</summary>
    public const double Shut = 0.1;

    /// <summary>Above this a gate is called right-saturated: nearly open.</summary>
    public const double Open = 0.9;

    /// <summary>One entry for each unit of a gate.</summary>
    /// <param name="gate">[T, B, H], from a tape: <c>tape.UpdateGate</c>.</param>
    /// <param name="firstStep">The first step that counts; the first few steps of a sequence say little about a network.</param>
    public static IReadOnlyList<GateSaturation> Of(GateView<double> gate, int firstStep = 0) => Of(gate.ToSequence(), firstStep);

    /// <summary>One entry for each unit of a gate.</summary>
    /// <param name="gate">[T, B, H], from a tape: <c>tape.UpdateGate</c>.</param>
    /// <param name="firstStep">The first step that counts; the first few steps of a sequence say little about a network.</param>
    public static IReadOnlyList<GateSaturation> Of(GateView<float> gate, int firstStep = 0) => Of(gate.ToSequence().Widen(), firstStep);

    /// <summary>One entry for each unit of a gate, [T, B, H].</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no step left to count.</exception>
    public static IReadOnlyList<GateSaturation> Of(Sequence<double> gate, int firstStep = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstStep);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(firstStep, gate.Steps);
        var counted = (double)(gate.Steps - firstStep) * gate.Batch;
        var (left, right, sum) = (new int[gate.Features], new int[gate.Features], new double[gate.Features]);
        for (var t = firstStep; t < gate.Steps; t++)
            for (var b = 0; b < gate.Batch; b++)
                for (var j = 0; j < gate.Features; j++)
                {
                    var value = gate[t, b, j];
                    if (value < Shut) left[j]++;
                    if (value > Open) right[j]++;
                    sum[j] += value;
                }
        return [.. Enumerable.Range(0, gate.Features).Select(j => new GateSaturation(j, left[j] / counted, right[j] / counted, sum[j] / counted))];
    }
}
