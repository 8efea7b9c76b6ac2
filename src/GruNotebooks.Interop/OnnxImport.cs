using System.Numerics;
using GruNotebooks.Cells;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop;

/// <summary>Recurrent networks out of ONNX files: those of <see cref="OnnxExport"/>, and others whose RNN, LSTM or GRU operators follow each other.</summary>
/// <remarks>What lies between and after the operators is not looked at, but for the head that <see cref="OnnxExport"/> writes.</remarks>
public static class OnnxImport
{
    private static readonly string[] Understood = ["hidden_size", "direction", "linear_before_reset", "activations"];

    /// <summary>The layers of the file in their order, as one layer or a stack, and the head if it has ours.</summary>
    /// <param name="file">The bytes of an .onnx file.</param>
    /// <exception cref="InvalidDataException">It is no ONNX file, or damaged, or has no recurrent operator.</exception>
    /// <exception cref="NotSupportedException">An operator does what no layer here does: other activations, peepholes, reverse alone.</exception>
    /// <typeparam name="T">The precision to compute in; it need not be that of the file.</typeparam>
    public static SavedModel<T> Read<T>(byte[] file) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        OnnxFile onnx;
        try
        {
            onnx = new OnnxFile(file);
        }
        catch (Exception failure) when (failure is ArgumentException or OverflowException)
        {
            throw new InvalidDataException("It is not an ONNX file that can be read: an operator has an attribute twice, or a size is too large.", failure);
        }
        SequenceLayer<T>[] layers = [.. onnx.Nodes.Where(node => CellKind.All.Any(kind => kind.OnnxOperator == node.Type)).Select(node => Layer<T>(onnx, node))];
        SequenceLayer<T> layer = layers switch
        {
            [] => throw new InvalidDataException("The ONNX file has no RNN, LSTM or GRU."),
            [var only] => only,
            _ => new Stacked<T>(layers),
        };
        return new(layer, Head<T>(onnx, layer.OutputSize));
    }

    private static SequenceLayer<T> Layer<T>(OnnxFile onnx, OnnxFile.Node node) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (node.Attributes.FirstOrDefault(name => !Understood.Contains(name)) is { } unknown) throw new NotSupportedException($"{node.Type} has the attribute {unknown}, which no layer here has.");
        if (node.Inputs.Count > 7) throw new NotSupportedException("An LSTM with peepholes has no counterpart here.");
        var directions = node.Text("direction") switch { null or "" or "forward" => 1, "bidirectional" => 2, _ => throw new NotSupportedException("A layer that reads in reverse alone has no counterpart here.") };
        var kind = CellKind.All.First(kind => kind.OnnxOperator == node.Type);
        var gates = kind.Blocks;
        var activation = Activation(node, gates);
        var (w, r) = (Input(1), Input(2));
        if (w.Shape is not [_, var rows, var inputSize] || rows % gates != 0 || w.Shape[0] != directions || !r.Shape.SequenceEqual([directions, rows, rows / gates]))
            throw new InvalidDataException($"{w} and {r} are not the weights of {(directions == 2 ? "both directions of " : "")}an {node.Type}.");
        var b = node.Inputs.Count > 3 && node.Inputs[3] != "" ? Input(3) : new NamedArray("B", [directions, 2 * rows], new double[directions * 2 * rows]);
        if (b.Values.Length != directions * 2 * rows) throw new InvalidDataException($"{b} should be [{directions}, {2 * rows}].");
        var second = Enumerable.Range(0, directions).Any(direction => b.Values.AsSpan((2 * direction * rows) + rows, rows).ContainsAnyExcept(0.0));

        var parts = Enumerable.Range(0, directions).Select(One).ToArray();
        return parts is [var only] ? only : new Bidirectional<T>(parts[0], parts[1]);

        NamedArray Input(int k) => node.Inputs.Count > k && onnx.Constants.TryGetValue(node.Inputs[k], out var array) ? array
            : throw new InvalidDataException($"Input {k} of an {node.Type} is not among the constants of the file.");

        SequenceLayer<T> One(int direction)
        {
            var bias = second ? BiasScheme.TwoPerGate : BiasScheme.OnePerGate;
            var layer = kind.CreateLayer<T>(inputSize, rows / gates, 0, new CellOptions
            {
                Bias = bias,
                Activation = kind == CellKind.Rnn ? activation : null,
                Variant = kind != CellKind.Gru ? null : node.Number("linear_before_reset") == 1 ? GruVariant.ResetAfter : GruVariant.ResetBefore,
            });
            foreach (var (window, array) in OnnxLayout.Of(layer).Zip([w, r, b])) window.Write(Part(array, direction));
            return layer;
        }

        T[] Part(NamedArray array, int direction) =>
            [.. array.Values.AsSpan(direction * (array.Values.Length / directions), array.Values.Length / directions).ToArray().Select(T.CreateChecked)];
    }

    /// <summary>The activation of an RNN; that of the gated cells must be the usual one.</summary>
    private static RnnActivation Activation(OnnxFile.Node node, int gates)
    {
        string[] names = [.. node.Texts("activations").Distinct()];
        string[] usual = gates == 1 ? ["Tanh"] : ["Sigmoid", "Tanh"];
        if (names.Length == 0 || names.SequenceEqual(usual)) return RnnActivation.Tanh;
        return gates == 1 && names is ["Relu"] ? RnnActivation.Relu : throw new NotSupportedException($"{node.Type} with {string.Join(", ", names)} has no counterpart here.");
    }

    private static Dense<T>? Head<T>(OnnxFile onnx, int inputs) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!onnx.Constants.TryGetValue(OnnxExport.HeadWeight, out var weight) || !onnx.Constants.TryGetValue(OnnxExport.HeadBias, out var bias)) return null;
        if (weight.Shape is not [var outputs, var columns] || columns != inputs || bias.Values.Length != outputs)
            throw new InvalidDataException($"{weight} and {bias} are not a head for {inputs} numbers.");
        var head = new Dense<T>(inputs, outputs, seed: 0);
        foreach (var (parameter, array) in head.Parameters.Zip([weight, bias]))
            for (var k = 0; k < parameter.Count; k++) parameter.Value[k] = T.CreateChecked(array.Values[k]);
        return head;
    }
}
