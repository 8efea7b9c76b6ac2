using System.Numerics;
using GruNotebooks.Layers;

namespace GruNotebooks.Inspection;

/// <summary>Switches one gate of a layer off, to see what it was good for. The layer then trains as before, without that gate.</summary>
/// <remarks>A gate that ignores its inputs and has a bias of ±100 stands at σ(±100): 1 to the last bit, or 0 to forty digits.
/// Its slope σ′ = σ (1 − σ) is zero just as well, so no gradient reaches its parameters and training leaves them where they are.
/// Nothing in the layer is special-cased: forward, backward and their gradient check stay what they were.
/// A GRU with r held at 1 and z in use has the update gate only; with z held at 0 (h' = h̃) and r in use the reset gate only;
/// with both held it is a plain tanh network.</remarks>
public static class GateSwitch
{
    private const double Bias = 100;

    /// <summary>Holds a gate at 1: with z the state is always kept (nothing is written), with r never hidden from the candidate.</summary>
    /// <param name="layer">The layer to change.</param>
    /// <param name="gate">z or r of a GRU; i, f or o of an LSTM.</param>
    /// <returns>The same layer.</returns>
    public static Gru<T> HoldAtOne<T>(this Gru<T> layer, char gate) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Hold(layer, gate, "zr", Bias, layer.Gate);

    /// <summary>Holds a gate at 0: with z the state is written anew at each step (nothing is kept), with r always hidden from the candidate.</summary>
    /// <param name="layer">The layer to change.</param>
    /// <param name="gate">z or r.</param>
    /// <returns>The same layer.</returns>
    public static Gru<T> HoldAtZero<T>(this Gru<T> layer, char gate) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Hold(layer, gate, "zr", -Bias, layer.Gate);

    /// <summary>Holds a gate at 1: with f nothing is forgotten, with i everything is written, with o everything is shown.</summary>
    /// <param name="layer">The layer to change.</param>
    /// <param name="gate">i, f or o.</param>
    /// <returns>The same layer.</returns>
    public static Lstm<T> HoldAtOne<T>(this Lstm<T> layer, char gate) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Hold(layer, gate, "ifo", Bias, layer.Gate);

    /// <summary>Holds a gate at 0: with f everything is forgotten, with i nothing is written, with o nothing is shown.</summary>
    /// <param name="layer">The layer to change.</param>
    /// <param name="gate">i, f or o.</param>
    /// <returns>The same layer.</returns>
    public static Lstm<T> HoldAtZero<T>(this Lstm<T> layer, char gate) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Hold(layer, gate, "ifo", -Bias, layer.Gate);

    /// <summary>How many parameters still learn when some gates are held: those of the other blocks.</summary>
    /// <param name="layer">A Gru or an Lstm.</param>
    /// <param name="held">How many of its gates are held.</param>
    public static int LearningParameters<T>(SequenceLayer<T> layer, int held) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var blocks = ((RecurrentLayer<T>)layer).Kind.Blocks;
        return layer.ParameterCount / blocks * (blocks - held);
    }

    private static TLayer Hold<TLayer, T>(TLayer layer, char gate, string gates, double bias, Func<string, GateParameter<T>> part)
        where TLayer : SequenceLayer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!gates.Contains(gate))
            throw new ArgumentException($"{layer.GetType().Name.Split('`')[0]} has the gates {string.Join(", ", gates.ToCharArray())}, not {gate}.", nameof(gate));
        part($"W{gate}").Fill(T.Zero);
        part($"U{gate}").Fill(T.Zero);
        part($"b{gate}").Fill(T.CreateChecked(bias));
        if (layer.Parameters.Any(parameter => parameter.Name == "bU")) part($"bU{gate}").Fill(T.Zero);
        return layer;
    }
}
