using System.Numerics;
using GruNotebooks.Cells;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop;

/// <summary>Models as ONNX files, for ONNX Runtime and everything else that reads them. Numbers are in single precision.</summary>
/// <remarks>
/// Inputs: x [steps, batch, I], h0 [L, batch, H] and, for an LSTM, c0. Outputs: output [steps, batch, output size], hn, cn; and with
/// a head, answer [steps, batch, O]. L counts layers times directions. Steps and batch are free. Gates in ONNX are z, r, h and i, o, f, c;
/// linear_before_reset=1 is <see cref="GruVariant.ResetAfter"/>.
/// </remarks>
public static class OnnxExport
{
    internal const string HeadWeight = "head_weight", HeadBias = "head_bias";

    /// <summary>The model as the bytes of an .onnx file.</summary>
    /// <exception cref="InvalidDataException">A weight is not a finite number, or single precision cannot hold it.</exception>
    /// <exception cref="NotSupportedException">The model is not made of layers, both directions of a layer and stacks of these, or its cells differ.</exception>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    public static byte[] ToOnnx<T>(SavedModel<T> model) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (layer, graph) = (model.Layer, new OnnxGraph());
        var levels = LayerPart<T>.AllOf(layer).GroupBy(part => part.Depth).Select(level => level.ToArray()).ToArray();
        if (levels.Any(level => level[0].Layer is Lstm<T> != layer.HasCellState))
            throw new NotSupportedException("A stack of LSTMs and other cells has no single c0; export its layers one by one.");
        if (levels.Any(level => level.Select(part => part.Cell).Distinct().Count() > 1))
            throw new NotSupportedException("ONNX reads both directions with one kind of cell; export unlike directions one by one.");

        string[] states = layer.HasCellState ? ["h", "c"] : ["h"];
        var x = graph.Input("x", "steps", "batch", layer.InputSize);
        foreach (var state in states)
        {
            graph.Input(state + "0", layer.StateLayers, "batch", layer.HiddenSize);
            if (levels.Length > 1)
                graph.Node("Split", [state + "0", graph.Constant($"{state}_split", [.. levels.Select(level => (long)level.Length)])], Names(levels, state + "0"), OnnxGraph.Attribute("axis", 0));
        }
        for (var depth = 0; depth < levels.Length; depth++)
            x = Level(graph, levels[depth], x, depth, [.. states.Select(state => levels.Length > 1 ? $"{state}0_{depth}" : state + "0")], depth == levels.Length - 1 ? "output" : $"output_{depth}");
        graph.Output("output", "steps", "batch", layer.OutputSize);
        foreach (var state in states)
        {
            graph.Node("Concat", Names(levels, state + "n"), [state + "n"], OnnxGraph.Attribute("axis", 0));
            graph.Output(state + "n", layer.StateLayers, "batch", layer.HiddenSize);
        }
        if (model.Head is { } head) Head(graph, head);
        return graph.ToBytes("recurrent network");
    }

    /// <summary>One layer, in one direction or both: the operator, and its output [steps, directions, batch, H] with the directions side by side.</summary>
    private static string Level<T>(OnnxGraph graph, LayerPart<T>[] parts, string x, int depth, string[] initial, string output) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var arrays = parts.Select(part => OnnxLayout.Of(part.Layer)).ToArray();   // of each direction W, R, B
        string[] weights = [.. Enumerable.Range(0, 3).Select(k => graph.Constant(
            $"{arrays[0][k].Name}_{depth}", [parts.Length, .. arrays[0][k].Shape[1..]], [.. arrays.SelectMany(direction => direction[k].Values).Select(double.CreateChecked)]))];

        List<Onnx.AttributeProto> attributes = [OnnxGraph.Attribute("hidden_size", parts[0].Layer.HiddenSize), OnnxGraph.Attribute("direction", parts.Length == 2 ? "bidirectional" : "forward")];
        if (parts[0].Layer is Rnn<T> rnn) attributes.Add(OnnxGraph.Attribute("activations", [.. parts.Select(_ => rnn.Activation.ToString())]));
        if (parts[0].Layer is Gru<T> gru) attributes.Add(OnnxGraph.Attribute("linear_before_reset", gru.Variant == GruVariant.ResetAfter ? 1 : 0));

        string[] results = [$"Y_{depth}", $"hn_{depth}", .. initial.Length == 2 ? new[] { $"cn_{depth}" } : []];
        graph.Node(parts[0].Layer.Kind.OnnxOperator!, [x, .. weights, "", .. initial], results, [.. attributes]);
        graph.Node("Transpose", [results[0]], [$"side_by_side_{depth}"], OnnxGraph.Attribute("perm", 0, 2, 1, 3));
        graph.Node("Reshape", [$"side_by_side_{depth}", graph.Constant($"shape_{depth}", 0, 0, parts.Length * parts[0].Layer.HiddenSize)], [output]);
        return output;
    }

    private static void Head<T>(OnnxGraph graph, Dense<T> head) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[][] values = [.. head.Parameters.Select(parameter => parameter.Value.Select(double.CreateChecked).ToArray())];
        graph.Node("Transpose", [graph.Constant(HeadWeight, head.Parameters[0].Shape, values[0])], ["head_weight_on_its_side"], OnnxGraph.Attribute("perm", 1, 0));
        graph.Node("MatMul", ["output", "head_weight_on_its_side"], ["head_sum"]);
        graph.Node("Add", ["head_sum", graph.Constant(HeadBias, head.Parameters[1].Shape, values[1])], ["answer"]);
        graph.Output("answer", "steps", "batch", head.OutputSize);
    }

    private static string[] Names<T>(LayerPart<T>[][] levels, string state) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. levels.Select((_, depth) => $"{state}_{depth}")];
}
