using System.Numerics;
using GruNotebooks.Display;
using GruNotebooks.Interop.Onnx;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop;

/// <summary>Reads the operators of an ONNX graph in their order, and knows of each value what it means to the network.</summary>
/// <remarks>Every operator is either understood or refused by name: one that is passed over could change the numbers.</remarks>
internal sealed class OnnxGraphReader<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What a layer takes besides its weights, and what weights shared in the file may add, both in numbers.</summary>
    private const int NumbersPerLayer = 250, FreeNumbers = 250_000;

    private static readonly long[] ExchangeFirstTwo = [1, 0, 2], DirectionsInside = [0, 2, 1, 3];
    private readonly Dictionary<string, OnnxValue> values = [];
    private readonly HashSet<(string Name, long First)> given = [];
    private readonly List<SequenceLayer<T>> layers = [];
    private readonly List<string?> lengths = [];
    private int stateLayers;
    private long made, most;
    private (OnnxNode Node, int Level, OnnxValue.Constant Weight, OnnxTensor? Bias)? head;

    /// <summary>The network of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="fileBytes">The length of its file: layers that share weights there each have their own here, and may not take many times as much.</param>
    public SavedModel<T> Read(GraphProto graph, long fileBytes)
    {
        most = (fileBytes / sizeof(float)) + FreeNumbers;
        if (!graph.Node.Any(node => OnnxRecurrentOperator.IsOne(node.OpType))) throw new InvalidDataException("The ONNX file has no RNN, LSTM or GRU.");
        foreach (var tensor in graph.Initializer) Define(tensor.Name, new OnnxValue.Constant(new OnnxTensor(tensor)));
        foreach (var input in graph.Input)
            if (!values.ContainsKey(input.Name)) Define(input.Name, new OnnxValue.Given(input.Name));   // an initialiser that is an input too is its default
        for (var place = 0; place < graph.Node.Count; place++)
        {
            var node = new OnnxNode(graph.Node[place], place);
            if (!node.IsStandard) throw node.Refused($"the operators of {FileText.Quoted(graph.Node[place].Domain)} are not read here");
            var results = Results(node);
            node.RefuseTheRest();
            for (var k = 0; k < node.Outputs.Count; k++)
                if (node.Outputs[k] != "") Define(node.Outputs[k], k < results.Length ? results[k] : throw node.Refused($"it has no output number {k + 1}"));
        }
        foreach (var output in graph.Output)
            if (!values.ContainsKey(output.Name)) throw new InvalidDataException($"Nothing writes the output {FileText.Quoted(output.Name)}.");
        if (!graph.Output.Any(output => IsLast(values[output.Name])))
            throw new InvalidDataException("No output of the graph is that of its last layer: what is computed after its outputs would be taken for the network's answer.");
        return Model();
    }

    /// <summary>Whether a value is of the last layer, or of the dense layer on top.</summary>
    private bool IsLast(OnnxValue value) => value switch
    {
        OnnxValue.Answer => true,
        OnnxValue.Outputs outputs => outputs.Level == layers.Count - 1,
        OnnxValue.FinalState final => final.Level == layers.Count - 1,
        _ => false,
    };

    private void Define(string name, OnnxValue value)
    {
        if (!values.TryAdd(name, value)) throw new InvalidDataException($"{FileText.Quoted(name)} is written twice.");
    }

    private OnnxValue? Optional(OnnxNode node, int k) => node.Input(k) is not "" and var name
        ? values.GetValueOrDefault(name) ?? throw node.Refused($"it reads {FileText.Quoted(name)}, which nothing before it writes") : null;

    private OnnxValue Value(OnnxNode node, int k) => Optional(node, k) ?? throw node.Refused($"its input {k} is missing");

    /// <summary>The whole numbers of a constant input.</summary>
    private long[]? WholeNumbers(OnnxNode node, int k) => Optional(node, k) is OnnxValue.Constant { Transposed: false } constant ? constant.Tensor.WholeNumbers() : null;

    private OnnxValue[] Results(OnnxNode node) => node.Type switch
    {
        _ when OnnxRecurrentOperator.IsOne(node.Type) => Recurrent(node),
        "Constant" => [Constant(node)],
        "Identity" => [Value(node, 0)],
        "Shape" when Value(node, 0) is not null => AnyWay(node, new OnnxValue.Sizes()),
        "ConstantOfShape" => [ZerosOfShape(node)],
        "MatMul" => [Product(node)],
        "Add" when Value(node, 0) is OnnxValue.Answer || Value(node, 1) is OnnxValue.Answer => [Sum(node)],
        "Add" or "Sub" or "Mul" or "Div" or "Cast" or "Gather" when AreSizes(node) => AnyWay(node, new OnnxValue.Sizes()),
        "Transpose" or "Reshape" or "Squeeze" or "Unsqueeze" or "Expand" or "Split" or "Slice" or "Concat" or "Gather" => Rearranged(node),
        _ => throw node.Refused("this operator is not read here; a network is recurrent layers that follow each other, and a dense layer on top if there is one"),
    };

    private OnnxValue[] Recurrent(OnnxNode node)
    {
        var level = layers.Count;
        var fits = Value(node, 0) switch
        {
            OnnxValue.Given { Count: null } x => level == 0 && given.Add((x.Name, 0)),
            OnnxValue.Outputs x => x.Level == level - 1 && x.Order == OnnxValue.AxisOrder.TimeBatch,
            _ => false,
        };
        if (!fits) throw node.Refused("its input X must be the input of the graph in the first layer, and the outputs of the layer below in any other");

        var layer = OnnxRecurrentOperator.Read<T>(node, k => (Optional(node, k) as OnnxValue.Constant) is { Transposed: false } constant ? constant.Tensor : null);
        if (level > 0 && (layer.InputSize != layers[^1].OutputSize || layer.HiddenSize != layers[0].HiddenSize))
            throw node.Refused($"it reads {layer.InputSize} numbers a step with {layer.HiddenSize} units, on top of a layer that gives {layers[^1].OutputSize} with {layers[0].HiddenSize} units");

        lengths.Add(Optional(node, 4) switch
        {
            null => null,
            OnnxValue.Given { Count: null, BatchFirst: false } given => given.Name,
            _ => throw node.Refused("its sequence_lens are fixed in the file; lengths are given to Forward with each batch"),
        });
        foreach (var (k, name) in layer.HasCellState ? [(5, "initial_h"), (6, "initial_c")] : new[] { (5, "initial_h") }) CheckState(node, k, name, stateLayers, layer.StateLayers);
        made += layer.ParameterCount + NumbersPerLayer;
        if (made > most) throw node.Refused("it has weights that other layers have too; here each layer has its own, and so many would take many times the memory of the file");
        stateLayers += layer.StateLayers;
        layers.Add(layer);
        return [new OnnxValue.Outputs(level, OnnxValue.AxisOrder.TimeDirectionBatch), new OnnxValue.FinalState(level), .. layer.HasCellState ? new[] { new OnnxValue.FinalState(level) } : []];
    }

    /// <summary>The state before the first step is zero, or the caller's: layers here keep none.</summary>
    private void CheckState(OnnxNode node, int k, string name, int before, int count)
    {
        var fits = Optional(node, k) switch
        {
            null or OnnxValue.Zeros => true,
            OnnxValue.Constant constant => constant.Tensor.IsZero() ? true : throw node.Refused($"its {name} is fixed in the file and not zero; make it an input of the graph, and give the state to Forward"),
            OnnxValue.Given { BatchFirst: false, Count: null } whole => given.Add((whole.Name, 0)),
            OnnxValue.Given { BatchFirst: false } part => part.First == before && (part.Count == count || part.Count > int.MaxValue) && given.Add((part.Name, part.First)),
            _ => false,
        };
        if (!fits) throw node.Refused($"its {name} must be zero, an input of the graph of its own, or entries {before} to {before + count - 1} of one");
    }

    private static OnnxValue.Constant Constant(OnnxNode node)
    {
        if (node.Tensor("value") is { } tensor) return new OnnxValue.Constant(new OnnxTensor(tensor));
        long[] numbers = node.Numbers("value_ints") ?? [node.Number("value_int", 0)];
        return new OnnxValue.Constant(new OnnxTensor(new TensorProto { DataType = (int)TensorProto.Types.DataType.Int64, Dims = { numbers.Length }, Int64Data = { numbers } }));
    }

    private OnnxValue.Zeros ZerosOfShape(OnnxNode node)
    {
        if (Value(node, 0) is not (OnnxValue.Sizes or OnnxValue.Constant)) throw node.Refused("its shape is not computed from shapes");
        return node.Tensor("value") is { } value && !new OnnxTensor(value).IsZero() ? throw node.Refused("it makes an array of a number other than zero") : new OnnxValue.Zeros();
    }

    private bool AreSizes(OnnxNode node)
    {
        var read = Enumerable.Range(0, node.Inputs.Count).Select(k => Value(node, k)).ToArray();
        return read.Any(value => value is OnnxValue.Sizes) && read.All(value => value is OnnxValue.Sizes or OnnxValue.Constant);
    }

    private OnnxValue[] Rearranged(OnnxNode node)
    {
        if (AreSizes(node)) return AnyWay(node, new OnnxValue.Sizes());
        return Value(node, 0) switch
        {
            OnnxValue.Given all when node.Type == "Split" => Parts(node, all),
            OnnxValue.Given all => [Part(node, all)],
            OnnxValue.Outputs outputs => [outputs with { Order = Next(node, outputs) }],
            OnnxValue.Answer answer when IsTransposition(node, ExchangeFirstTwo) => [answer],
            OnnxValue.Constant { Transposed: false, Tensor.Shape.Count: 2 } matrix when node.Type == "Transpose" => [Transposed(node, matrix)],
            OnnxValue.FinalState when AllInputs(node, value => value is OnnxValue.FinalState) => AnyWay(node, new OnnxValue.FinalState(Data(node).Max(value => ((OnnxValue.FinalState)value).Level))),
            OnnxValue.Constant or OnnxValue.Zeros when AllInputs(node, value => value is OnnxValue.Zeros || (value is OnnxValue.Constant constant && constant.Tensor.IsZero())) => AnyWay(node, new OnnxValue.Zeros()),
            _ => throw node.Refused("what it makes of its input has no counterpart here"),
        };
    }

    /// <summary>Whether the data that the operator rearranges is all of one kind; the other inputs of all but Concat are axes and sizes.</summary>
    private bool AllInputs(OnnxNode node, Func<OnnxValue, bool> kind) => Data(node).All(kind);

    private IEnumerable<OnnxValue> Data(OnnxNode node) => Enumerable.Range(0, node.Type == "Concat" ? node.Inputs.Count : 1).Select(k => Value(node, k));

    /// <summary>Sizes, zeros and final states may be computed and rearranged in any way: only zeros reach a layer, and they stay zeros.</summary>
    private static OnnxValue[] AnyWay(OnnxNode node, OnnxValue value)
    {
        foreach (var name in new[] { "axis", "keepdims", "num_outputs", "allowzero", "to", "saturate", "start", "end" }) node.Number(name, 0);
        foreach (var name in new[] { "axes", "perm", "split" }) node.Numbers(name);
        return [.. node.Outputs.Select(_ => value)];
    }

    private OnnxValue[] Parts(OnnxNode node, OnnxValue.Given all)
    {
        var sizes = node.Numbers("split") ?? WholeNumbers(node, 1);
        if (all is not { Count: null, BatchFirst: false } || node.Number("axis", 0) != 0 || sizes is null || sizes.Length != node.Outputs.Count || sizes.Any(size => size is <= 0 or > int.MaxValue))
            throw node.Refused("an input of the graph can be split along its first axis only, into parts of given sizes");
        var parts = new List<OnnxValue>();
        var first = 0L;
        foreach (var size in sizes)
        {
            parts.Add(all with { First = first, Count = size });
            first += size;
        }
        return [.. parts];
    }

    private OnnxValue.Given Part(OnnxNode node, OnnxValue.Given all)
    {
        if (all.Count is null && IsTransposition(node, ExchangeFirstTwo)) return all with { BatchFirst = !all.BatchFirst };
        if (node.Type == "Slice" && all is { Count: null, BatchFirst: false } && WholeNumbers(node, 1) is [>= 0 and var start] && WholeNumbers(node, 2) is [var end] && end > start
            && (Optional(node, 3) is null || WholeNumbers(node, 3) is [0]) && (Optional(node, 4) is null || WholeNumbers(node, 4) is [1]))
            return all with { First = start, Count = end - start };
        throw node.Refused("an input of the graph can be transposed or cut along its first axis, nothing else");
    }

    /// <summary>How the axes of a layer's outputs lie after this operator.</summary>
    private OnnxValue.AxisOrder Next(OnnxNode node, OnnxValue.Outputs outputs)
    {
        var directions = layers[outputs.Level].OutputSize / layers[outputs.Level].HiddenSize;
        switch (outputs.Order)
        {
            case OnnxValue.AxisOrder.TimeDirectionBatch when IsTransposition(node, DirectionsInside): return OnnxValue.AxisOrder.TimeBatchDirection;
            case OnnxValue.AxisOrder.TimeDirectionBatch when node.Type == "Squeeze" && directions == 1 && (node.Numbers("axes") ?? WholeNumbers(node, 1)) is [1]: return OnnxValue.AxisOrder.TimeBatch;
            case OnnxValue.AxisOrder.TimeBatchDirection when node.Type == "Squeeze" && directions == 1 && (node.Numbers("axes") ?? WholeNumbers(node, 1)) is [2]: return OnnxValue.AxisOrder.TimeBatch;
            case OnnxValue.AxisOrder.TimeBatchDirection when node.Type == "Reshape" && node.Number("allowzero", 0) == 0 && WholeNumbers(node, 1) is [0, 0, var width]
                && (width == -1 || width == layers[outputs.Level].OutputSize):
                return OnnxValue.AxisOrder.TimeBatch;
            case OnnxValue.AxisOrder.TimeBatch when IsTransposition(node, ExchangeFirstTwo): return OnnxValue.AxisOrder.BatchTime;
            case OnnxValue.AxisOrder.BatchTime when IsTransposition(node, ExchangeFirstTwo): return OnnxValue.AxisOrder.TimeBatch;
            default: throw node.Refused("it rearranges the outputs of a layer in a way that has no counterpart here");
        }
    }

    private static bool IsTransposition(OnnxNode node, long[] axes) => node.Type == "Transpose" && node.Numbers("perm") is { } order && order.SequenceEqual(axes);

    private static OnnxValue.Constant Transposed(OnnxNode node, OnnxValue.Constant matrix) => node.Numbers("perm") switch
    {
        null or [1, 0] => matrix with { Transposed = true },
        [0, 1] => matrix,
        var order => throw node.Refused($"a matrix has no order {FileText.Shape(order)} of its axes"),
    };

    private OnnxValue.Answer Product(OnnxNode node)
    {
        if (head is not null || Value(node, 0) is not OnnxValue.Outputs { Order: OnnxValue.AxisOrder.TimeBatch or OnnxValue.AxisOrder.BatchTime } read
            || Value(node, 1) is not OnnxValue.Constant { Tensor.Shape.Count: 2 } weight)
            throw node.Refused("a dense layer must read the outputs of the last recurrent layer, through a constant matrix, once");
        head = (node, read.Level, weight, null);
        return new OnnxValue.Answer(HasBias: false);
    }

    private OnnxValue.Answer Sum(OnnxNode node)
    {
        var (answer, other) = Value(node, 0) is OnnxValue.Answer first ? (first, Value(node, 1)) : ((OnnxValue.Answer)Value(node, 1), Value(node, 0));
        if (answer.HasBias || other is not OnnxValue.Constant { Transposed: false, Tensor.Shape.Count: 1 } bias) throw node.Refused("the bias of a dense layer is one list of constants, added once");
        head = head!.Value with { Bias = bias.Tensor };
        return new OnnxValue.Answer(HasBias: true);
    }

    private SavedModel<T> Model()
    {
        if (lengths.Distinct().Count() > 1) throw new InvalidDataException("Its layers take sequence_lens from different inputs, or some take none; here lengths hold for all layers.");
        SequenceLayer<T> layer = layers is [var only] ? only : new Stacked<T>([.. layers]);
        if (head is not var (node, level, weight, bias)) return new(layer);
        var shape = weight.Tensor.Shape;
        var (outputs, inputs) = weight.Transposed ? (shape[0], shape[1]) : (shape[1], shape[0]);
        if (level != layers.Count - 1 || inputs != layer.OutputSize || outputs is <= 0 or > int.MaxValue || (bias is not null && bias.Shape[0] != outputs))
            throw node.Refused($"{weight.Tensor}{(bias is null ? "" : $" and {bias}")} are not a dense layer for the {layer.OutputSize} outputs of the last layer");
        var (numbers, biases) = (weight.Tensor.Numbers<T>(), bias?.Numbers<T>());
        var dense = new Dense<T>(layer.OutputSize, (int)outputs, seed: 0);
        var to = dense.Parameters[0].Value;
        for (var k = 0; k < to.Length; k++) to[k] = numbers[weight.Transposed ? k : (int)(((k % inputs) * outputs) + (k / inputs))];
        (biases ?? new T[outputs]).CopyTo(dense.Parameters[1].Value, 0);
        return new(layer, dense);
    }
}
