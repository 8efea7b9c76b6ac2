using Google.Protobuf;
using GruNotebooks.Layers;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Xunit.Abstractions;

namespace GruNotebooks.Interop.Tests.Onnx;

/// <summary>Our layers beside ONNX Runtime, which reads the same bytes.</summary>
public class OnnxRuntimeTests(ITestOutputHelper output)
{
    private const double Tolerance = 1e-6;

    private static readonly string[] Reasons =
        ["initial_h is fixed", "initial_c is fixed", "activations", "'clip'", "input_forget = 1", "reads in reverse alone", "peepholes"];

    [Fact]
    public void A_thousand_random_graphs_give_the_numbers_of_ONNX_Runtime_or_are_refused()
    {
        var (same, refused, largest) = (0, new Dictionary<string, int>(), 0.0);
        for (var seed = 1UL; seed <= 1000; seed++)
        {
            var drawn = new RandomOnnxGraph(seed);
            var bytes = drawn.Model.ToByteArray();
            SavedModel<float> model;
            try
            {
                model = OnnxImport.Read<float>(bytes);
            }
            catch (InvalidDataException refusal)
            {
                var reason = Reasons.First(reason => refusal.Message.Contains(reason, StringComparison.Ordinal));
                refused[reason] = refused.GetValueOrDefault(reason) + 1;
                continue;
            }
            var error = Error(drawn, model, bytes);
            Assert.True(error <= Tolerance, $"seed {seed}: {error} in {drawn}");
            largest = Math.Max(largest, error);
            same++;
        }
        output.WriteLine($"{same} the same to {largest:0.0e+0}, {refused.Values.Sum()} refused:");
        foreach (var (reason, count) in refused.OrderByDescending(each => each.Value)) output.WriteLine($"  {count} {reason}");
        Assert.InRange(same, 500, 900);
        Assert.Equal(Reasons.Order(), refused.Keys.Order());
    }

    [Fact]
    public void Every_model_that_is_written_gives_our_numbers_in_ONNX_Runtime()
    {
        var largest = 0.0;
        foreach (var (name, create) in LayerCases.All)
        {
            var layer = create();
            var model = new SavedModel<double>(layer, new Dense<double>(layer.OutputSize, 2, seed: 3));
            var x = new Sequence<double>(5, 3, 3);
            for (var k = 0; k < x.Data.Length; k++) x.Data[k] = Math.Sin(k);
            var initial = layer.ZeroState(3);
            for (var k = 0; k < initial.H.Length; k++) initial.H[k] = Math.Cos(k) / 2;
            for (var k = 0; k < initial.C?.Length; k++) initial.C[k] = Math.Cos(k + 0.5);

            using var session = new InferenceSession(OnnxExport.ToOnnx(model));
            int[] stateShape = [layer.StateLayers, 3, layer.HiddenSize];
            List<NamedOnnxValue> inputs = [Input("x", x.Data, [5, 3, 3]), Input("h0", initial.H, stateShape)];
            if (initial.C is { } c) inputs.Add(Input("c0", c, stateShape));
            using var results = session.Run(inputs);

            var tape = layer.Forward(x, initial);
            var ours = new Dictionary<string, double[]> { ["output"] = tape.Output.Data, ["hn"] = tape.Final.H, ["answer"] = model.Head!.Forward(tape.Output).Data };
            if (tape.Final.C is { } cells) ours["cn"] = cells;
            Assert.Equal(ours.Keys.Order(), results.Select(result => result.Name).Order());
            foreach (var result in results)
            {
                var error = Difference(ours[result.Name], result.AsTensor<float>());
                Assert.True(error <= 2e-6, $"{name}, {result.Name}: {error}");
                largest = Math.Max(largest, error);
            }
        }
        output.WriteLine($"{LayerCases.All.Count} models, largest difference {largest:0.0e+0}");
    }

    private static double Error(RandomOnnxGraph drawn, SavedModel<float> model, byte[] bytes)
    {
        using var session = new InferenceSession(bytes);
        var states = drawn.Initial.Select(state => NamedOnnxValue.CreateFromTensor(state.Key, new DenseTensor<float>(state.Value, [drawn.Directions, drawn.Batch, drawn.HiddenSize])));
        List<NamedOnnxValue> inputs = [NamedOnnxValue.CreateFromTensor("x", new DenseTensor<float>(drawn.X, [drawn.Steps, drawn.Batch, drawn.InputSize])), .. states];
        if (drawn.Lengths is { } lengths) inputs.Add(NamedOnnxValue.CreateFromTensor("lengths", new DenseTensor<int>(lengths, [drawn.Batch])));
        using var results = session.Run(inputs);

        var tape = model.Layer.Forward(new Sequence<float>(drawn.Steps, drawn.Batch, drawn.InputSize, drawn.X), drawn.State(model.Layer), drawn.Lengths);
        Assert.Equal(drawn.Answer is null, model.Head is null);
        var error = Difference(Widened(tape.Output.Data), results.First(result => result.Name == drawn.Output).AsTensor<float>());
        return drawn.Answer is null ? error
            : Math.Max(error, Difference(Widened(model.Head!.Forward(tape.Output).Data), results.First(result => result.Name == drawn.Answer).AsTensor<float>()));
    }

    private static double[] Widened(float[] values) => [.. values.Select(value => (double)value)];

    private static NamedOnnxValue Input(string name, double[] values, int[] shape) =>
        NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(values.Select(value => (float)value).ToArray(), shape));

    /// <summary>The largest difference, relative where the numbers are above 1.</summary>
    private static double Difference(double[] ours, Tensor<float> theirs)
    {
        float[] values = [.. theirs];
        Assert.Equal(ours.Length, values.Length);
        return ours.Zip(values, (one, other) => Math.Abs(one - other) / Math.Max(1, Math.Abs(other))).Max();
    }
}
