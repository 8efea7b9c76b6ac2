using GruNotebooks.Cells;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop.Tests;

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

    public static TheoryData<string> Names => [.. Models.Keys];

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

    [Fact]
    public void A_list_of_numbers_is_read_like_raw_bytes_and_missing_biases_are_zero()
    {
        var graph = Operator("GRU", ["x", "W", "R"], OnnxGraph.Attribute("hidden_size", 1));
        foreach (var (name, columns) in new[] { ("W", 2), ("R", 1) })
        {
            var numbers = new byte[3 * columns * sizeof(float)];
            for (var k = 0; k < 3 * columns; k++) BitConverter.TryWriteBytes(numbers.AsSpan(k * sizeof(float)), k + 0.5f);
            graph.Message(5, new ProtobufWriter().Numbers(1, [1, 3, columns]).Number(2, 1).Text(8, name).Bytes(4, numbers));
        }
        var layer = Assert.IsType<Gru<double>>(OnnxImport.Read<double>(File(graph)).Layer);
        Assert.Equal((GruVariant.ResetBefore, BiasScheme.OnePerGate), (layer.Variant, layer.Bias));
        Assert.Equal([0.5, 1.5, 2.5, 3.5, 4.5, 5.5], layer.Parameters[0].Value);
        Assert.Equal([0, 0, 0], layer.Parameters[2].Value);
    }

    [Fact]
    public void What_no_layer_here_does_is_refused()
    {
        Assert.Contains("clip", Assert.Throws<NotSupportedException>(() => Read(Operator("GRU", ["x", "W", "R"], OnnxGraph.Attribute("clip", 1)))).Message);
        Assert.Contains("reverse", Assert.Throws<NotSupportedException>(() => Read(Operator("GRU", ["x", "W", "R"], OnnxGraph.Attribute("direction", "reverse")))).Message);
        Assert.Contains("HardSigmoid", Assert.Throws<NotSupportedException>(() => Read(Operator("GRU", ["x", "W", "R"], OnnxGraph.Attribute("activations", "HardSigmoid", "Tanh")))).Message);
        Assert.Contains("peepholes", Assert.Throws<NotSupportedException>(() => Read(Operator("LSTM", ["x", "W", "R", "", "", "", "", "P"]))).Message);
    }

    [Fact]
    public void What_is_no_recurrent_network_is_said_in_one_line()
    {
        Assert.Contains("no RNN, LSTM or GRU", Assert.Throws<InvalidDataException>(() => Read(Operator("Add", []))).Message);
        Assert.Contains("Input 1", Assert.Throws<InvalidDataException>(() => Read(Operator("GRU", ["x", "W", "R"]))).Message);
        Assert.Throws<InvalidDataException>(() => OnnxImport.Read<float>([]));
        Assert.Throws<InvalidDataException>(() => OnnxImport.Read<float>([0xFF, 0xFF]));
        var whole = OnnxExport.ToOnnx(Models["LSTM"]());
        for (var length = 0; length < whole.Length; length += 7)
            Assert.ThrowsAny<InvalidDataException>(() => OnnxImport.Read<float>(whole[..length]));
    }

    private static Bidirectional<float> Both(int inputSize, ulong seed) =>
        new(new Gru<float>(inputSize, 4, seed, GruVariant.ResetAfter), new Gru<float>(inputSize, 4, seed + 1, GruVariant.ResetAfter));

    private static ProtobufWriter Operator(string type, string[] inputs, params ProtobufWriter[] attributes) =>
        new ProtobufWriter().Message(1, new ProtobufWriter().Texts(1, inputs).Text(4, type).Messages(5, attributes));

    private static byte[] File(ProtobufWriter graph) => new ProtobufWriter().Number(1, 8).Message(7, graph).ToArray();

    private static SavedModel<float> Read(ProtobufWriter graph) => OnnxImport.Read<float>(File(graph));
}
