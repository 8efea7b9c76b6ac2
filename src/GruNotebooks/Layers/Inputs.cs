using System.Numerics;
using System.Runtime.InteropServices;

namespace GruNotebooks.Layers;

/// <summary>Checks of what a caller hands to a layer: one line that says what does not fit.</summary>
internal static class Inputs
{
    public static void CheckForward<T>(SequenceLayer<T> layer, Sequence<T> x, State<T>? initial, int[]? lengths) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Features != layer.InputSize)
            throw new ArgumentException($"The layer reads {layer.InputSize} numbers a step, but the sequence {x} has {x.Features}.", nameof(x));
        CheckFinite(x.Data, x.Features, x.Batch, nameof(x));
        CheckState(layer, initial, x.Batch, nameof(initial));
        if (initial is not null) CheckFiniteState(initial, nameof(initial));
        if (lengths is null) return;
        if (lengths.Length != x.Batch)
            throw new ArgumentException($"{x.Batch} sequences need {x.Batch} lengths, got {lengths.Length}.", nameof(lengths));
        for (var b = 0; b < lengths.Length; b++)
        {
            if (lengths[b] < 0 || lengths[b] > x.Steps)
                throw new ArgumentException($"Length {lengths[b]} of sequence {b} is outside 0 … {x.Steps}.", nameof(lengths));
        }
    }

    public static void CheckBackward<T>(SequenceLayer<T> layer, Sequence<T> output, Sequence<T>? dOutput, State<T>? dFinal, int truncate) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(truncate);
        if (dOutput is not null && (dOutput.Steps != output.Steps || dOutput.Batch != output.Batch || dOutput.Features != output.Features))
            throw new ArgumentException($"The gradient {dOutput} has not the shape of the output {output}.", nameof(dOutput));
        CheckState(layer, dFinal, output.Batch, nameof(dFinal));
    }

    /// <summary>Whether a result of an earlier pass has the shape that this one needs.</summary>
    public static bool Fits<T>(InputGradients<T>? reuse, SequenceLayer<T> layer, Sequence<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        reuse is not null && reuse.Input.Steps == x.Steps && reuse.Input.Batch == x.Batch && reuse.Input.Features == layer.InputSize
        && reuse.Hidden.Features == layer.OutputSize && reuse.Initial.HiddenSize == layer.HiddenSize
        && reuse.Initial.Layers == layer.StateLayers && reuse.Initial.C is null == !layer.HasCellState;

    private static void CheckState<T>(SequenceLayer<T> layer, State<T>? state, int batch, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (state is null) return;
        if (state.Layers != layer.StateLayers || state.Batch != batch || state.HiddenSize != layer.HiddenSize || (layer.HasCellState && state.C is null))
        {
            throw new ArgumentException(
                $"A state of this layer is [{layer.StateLayers}, {batch}, {layer.HiddenSize}]{(layer.HasCellState ? " with cell state" : "")}, got {state}.", name);
        }
    }

    private static void CheckFiniteState<T>(State<T> state, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckFinite(state.H, state.HiddenSize, state.Batch, name);
        if (state.C is not null) CheckFinite(state.C, state.HiddenSize, state.Batch, name);
    }

    private static void CheckFinite<T>(ReadOnlySpan<T> data, int features, int batch, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (AllFinite(data)) return;
        for (var i = 0; i < data.Length; i++)
        {
            if (!T.IsFinite(data[i]))
                throw new ArgumentException($"Inputs must be finite numbers: [{i / features / batch}, {i / features % batch}, {i % features}] is {data[i]}.", name);
        }
    }

    /// <summary>0 · x is 0 unless x is infinite or NaN; then it is NaN, and so is any sum with it.</summary>
    private static bool AllFinite<T>(ReadOnlySpan<T> data) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(data);
        Vector<T> even = Vector<T>.Zero, odd = even;
        // Two chains: one would be slower than the memory.
        for (var i = 1; i < vectors.Length; i += 2)
        {
            even += vectors[i - 1] * Vector<T>.Zero;
            odd += vectors[i] * Vector<T>.Zero;
        }

        var rest = Vector.Sum(even + odd);
        foreach (var x in data[(vectors.Length / 2 * 2 * Vector<T>.Count)..]) rest += x * T.Zero;
        return rest == T.Zero;
    }
}
