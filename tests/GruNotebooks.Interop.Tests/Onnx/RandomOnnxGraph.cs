using GruNotebooks.Interop.Onnx;
using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using static GruNotebooks.Interop.Tests.Onnx.OnnxFiles;

namespace GruNotebooks.Interop.Tests.Onnx;

/// <summary>A recurrent ONNX graph drawn at random: cell, sizes, directions, depth, attributes written out or not, usual or not, optional inputs given or not.</summary>
internal sealed class RandomOnnxGraph
{
    private readonly SeededRandom random;
    private readonly GraphProto graph = new() { Name = "drawn" };
    private readonly List<string> initial = [];
    private readonly string type;
    private readonly bool takesLengths;
    private readonly int directions;

    public RandomOnnxGraph(ulong seed)
    {
        random = new SeededRandom(seed);
        (type, directions) = (Choice("RNN", "LSTM", "GRU"), 1 + random.NextInt(2));
        (Steps, Batch, InputSize, HiddenSize) = (1 + random.NextInt(6), 1 + random.NextInt(3), 1 + random.NextInt(4), 1 + random.NextInt(5));
        var depth = Chance(0.3) ? 2 : 1;
        takesLengths = Chance(0.15);
        graph.Input.Add(Declared("x", Steps, Batch, InputSize));
        if (takesLengths) graph.Input.Add(DeclaredWhole("lengths", Batch));
        var (read, inputs) = ("x", InputSize);
        for (var level = 0; level < depth; level++)
        {
            Operator(level, read, inputs);
            (read, inputs) = (Joined(level), directions * HiddenSize);
        }
        graph.Output.Add(Declared(read, Steps, Batch, inputs));
        Output = read;
        if (Chance(0.3)) Head(read, inputs);
        Model = new ModelProto { IrVersion = 8, Graph = graph, OpsetImport = { new OperatorSetIdProto { Domain = "", Version = 14 } } };
        X = [.. Enumerable.Range(0, Steps * Batch * InputSize).Select(_ => (float)random.NextUniform(-1.5, 1.5))];
        Lengths = takesLengths ? [.. Enumerable.Range(0, Batch).Select(_ => 1 + random.NextInt(Steps))] : null;
        Initial = initial.ToDictionary(name => name, _ => Drawn(directions * Batch * HiddenSize, 0.9));
    }

    public ModelProto Model { get; }

    public int Steps { get; }

    public int Batch { get; }

    public int InputSize { get; }

    public int HiddenSize { get; }

    /// <summary>What the graph gives at every step.</summary>
    public string Output { get; }

    /// <summary>What the head makes of it; null without one.</summary>
    public string? Answer { get; private set; }

    public float[] X { get; }

    public int[]? Lengths { get; }

    /// <summary>The initial states that are inputs, h before c of each layer, each [directions, B, H].</summary>
    public IReadOnlyDictionary<string, float[]> Initial { get; }

    public int Directions => directions;

    public override string ToString() => $"{type}, directions {directions}, T {Steps}, B {Batch}, I {InputSize}, H {HiddenSize}: {string.Join("; ", graph.Node.Select(node => node.ToString()))}";

    /// <summary>The initial state for our layer, zeros where the graph takes none.</summary>
    public State<float> State(SequenceLayer<float> layer)
    {
        var state = layer.ZeroState(Batch);
        foreach (var (name, values) in Initial)
            values.CopyTo(name[0] == 'h' ? state.H : state.C!, int.Parse(name[1..], System.Globalization.CultureInfo.InvariantCulture) * values.Length);
        return state;
    }

    private void Operator(int level, string read, int inputs)
    {
        var rows = HiddenSize * type switch { "RNN" => 1, "LSTM" => 4, _ => 3 };
        graph.Initializer.Add([Weights($"W{level}", directions, rows, inputs), Weights($"R{level}", directions, rows, HiddenSize)]);
        string[] from = [read, $"W{level}", $"R{level}", "", takesLengths ? "lengths" : "", State('h', level), type == "LSTM" ? State('c', level) : "", ""];
        if (Chance(0.8))
        {
            from[3] = $"B{level}";
            graph.Initializer.Add(Weights(from[3], directions, 2 * rows));
        }
        if (type == "LSTM" && Chance(0.08))
        {
            from[7] = $"P{level}";
            graph.Initializer.Add(Chance(0.5) ? Constant(from[7], [directions, 3 * HiddenSize], new float[directions * 3 * HiddenSize]) : Weights(from[7], directions, 3 * HiddenSize));
        }
        while (from[^1] == "") from = from[..^1];
        var node = Node(type, from, [$"y{level}", $"yh{level}"], OnnxGraph.Attribute("hidden_size", HiddenSize));
        if (directions == 2) node.Attribute.Add(OnnxGraph.Attribute("direction", "bidirectional"));
        else if (Chance(0.3)) node.Attribute.Add(OnnxGraph.Attribute("direction", Chance(0.2) ? "reverse" : "forward"));
        Attributes(node);
        graph.Node.Add(node);
    }

    private void Attributes(NodeProto node)
    {
        if (type == "GRU" && Chance(0.6)) node.Attribute.Add(OnnxGraph.Attribute("linear_before_reset", random.NextInt(2)));
        if (type == "LSTM" && Chance(0.3)) node.Attribute.Add(OnnxGraph.Attribute("input_forget", Chance(0.2) ? 1 : 0));
        if (Chance(0.2)) node.Attribute.Add(OnnxGraph.Attribute("layout", 0));
        if (Chance(0.06)) node.Attribute.Add(new AttributeProto { Name = "clip", F = 0.7f, Type = AttributeProto.Types.AttributeType.Float });
        if (!Chance(0.5)) return;
        string[] usual = type switch { "RNN" => [Chance(0.5) ? "Tanh" : "Relu"], "LSTM" => ["Sigmoid", "Tanh", "Tanh"], _ => ["Sigmoid", "Tanh"] };
        string[] names = [.. Enumerable.Repeat(usual, directions).SelectMany(each => each)];
        if (Chance(0.3)) names[random.NextInt(names.Length)] = Choice("Sigmoid", "Tanh", "Relu", "HardSigmoid", "Softsign");
        if (type != "RNN" && Chance(0.3)) names = [.. names.Select(name => name.ToLowerInvariant())];   // ONNX Runtime knows an RNN's by their exact names alone
        node.Attribute.Add(OnnxGraph.Attribute("activations", names));
        if (names.Any(name => name.Equals("HardSigmoid", StringComparison.OrdinalIgnoreCase)))
        {
            node.Attribute.Add(new AttributeProto { Name = "activation_alpha", Floats = { Enumerable.Repeat(0.25f, names.Length) }, Type = AttributeProto.Types.AttributeType.Floats });
            node.Attribute.Add(new AttributeProto { Name = "activation_beta", Floats = { Enumerable.Repeat(0.4f, names.Length) }, Type = AttributeProto.Types.AttributeType.Floats });
        }
    }

    /// <summary>No initial state, one that is an input, or a constant: zeros or not.</summary>
    private string State(char letter, int level)
    {
        if (Chance(0.6)) return "";
        var name = $"{letter}{level}";
        if (Chance(0.6))
        {
            initial.Add(name);
            graph.Input.Add(Declared(name, directions, Batch, HiddenSize));
        }
        else
        {
            graph.Initializer.Add(Chance(0.5) ? Constant(name, [directions, Batch, HiddenSize], new float[directions * Batch * HiddenSize]) : Weights(name, directions, Batch, HiddenSize));
        }
        return name;
    }

    /// <summary>Y [T, directions, B, H] as [T, B, directions · H], in one of the ways of exporters.</summary>
    private string Joined(int level)
    {
        if (directions == 1 && Chance(0.5))
        {
            graph.Initializer.Add(Whole($"axis{level}", 1));
            graph.Node.Add(Node("Squeeze", [$"y{level}", $"axis{level}"], [$"steps{level}"]));
            return $"steps{level}";
        }
        graph.Initializer.Add(Whole($"shape{level}", 0, 0, Chance(0.5) ? -1 : directions * HiddenSize));
        graph.Node.Add(Node("Transpose", [$"y{level}"], [$"turned{level}"], OnnxGraph.Attribute("perm", 0, 2, 1, 3)));
        graph.Node.Add(Node("Reshape", [$"turned{level}", $"shape{level}"], [$"steps{level}"]));
        return $"steps{level}";
    }

    private void Head(string read, int inputs)
    {
        var outputs = 1 + random.NextInt(3);
        graph.Initializer.Add([Weights("V", inputs, outputs), Weights("a", outputs)]);
        graph.Node.Add([Node("MatMul", [read, "V"], ["sum"]), Node("Add", ["sum", "a"], ["answer"])]);
        graph.Output.Add(Declared("answer", Steps, Batch, outputs));
        Answer = "answer";
    }

    private static ValueInfoProto DeclaredWhole(string name, int size)
    {
        var declared = Declared(name, size);
        declared.Type.TensorType.ElemType = (int)TensorProto.Types.DataType.Int32;
        return declared;
    }

    private TensorProto Weights(string name, params int[] shape) => Constant(name, shape, Drawn(shape.Aggregate(1, (product, size) => product * size), 0.9));

    private float[] Drawn(int count, double range) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextUniform(-range, range))];

    private bool Chance(double share) => random.NextDouble() < share;

    private string Choice(params string[] names) => names[random.NextInt(names.Length)];
}
