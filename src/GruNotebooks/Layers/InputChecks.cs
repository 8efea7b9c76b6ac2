using System.Numerics;
using System.Runtime.InteropServices;

namespace GruNotebooks.Layers;

/// <summary>Checks of what a caller hands to a layer: one line that says what does not fit.</summary>
internal static class InputChecks
{
    public static void CheckForward<T>(SequenceLayer<T> layer, Sequence<T> x, State<T>? initial, int[]? lengths) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Features != layer.InputSize)
            throw new ArgumentException($"The layer reads {layer.InputSize} numbers a step, but the sequence {x} has {x.Features}.", nameof(x));
        CheckLengths(x, lengths);
        CheckFinite(x, lengths, "Inputs", nameof(x));
        CheckState(layer, initial, x.Batch, "Inputs", nameof(initial));
    }

    public static void CheckBackward<T>(
        SequenceLayer<T> layer, Sequence<T> output, int[]? lengths, Sequence<T>? dOutput, State<T>? dFinal, int truncate) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(truncate);
        if (dOutput is not null)
        {
            if (dOutput.Steps != output.Steps || dOutput.Batch != output.Batch || dOutput.Features != output.Features)
                throw new ArgumentException($"The gradient {dOutput} has not the shape of the output {output}.", nameof(dOutput));
            CheckFinite(dOutput, lengths, "Gradients", nameof(dOutput));
        }

        CheckState(layer, dFinal, output.Batch, "Gradients", nameof(dFinal));
    }

    /// <summary>Weights that training has made infinite or NaN: with them every output would be meaningless, and some of them finite.</summary>
    public static void CheckWeights<T>(IReadOnlyList<Parameter<T>> parameters) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // By index: an enumerator of an interface would be allocated.
        for (var p = 0; p < parameters.Count; p++)
        {
            var parameter = parameters[p];
            if (AllFinite<T>(parameter.Value)) continue;
            var at = Array.FindIndex(parameter.Value, value => !T.IsFinite(value));
            throw new ArgumentException($"Weights must be finite numbers: {parameter.Name}[{at}] is {parameter.Value[at]}; training has diverged, or the weights were read from a damaged file.");
        }
    }

    /// <summary>A row is one step of one sequence. The sentence is made elsewhere, so that this is small enough to be inlined.</summary>
    public static void CheckRow(int t, int b, int steps, int batch)
    {
        if ((uint)t >= (uint)steps || (uint)b >= (uint)batch) throw NoSuchRow(t, b, steps, batch);
    }

    private static ArgumentOutOfRangeException NoSuchRow(int t, int b, int steps, int batch) =>
        new((uint)t >= (uint)steps ? nameof(t) : nameof(b), $"[{t}, {b}] is outside the {steps} steps of {batch} sequences.");

    /// <summary>Whether a result of an earlier pass has the shape that this one needs, and is not what it reads.</summary>
    public static bool Fits<T>(InputGradients<T>? reuse, SequenceLayer<T> layer, Sequence<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        reuse is not null && reuse.Input.Steps == x.Steps && reuse.Input.Batch == x.Batch && reuse.Input.Features == layer.InputSize
        && reuse.Hidden.Features == layer.OutputSize && reuse.Initial.HiddenSize == layer.HiddenSize
        && reuse.Initial.Layers == layer.StateLayers && reuse.Initial.C is null == !layer.HasCellState
        && !ReferenceEquals(reuse.Input.Data, x.Data) && !ReferenceEquals(reuse.Hidden.Data, x.Data);

    /// <summary>The sequences themselves, unless what lies past their ends is not finite: then a copy with zeros there, since 0 · NaN is NaN.</summary>
    public static Sequence<T> WithFinitePadding<T>(Sequence<T> x, int[] lengths) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (AllFinite<T>(x.Data)) return x;
        var copy = new Sequence<T>(x.Steps, x.Batch, x.Features);
        for (var t = 0; t < x.Steps; t++)
            for (var b = 0; b < x.Batch; b++)
                if (t < lengths[b]) x.Row(t, b).CopyTo(copy.Row(t, b));
        return copy;
    }

    /// <summary>0 · x is 0 unless x is infinite or NaN; then it is NaN, and so is any sum with it.</summary>
    public static bool AllFinite<T>(ReadOnlySpan<T> data) where T : unmanaged, IBinaryFloatingPointIeee754<T>
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

    /// <summary>One length for each sequence, none of them longer than the steps there are; null is all steps for all.</summary>
    public static void CheckLengths<T>(Sequence<T> x, int[]? lengths) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (lengths is null) return;
        if (lengths.Length != x.Batch)
            throw new ArgumentException($"{x.Batch} sequences need {x.Batch} lengths, got {lengths.Length}.", nameof(lengths));
        for (var b = 0; b < lengths.Length; b++)
        {
            if (lengths[b] < 0 || lengths[b] > x.Steps)
                throw new ArgumentException($"Length {lengths[b]} of sequence {b} is outside 0 … {x.Steps}.", nameof(lengths));
        }
    }

    /// <summary>Numbers must be finite up to the ends of their sequences; what lies past an end does not matter.</summary>
    public static void CheckFinite<T>(Sequence<T> x, int[]? lengths, string what, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (AllFinite<T>(x.Data)) return;
        for (var t = 0; t < x.Steps; t++)
        {
            for (var b = 0; b < x.Batch; b++)
            {
                if (t < (lengths?[b] ?? x.Steps)) CheckFinite(x.Row(t, b), t, b, what, name);
            }
        }
    }

    private static void CheckState<T>(SequenceLayer<T> layer, State<T>? state, int batch, string what, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (state is null) return;
        if (state.Layers != layer.StateLayers || state.Batch != batch || state.HiddenSize != layer.HiddenSize || (layer.HasCellState && state.C is null))
        {
            throw new ArgumentException(
                $"A state of this layer is [{layer.StateLayers}, {batch}, {layer.HiddenSize}]{(layer.HasCellState ? " with cell state" : "")}, got {state}.", name);
        }

        for (var l = 0; l < state.Layers; l++)
        {
            for (var b = 0; b < batch; b++)
            {
                CheckFinite(state.HiddenOf(l).Slice(b * state.HiddenSize, state.HiddenSize), l, b, what, name);
                if (state.C is not null) CheckFinite(state.CellOf(l).Slice(b * state.HiddenSize, state.HiddenSize), l, b, what, name);
            }
        }
    }

    private static void CheckFinite<T>(ReadOnlySpan<T> row, int t, int b, string what, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (AllFinite(row)) return;
        for (var i = 0; i < row.Length; i++)
        {
            if (!T.IsFinite(row[i])) throw new ArgumentException($"{what} must be finite numbers: [{t}, {b}, {i}] is {row[i]}.", name);
        }
    }
}
