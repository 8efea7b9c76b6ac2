using Google.Protobuf;
using GruNotebooks.Cells;
using GruNotebooks.Interop.Onnx;
using GruNotebooks.Layers;
using static GruNotebooks.Interop.Tests.Onnx.OnnxFiles;

namespace GruNotebooks.Interop.Tests.Onnx;

public class OnnxImportTests
{
    private static readonly Dictionary<string, Func<SavedModel<float>>> Models = new()
    {
        ["GRU, reset before"] = () => new(new Gru<float>(3, 4, seed: 1), new Dense<float>(4, 2, seed: 2)),
        ["GRU, reset after, two biases"] = () => new(new Gru<float>(3, 4, seed: 1, GruVariant.ResetAfter, BiasScheme.TwoPerGate)),
        ["LSTM"] = () => new(new Lstm<float>(3, 4, seed: 1), new Dense<float>(4, 1, seed: 2)),
        ["RNN with relu"] = () => new(new Rnn<float>(3, 4, seed: 1, RnnActivation.Relu)),
        ["stack of both directions"] = () => new(new Stacked<float>(Both(3, 1), Both(8, 3)), new Dense<float>(8, 2, seed: 5)),
    };

    private static readonly Dictionary<string, (string Type, Action<GraphProto, NodeProto> Change)> SameAsWithout = new()
    {
        ["layout 0 written out"] = ("GRU", (_, node) => node.Attribute.Add(OnnxGraph.Attribute("layout", 0))),
        ["input_forget 0 written out"] = ("LSTM", (_, node) => node.Attribute.Add(OnnxGraph.Attribute("input_forget", 0))),
        ["linear_before_reset 0 written out"] = ("GRU", (_, node) => node.Attribute.Add(OnnxGraph.Attribute("linear_before_reset", 0))),
        ["activations in lower case"] = ("LSTM", (_, node) => node.Attribute.Add(OnnxGraph.Attribute("activations", "sigmoid", "tanh", "TANH"))),
        ["an empty unrelated constant"] = ("GRU", (graph, _) => graph.Initializer.Add(Constant("roi", [0], []))),
        ["an unrelated constant in another file"] = ("GRU", (graph, _) => graph.Initializer.Add(new TensorProto { Name = "roi", Dims = { 9 }, DataType = 1, DataLocation = TensorProto.Types.DataLocation.External })),
        ["a constant state of zeros"] = ("GRU", (graph, node) => { graph.Initializer.Add(Constant("h0", [1, 1, 2], [0, 0])); node.Input.Add(["", "h0"]); }
        ),
        ["peepholes of zeros"] = ("LSTM", (graph, node) => { graph.Initializer.Add(Constant("P", [1, 6], new float[6])); node.Input.Add(["", "", "", "P"]); }
        ),
        ["a state of zeros made by operators"] = ("GRU", (graph, node) =>
        {
            graph.Initializer.Add([Whole("one", 1), Whole("ends", 1, 2)]);
            graph.Node.Insert(0, Node("Shape", ["x"], ["sizes"]));
            graph.Node.Insert(1, Node("Gather", ["sizes", "one"], ["batch"], OnnxGraph.Attribute("axis", 0)));
            graph.Node.Insert(2, Node("Concat", ["one", "batch", "ends"], ["shape"], OnnxGraph.Attribute("axis", 0)));
            graph.Node.Insert(3, Node("ConstantOfShape", ["shape"], ["zeros"]));
            graph.Node.Insert(4, Node("Expand", ["zeros", "shape"], ["h0"]));
            node.Input.Add(["", "h0"]);
        }
        ),
        ["axes exchanged before and after"] = ("LSTM", (graph, node) =>
        {
            graph.Node.Insert(0, Node("Transpose", ["x"], ["turned"], OnnxGraph.Attribute("perm", 1, 0, 2)));
            node.Input[0] = "turned";
            graph.Initializer.Add(Whole("axis", 1));
            graph.Node.Add(Node("Squeeze", ["y", "axis"], ["steps"]));
            graph.Node.Add(Node("Transpose", ["steps"], ["back"], OnnxGraph.Attribute("perm", 1, 0, 2)));
        }
        ),
        ["weights from Constant operators"] = ("RNN", (graph, node) =>
        {
            graph.Node.Insert(0, Node("Constant", [], ["V"], new AttributeProto { Name = "value", T = graph.Initializer[0], Type = AttributeProto.Types.AttributeType.Tensor }));
            node.Input[1] = "V";
        }
        ),
    };

    private static readonly Dictionary<string, (string Type, Action<GraphProto, NodeProto> Change)> Refused = new()
    {
        ["its initial_h is fixed in the file and not zero"] = ("GRU", (graph, node) => { graph.Initializer.Add(Numbers("h0", 1, 1, 2)); node.Input.Add(["", "h0"]); }
        ),
        ["its initial_c is fixed in the file and not zero"] = ("LSTM", (graph, node) => { graph.Initializer.Add(Numbers("c0", 1, 1, 2)); node.Input.Add(["", "", "c0"]); }
        ),
        ["activations Sigmoid, Sigmoid, Tanh have no counterpart"] = ("LSTM", (_, node) => node.Attribute.Add(OnnxGraph.Attribute("activations", "Sigmoid", "Sigmoid", "Tanh"))),
        ["activations Tanh, Sigmoid have no counterpart"] = ("GRU", (_, node) => node.Attribute.Add(OnnxGraph.Attribute("activations", "Tanh", "Sigmoid"))),
        ["activations HardSigmoid, Tanh have no counterpart"] = ("GRU", (_, node) => node.Attribute.Add(OnnxGraph.Attribute("activations", "HardSigmoid", "Tanh"))),
        ["the attribute 'activation_alpha'"] = ("RNN", (_, node) => node.Attribute.Add(new AttributeProto { Name = "activation_alpha", Floats = { 0.5f }, Type = AttributeProto.Types.AttributeType.Floats })),
        ["the attribute 'activation_beta'"] = ("RNN", (_, node) => node.Attribute.Add(new AttributeProto { Name = "activation_beta", Floats = { 0.5f }, Type = AttributeProto.Types.AttributeType.Floats })),
        ["the attribute 'clip'"] = ("GRU", (_, node) => node.Attribute.Add(new AttributeProto { Name = "clip", F = 1, Type = AttributeProto.Types.AttributeType.Float })),
        ["the attribute 'input_forget'"] = ("GRU", (_, node) => node.Attribute.Add(OnnxGraph.Attribute("input_forget", 0))),
        ["the attribute 'linear_before_reset'"] = ("LSTM", (_, node) => node.Attribute.Add(OnnxGraph.Attribute("linear_before_reset", 1))),
        ["input_forget = 1 has no counterpart"] = ("LSTM", (_, node) => node.Attribute.Add(OnnxGraph.Attribute("input_forget", 1))),
        ["linear_before_reset = 2 has no counterpart"] = ("GRU", (_, node) => node.Attribute.Add(OnnxGraph.Attribute("linear_before_reset", 2))),
        ["layout = 1 has no counterpart"] = ("GRU", (_, node) => node.Attribute.Add(OnnxGraph.Attribute("layout", 1))),
        ["hidden_size is 3, its weights are for 2 units"] = ("GRU", (_, node) => node.Attribute[0].I = 3),
        ["reads in reverse alone"] = ("GRU", (_, node) => node.Attribute.Add(OnnxGraph.Attribute("direction", "reverse"))),
        ["there is no direction 'sideways'"] = ("GRU", (_, node) => node.Attribute.Add(OnnxGraph.Attribute("direction", "sideways"))),
        ["'direction' is not of the type"] = ("GRU", (_, node) => node.Attribute.Add(OnnxGraph.Attribute("direction", 1))),
        ["'hidden_size' twice"] = ("GRU", (_, node) => node.Attribute.Add(node.Attribute[0])),
        ["peepholes (its input P)"] = ("LSTM", (graph, node) => { graph.Initializer.Add(Numbers("P", 1, 6)); node.Input.Add(["", "", "", "P"]); }
        ),
        ["its sequence_lens are fixed in the file"] = ("GRU", (graph, node) => { graph.Initializer.Add(Whole("lens", 2)); node.Input.Add("lens"); }
        ),
        ["are in another file, 'w.data'"] = ("GRU", (graph, _) =>
        {
            graph.Initializer[0].FloatData.Clear();
            graph.Initializer[0].ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "w.data" });
        }
        ),
        ["are of type FLOAT16"] = ("GRU", (graph, _) => graph.Initializer[0].DataType = (int)TensorProto.Types.DataType.Float16),
        ["'R' [1, 6, 2] has 11 numbers in the file, not 12"] = ("GRU", (graph, _) => graph.Initializer[1].FloatData.RemoveAt(0)),
        ["its W is not among the constants"] = ("GRU", (_, node) => node.Input[1] = "x"),
        ["where a finite number belongs"] = ("GRU", (graph, _) => graph.Initializer[0].FloatData[3] = float.NaN),
        ["Relu 'Relu_z': this operator is not read here"] = ("GRU", (graph, _) => graph.Node.Add(Node("Relu", ["y"], ["z"]))),
        ["its input X must be"] = ("GRU", (graph, node) =>
        {
            var second = node.Clone();
            second.Output[0] = "y2";
            graph.Node.Add(second);
        }
        ),
        ["'y' is written twice"] = ("GRU", (graph, _) => graph.Node.Add(Node("Identity", ["x"], ["y"]))),
        ["which nothing before it writes"] = ("GRU", (_, node) => node.Input[0] = "nowhere"),
        ["the operators of 'com.example' are not read"] = ("GRU", (_, node) => node.Domain = "com.example"),
        ["a field that this version of the ONNX schema does not know"] = ("GRU", (_, node) => node.MergeFrom(ByteString.CopyFrom([0xF8, 0x07, 1]))),
    };

    public static TheoryData<string> Names => [.. Models.Keys];

    public static TheoryData<string> Harmless => [.. SameAsWithout.Keys];

    public static TheoryData<string> Refusals => [.. Refused.Keys];

    [Theory, MemberData(nameof(Names))]
    public void What_was_written_computes_the_same_to_the_last_bit(string name)
    {
        var model = Models[name]();
        var read = OnnxImport.Read<float>(OnnxExport.ToOnnx(model));
        var x = new Sequence<float>(5, 2, 3);
        for (var k = 0; k < x.Data.Length; k++) x.Data[k] = MathF.Sin(k);
        Assert.Equal(model.Layer.Forward(x).Output.Data, read.Layer.Forward(x).Output.Data);
        Assert.Equal(model.Layer.ParameterCount, read.Layer.ParameterCount);
        Assert.Equal(model.Head?.Parameters.SelectMany(parameter => parameter.Value), read.Head?.Parameters.SelectMany(parameter => parameter.Value));
    }

    [Theory, MemberData(nameof(Harmless))]
    public void What_changes_no_number_is_accepted(string name)
    {
        var (type, change) = SameAsWithout[name];
        var (plain, changed) = (Read(Of(type)).Layer, Read(Of(type, change)).Layer);
        Assert.Equal(plain.GetType(), changed.GetType());
        Assert.Equal(plain.Parameters.SelectMany(parameter => parameter.Value), changed.Parameters.SelectMany(parameter => parameter.Value));
    }

    [Theory, MemberData(nameof(Refusals))]
    public void What_would_change_a_number_is_refused_by_name(string message) =>
        Assert.Contains(message, Refusal(Of(Refused[message].Type, Refused[message].Change)));

    [Fact]
    public void Missing_biases_are_zero_and_a_second_bias_of_zeros_is_none()
    {
        var layer = Assert.IsType<Gru<double>>(Read(Of("GRU", (_, node) => node.Input.RemoveAt(3))).Layer);
        Assert.Equal((GruVariant.ResetBefore, BiasScheme.OnePerGate), (layer.Variant, layer.Bias));
        Assert.Equal(new double[6], layer.Parameters[2].Value);
        Assert.Equal(BiasScheme.TwoPerGate, Assert.IsType<Gru<double>>(Read(Of("GRU")).Layer).Bias);
    }

    [Fact]
    public void A_dense_layer_of_any_name_is_the_head_and_what_follows_it_is_refused()
    {
        static void Head(GraphProto graph)
        {
            graph.Initializer.Add([Whole("axis", 1), Constant("V", [2, 3], [1, 2, 3, 4, 5, 6]), Constant("a", [3], [7, 8, 9])]);
            graph.Node.Add([Node("Squeeze", ["y", "axis"], ["steps"]), Node("MatMul", ["steps", "V"], ["sum"]), Node("Add", ["a", "sum"], ["answer"])]);
        }
        var head = Read(Of("LSTM", (graph, _) => Head(graph))).Head!;
        Assert.Equal([1, 4, 2, 5, 3, 6], head.Parameters[0].Value);
        Assert.Equal([7, 8, 9], head.Parameters[1].Value);
        Assert.Contains("Softmax 'Softmax_share': this operator is not read here", Refusal(Of("LSTM", (graph, _) =>
        {
            Head(graph);
            graph.Node.Add(Node("Softmax", ["answer"], ["share"]));
        })));
    }

    [Fact]
    public void Parts_of_a_state_must_go_to_their_own_layers()
    {
        static ModelProto Stack(string first, string second) => Of("RNN", (graph, node) =>
        {
            graph.Input.Add(Declared("h0", 2, "N", HiddenSize));
            graph.Initializer.Add([Whole("sizes", 1, 1), Whole("axis", 1)]);
            graph.Node.Insert(0, Node("Split", ["h0", "sizes"], ["lower", "upper"], OnnxGraph.Attribute("axis", 0)));
            node.Input.Add(["", first]);
            var above = node.Clone();
            (above.Input[0], above.Input[5], above.Output[0]) = ("steps", second, "z");
            graph.Node.Add([Node("Squeeze", ["y", "axis"], ["steps"]), above]);
            graph.Output.Add(new ValueInfoProto { Name = "z" });
        });
        Assert.Equal(2, Assert.IsType<Stacked<double>>(Read(Stack("lower", "upper")).Layer).Layers.Count);
        Assert.Contains("its initial_h must be", Refusal(Stack("upper", "lower")));
        Assert.Contains("its initial_h must be", Refusal(Stack("lower", "lower")));
    }

    [Theory]
    [InlineData("lengths", "lengths", "")]
    [InlineData("lengths", "others", "take sequence_lens from different inputs")]
    [InlineData("lengths", "", "take sequence_lens from different inputs")]
    public void Lengths_hold_for_all_layers(string first, string second, string refusal)
    {
        var model = Of("GRU", (graph, node) =>
        {
            node.Input.Add(first);
            graph.Input.Add([Declared("lengths", "N"), Declared("others", "N")]);
            Second(graph, node).Input[4] = second;
        });
        if (refusal == "") Assert.IsType<Stacked<double>>(Read(model).Layer);
        else Assert.Contains(refusal, Refusal(model));
    }

    [Theory]
    [InlineData("first")]       // 32-bit axes: the second, of the batch
    [InlineData("given")]       // axes that the caller gives
    [InlineData("computed")]    // axes made of sizes
    public void A_state_is_cut_along_its_first_axis_or_not_at_all(string axes)
    {
        var model = Of("GRU", (graph, node) =>
        {
            graph.Input.Add([Declared("h0", 1, "N", HiddenSize), Declared("given", 1)]);
            graph.Initializer.Add([Whole("from", 0), Whole("to", 1), new TensorProto { Name = "first", DataType = (int)TensorProto.Types.DataType.Int32, Dims = { 1 }, Int32Data = { 1 } }]);
            graph.Node.Insert(0, Node("Shape", ["x"], ["computed"]));
            graph.Node.Insert(1, Node("Slice", ["h0", "from", "to", axes], ["state"]));
            node.Input.Add(["", "state"]);
        });
        Assert.Contains("cut along its first axis, nothing else", Refusal(model));
    }

    [Theory, InlineData("0 0"), InlineData("1 1"), InlineData("-1 0"), InlineData("0"), InlineData("0 1 2")]
    public void What_is_no_order_of_two_axes_is_refused(string order)
    {
        static ModelProto Turned(params long[] order) => Of("GRU", (graph, _) =>
        {
            graph.Initializer.Add([Whole("axis", 1), Constant("V", [2, 2], [1, 2, 3, 4])]);
            graph.Node.Add([Node("Squeeze", ["y", "axis"], ["steps"]), Node("Transpose", ["V"], ["turned"], OnnxGraph.Attribute("perm", order)), Node("MatMul", ["steps", "turned"], ["sum"])]);
        });
        Assert.Equal([1, 3, 2, 4], Read(Turned(0, 1)).Head!.Parameters[0].Value);
        Assert.Equal([1, 2, 3, 4], Read(Turned(1, 0)).Head!.Parameters[0].Value);
        var model = Turned([.. order.Split(' ').Select(axis => long.Parse(axis, System.Globalization.CultureInfo.InvariantCulture))]);
        Assert.Contains("Transpose 'Transpose_turned': a matrix has no order", Refusal(model));
    }

    [Theory, InlineData("steps"), InlineData("lower"), InlineData(null)]
    public void A_graph_that_gives_less_than_its_last_layer_is_refused(string? output)
    {
        var model = Of("GRU", (graph, node) =>
        {
            node.Output.Add("lower");
            Second(graph, node).Output[1] = "upper";
            graph.Output.Clear();
            if (output is not null) graph.Output.Add(new ValueInfoProto { Name = output });
        });
        Assert.Contains("No output of the graph is that of its last layer", Refusal(model));
        model.Graph.Output.Add(new ValueInfoProto { Name = "upper" });
        Assert.IsType<Stacked<double>>(Read(model).Layer);
    }

    [Fact]
    public void An_operator_that_the_file_defines_anew_is_refused_by_name()
    {
        var model = Of("GRU");
        model.Functions.Add(new FunctionProto { Name = "Scale", Domain = "com.example" });
        Assert.IsType<Gru<double>>(Read(model).Layer);
        model.Functions.Add(new FunctionProto { Name = "GRU" });
        Assert.Contains("It defines the operator 'GRU' anew", Refusal(model));
    }

    [Theory]
    [InlineData(64, 2000)]
    [InlineData(1, 100_000)]
    public void Layers_that_share_weights_do_not_take_many_times_the_file(int size, int layers)
    {
        var graph = new GraphProto
        {
            Initializer = { Numbers("W", 1, size, size), Numbers("R", 1, size, size), Whole("axis", 1) },
            Input = { Declared("x", "T", "N", size) },
            Output = { new ValueInfoProto { Name = $"s{layers}" } },
        };
        for (var k = 1; k <= layers; k++)
            graph.Node.Add([Node("RNN", [k == 1 ? "x" : $"s{k - 1}", "W", "R"], [$"y{k}"]), Node("Squeeze", [$"y{k}", "axis"], [$"s{k}"])]);
        var bytes = new ModelProto { IrVersion = 8, Graph = graph }.ToByteArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refusal = Assert.Throws<InvalidDataException>(() => OnnxImport.Read<float>(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (40 * bytes.Length) + 10_000_000);   // the messages of the file itself take most of it
        Assert.Contains("weights that other layers have too", refusal.Message);
    }

    [Fact]
    public void A_few_layers_may_share_weights()
    {
        var layers = Assert.IsType<Stacked<double>>(Read(Of("GRU", (graph, node) => Second(graph, node))).Layer).Layers;
        Assert.Equal(layers[0].Parameters.SelectMany(parameter => parameter.Value), layers[1].Parameters.SelectMany(parameter => parameter.Value));
    }

    [Fact]
    public void What_is_no_recurrent_network_is_said_in_one_line()
    {
        Assert.Contains("no RNN, LSTM or GRU", Refusal(Of("Add")));
        Assert.Throws<InvalidDataException>(() => OnnxImport.Read<float>([]));
        Assert.Throws<InvalidDataException>(() => OnnxImport.Read<float>([0xFF, 0xFF]));
        var whole = OnnxExport.ToOnnx(Models["LSTM"]());
        for (var length = 0; length < whole.Length; length += 7)
            Assert.Throws<InvalidDataException>(() => OnnxImport.Read<float>(whole[..length]));
    }

    /// <summary>A second layer with the weights of the first on top of it; it gives z, and with the first's its final state.</summary>
    private static NodeProto Second(GraphProto graph, NodeProto first)
    {
        var second = first.Clone();
        (second.Name, second.Input[0], second.Output[0]) = ("second", "steps", "z");
        graph.Initializer.Add(Whole("axis", 1));
        graph.Node.Add([Node("Squeeze", ["y", "axis"], ["steps"]), second]);
        graph.Output.Add(new ValueInfoProto { Name = "z" });
        return second;
    }

    private static Bidirectional<float> Both(int inputSize, ulong seed) =>
        new(new Gru<float>(inputSize, 4, seed, GruVariant.ResetAfter), new Gru<float>(inputSize, 4, seed + 1, GruVariant.ResetAfter));
}
