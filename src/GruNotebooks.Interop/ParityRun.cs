using System.Numerics;
using GruNotebooks.Display;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop;

/// <summary>Does with our layer what the other framework did, and compares.</summary>
/// <typeparam name="T">The precision of the file.</typeparam>
internal static class ParityRun<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static ParityReport Compare(ReferenceVectors reference)
    {
        var header = reference.Header;
        var (layer, arrays) = FrameworkNetwork<T>.Create(header, reference.Weights);

        var x = new Sequence<T>(header.Steps, header.Batch, header.InputSize, Values(reference.Inputs["input"]));
        var tape = layer.Forward(x, State(layer, reference.Inputs, "h0", "c0"));
        var dOutput = new Sequence<T>(header.Steps, header.Batch, layer.OutputSize, Values(reference.LossWeights["output"]));
        layer.ZeroGradients();
        var back = layer.Backward(tape, dOutput, State(layer, reference.LossWeights, "hn", "cn"));

        var ours = new Dictionary<string, T[]>
        {
            ["output"] = tape.Output.Data,
            ["hn"] = tape.Final.H,
            ["grad_input"] = back.Input.Data,
            ["grad_h0"] = back.Initial.H,
        };
        if (tape.Final.C is { } c) (ours["cn"], ours["grad_c0"]) = (c, back.Initial.C!);
        foreach (var array in arrays) ours["grad_" + array.Name] = array.Gradients;
        ours["loss"] = [reference.LossWeights.Aggregate(T.Zero, (sum, term) => sum + Dot(ours[term.Key], term.Value))];

        return new ParityReport(reference.Name, header.ToString(), reference.DefaultTolerance, [.. Rows(reference, ours)]);
    }

    private static IEnumerable<ParityRow> Rows(ReferenceVectors reference, Dictionary<string, T[]> ours)
    {
        if (ours.Keys.FirstOrDefault(name => !reference.Expected.ContainsKey(name)) is { } missing)
            throw new InvalidDataException($"expected.{missing} is missing");
        foreach (var (name, tensor) in reference.Expected)
        {
            if (!ours.TryGetValue(name, out var values))
                throw new InvalidDataException($"expected.{FileText.Plain(name)} is unknown; there are {string.Join(", ", ours.Keys)}");
            if (values.Length != tensor.Values.Length)
                throw new InvalidDataException($"expected.{name} is {tensor.ShapeText}, which is not the {values.Length} numbers of ours");
            yield return Row(name, values, tensor);
        }
    }

    public static ParityRow Row(string name, T[] ours, NamedArray tensor)
    {
        var (at, error, largest) = (0, 0.0, 0.0);
        for (var k = 0; k < ours.Length; k++)
        {
            var difference = Math.Abs(double.CreateChecked(ours[k]) - tensor.Values[k]);
            if (!(difference <= error)) (at, error) = (k, difference);
            if (double.IsNaN(difference)) break;
            largest = Math.Max(largest, Math.Abs(tensor.Values[k]));
        }
        return new ParityRow(name, tensor.ShapeText, error, error == 0 ? 0 : error / largest, tensor.IndexText(at));
    }

    public static State<T> State(SequenceLayer<T> layer, IReadOnlyDictionary<string, NamedArray> tensors, string h, string c)
    {
        var state = layer.ZeroState(tensors[h].Shape[^2]);
        Values(tensors[h]).CopyTo(state.H, 0);
        if (state.C is { } cells) Values(tensors[c]).CopyTo(cells, 0);
        return state;
    }

    private static T Dot(T[] values, NamedArray weights)
    {
        var sum = T.Zero;
        for (var k = 0; k < values.Length; k++) sum += values[k] * T.CreateChecked(weights.Values[k]);
        return sum;
    }

    private static T[] Values(NamedArray tensor) => FiniteNumber.Of<T>(tensor);
}
