using System.Text;
using GruNotebooks.Cells;
using GruNotebooks.Layers;
using GruNotebooks.Tasks;

namespace GruNotebooks.Interop.Tests;

/// <summary>Files that say more than they hold, or something else: refused in one line, and before anything of the size they claim is made.</summary>
public class MalformedModelTests
{
    private const string Small = """
        {"framework": "pytorch", "cell": "rnn", "activation": "tanh", "dtype": "float32", "inputSize": 1, "hiddenSize": 2,
         "weights": {"weight_ih_l0": [[0.1], [0.2]], "weight_hh_l0": [[0.1, 0.2], [0.3, 0.4]], "bias_ih_l0": [0, 0], "bias_hh_l0": [0, 0]}}
        """;

    [Theory]
    [InlineData("""{"framework": "pytorch", "cell": "gru", "dtype": "float64", "inputSize": 9000, "hiddenSize": 9000, "weights": {}}""", "weights.weight_ih_l0 is missing")]
    [InlineData("""{"framework": "pytorch", "cell": "gru", "dtype": "float64", "inputSize": 10, "hiddenSize": 10, "weights": {}, "layers": 2000000}""", "weights.weight_ih_l0 is missing")]
    [InlineData("\"hiddenSize\": 2→\"hiddenSize\": 2000000000", "weights.weight_ih_l0 is [2, 1], the sizes of the header ask for [2000000000, 1]")]
    [InlineData("0.4→1e39", "weights.weight_hh_l0 has 1e+39, which single precision cannot hold")]
    [InlineData("0.4→1e999", "where a number belongs")]
    [InlineData("\"cell\": \"rnn\"→\"cell\": \"rnn\", \"cell\": \"rnn\"", "'cell' is there twice in one object")]
    [InlineData("\"cell\": \"rnn\"→\"cell\": \"\\ud800\"", "half a character")]
    [InlineData("\"cell\": \"rnn\"→\"cell\": \"mgu\"", "'cell' must be one of rnn, lstm, gru")]
    public void A_json_file_is_refused_in_one_line_and_little_memory(string edit, string message)
    {
        var text = edit.Split('→') is [var from, var to] ? Small.Replace(from, to, StringComparison.Ordinal) : edit;
        Assert.NotEqual(Small, text);
        Refused("model.json", Encoding.UTF8.GetBytes(text), message);
    }

    [Fact]
    public void A_byte_order_mark_is_no_harm()
    {
        var model = ModelFile.Load<float>("model.json", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Small)]);
        Assert.Equal(0.4f, model.Layer.Parameters[1].Value[3]);
    }

    [Theory]
    [InlineData("{\"a\": [1]}", "a lacks a dtype")]
    [InlineData("{\"a\":5}", "a lacks a dtype")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [2000000000, 2000000000], \"data_offsets\": [0, 0]}}", "does not fit its place")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [-4, 0]}}", "a lacks a dtype, a shape of sizes above 0, or data_offsets")]
    [InlineData("{\"__metadata__\": {\"gru-notebooks\": \"{\\\"layer\\\": {\\\"kind\\\": \\\"gru\\\", \\\"inputs\\\": 2000000000, \\\"hidden\\\": 2000000000, \\\"bias\\\": \\\"OnePerGate\\\", \\\"variant\\\": \\\"ResetAfter\\\"}}\"}}", "the file has 0")]
    [InlineData("{\"__metadata__\": {\"gru-notebooks\": \"[]\"}}", "its description has no 'layer'")]
    [InlineData("{\"__metadata__\": 5}", "__metadata__ is not an object")]
    public void A_safetensors_file_is_refused_in_one_line_and_little_memory(string header, string message)
    {
        var text = Encoding.UTF8.GetBytes(header);
        Refused("model.safetensors", [.. BitConverter.GetBytes((long)text.Length), .. text], message);
    }

    [Theory]
    [InlineData("{\"train\":null,\"valid\":null,\"test\":null}", "'train' has no pieces")]
    [InlineData("{\"train\":[[null]],\"valid\":[],\"test\":[]}", "'train' has no pieces")]
    [InlineData("{\"train\":[],\"train\":[]}", "not the JSON that is expected")]
    public void Chorales_are_refused_in_one_line(string text, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Chorales.Parse(Encoding.UTF8.GetBytes(text), "chorales.json")).Message);

    [Fact]
    public void A_state_dictionary_of_PyTorch_is_a_model()
    {
        foreach (var model in new SavedModel<float>[]
        {
            new(new Gru<float>(3, 4, 1, GruVariant.ResetAfter, BiasScheme.TwoPerGate), new Dense<float>(4, 2, seed: 3)),
            new(new Rnn<float>(3, 4, 1, RnnActivation.Relu, BiasScheme.TwoPerGate)),
            new(new Stacked<float>(Both(3, 1), Both(8, 3)), new Dense<float>(8, 1, seed: 5)),
        })
        {
            var read = ModelFile.Load<float>("model.safetensors", PyTorchExport.ToSafetensors(model));
            Assert.Equal(model.Layer.Parameters.Select(parameter => parameter.ToString()), read.Layer.Parameters.Select(parameter => parameter.ToString()));
            Assert.Equal(model.NamedParameters.SelectMany(named => named.Parameter.Value), read.NamedParameters.SelectMany(named => named.Parameter.Value));
            Assert.Equal((model.Layer as Rnn<float>)?.Activation, (read.Layer as Rnn<float>)?.Activation);
        }
    }

    [Fact]
    public void A_state_dictionary_that_does_not_say_enough_or_says_too_much_is_refused()
    {
        var rnn = SafetensorsFile.Read(PyTorchExport.ToSafetensors(new SavedModel<float>(new Rnn<float>(3, 4, 1))));
        Refused("model.safetensors", (rnn with { Metadata = new Dictionary<string, string>() }).ToBytes(), "does not say whether of tanh or of relu");
        Refused("model.safetensors", (rnn with { Arrays = [.. rnn.Arrays, new NamedArray("conv.weight", [1], [1])] }).ToBytes(), "conv.weight [1] is of no network that can be read");
        Refused("model.safetensors", (rnn with { Arrays = [.. rnn.Arrays.Select(array => array with { Name = array.Name + "x" })] }).ToBytes(), "its arrays are not those of PyTorch");
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("model.json")]
    [InlineData("model.onnx")]
    public void A_large_model_takes_ten_times_its_file_at_most(string name)
    {
        var model = new SavedModel<float>(new Stacked<float>([.. Enumerable.Range(0, 4).Select(k => new Gru<float>(256, 256, (ulong)k, GruVariant.ResetAfter, BiasScheme.TwoPerGate))]));
        var bytes = Path.GetExtension(name) switch { ".safetensors" => PyTorchExport.ToSafetensors(model), ".json" => PyTorchExport.ToJson(model), _ => OnnxExport.ToOnnx(model) };
        ModelFile.Load<float>(name, bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ModelFile.Load<float>(name, bytes);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated <= (10L * bytes.Length) + 10_000_000, $"{bytes.Length} bytes took {allocated}");
    }

    [Theory]
    [InlineData(60_000)]
    public async Task A_network_of_many_layers_is_read_in_time_that_grows_with_it(int layers)
    {
        var json = new StringBuilder($$"""{"framework": "pytorch", "cell": "rnn", "activation": "tanh", "dtype": "float32", "inputSize": 1, "hiddenSize": 1, "layers": {{layers}}, "weights": {""");
        json.AppendJoin(", ", Enumerable.Range(0, layers).Select(l => $"\"weight_ih_l{l}\": [[0.5]], \"weight_hh_l{l}\": [[0.5]], \"bias_ih_l{l}\": [0], \"bias_hh_l{l}\": [0]")).Append("}}");
        var read = Task.Run(() => ModelFile.Load<float>("model.json", Encoding.UTF8.GetBytes(json.ToString())));
        Assert.Equal(layers, Assert.IsType<Stacked<float>>((await read.WaitAsync(TimeSpan.FromSeconds(15))).Layer).Layers.Count);   // comparing each name with each takes a minute
    }

    private static void Refused(string name, byte[] bytes, string message)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var failure = Assert.Throws<InvalidDataException>(() => ModelFile.Load<float>(name, bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.StartsWith($"{name} is not a model that can be read: ", failure.Message);
        Assert.Contains(message, failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    private static Bidirectional<float> Both(int inputSize, ulong seed) =>
        new(new Lstm<float>(inputSize, 4, seed, bias: BiasScheme.TwoPerGate), new Lstm<float>(inputSize, 4, seed + 1, bias: BiasScheme.TwoPerGate));
}
