using System.Diagnostics;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using GruNotebooks.Cells;
using GruNotebooks.Interop.Tests.Onnx;
using GruNotebooks.Layers;
using GruNotebooks.Tasks;
using Xunit.Abstractions;

namespace GruNotebooks.Interop.Tests;

/// <summary>100,000 damaged files of each format: each is read or refused with one line, and nothing large is made of a small file.</summary>
public class ReaderFuzzTests(ITestOutputHelper output)
{
    private const int Files = 100_000;
    private const long MemoryFactor = 10, MemoryFree = 10_000_000;

    private static readonly Dictionary<string, (byte[][] Good, Action<byte[]> Read)> Formats = new()
    {
        ["our model file"] = ([Saved(new(new Gru<float>(2, 2, seed: 1), new Dense<float>(2, 1, seed: 2))), Saved(new(new Stacked<float>(Both(2, 1), Both(4, 3))))], Model("model.safetensors")),
        ["PyTorch safetensors"] = ([PyTorchExport.ToSafetensors(Torch()), PyTorchExport.ToSafetensors(new SavedModel<double>(new Lstm<double>(2, 1, seed: 1)))], Model("model.safetensors")),
        ["PyTorch JSON"] = ([PyTorchExport.ToJson(Torch())], Model("model.json")),
        ["ONNX"] = ([OnnxExport.ToOnnx(Torch()), .. new[] { "RNN", "LSTM", "GRU" }.Select(type => OnnxFiles.Of(type).ToByteArray())], Model("model.onnx")),
        ["reference vectors"] = ([Encoding.UTF8.GetBytes(Vectors)], bytes => Assert.True(ReferenceVectors.Read("vectors.json", bytes).Compare().LargestRelativeError >= 0)),
        ["chorales"] = ([Encoding.UTF8.GetBytes("""{"train": [[[60, 64, 67], [62]], [[], [108]]], "valid": [[[21]]], "test": [[[60, 61], [62]]]}""")], bytes => Assert.True(Chorales.Parse(bytes, "chorales.json").Baseline >= 0)),
        ["digits"] = ([Encoding.UTF8.GetBytes("0,1,16\n3,4,2\n5,0,9\n")], bytes => Table(bytes, 3, header: false)),
        ["a table of one's own"] = ([Encoding.UTF8.GetBytes("time;level;flow\n2024-02-01 00:00;1,5;2,25\n2024-02-01 01:00;;-3,75\n2024-02-01 02:00;1,75;0,5\n"), Encoding.UTF8.GetBytes("day,\"a, b\",c\n1,2.5,1e3\n2,-1,4\n3,0.5,7\n")], OwnTable),
        ["sunspots"] = ([Encoding.UTF8.GetBytes("YEAR,SUNACTIVITY\n1700,5.0\n1701,11.0\n1702,16.0\n")], bytes => Table(bytes, 2, header: true)),
    };

    private const string Vectors = """
        {"framework": "keras", "cell": "gru", "resetAfter": false, "dtype": "float64", "inputSize": 1, "hiddenSize": 1, "steps": 2, "batch": 1,
         "weights": {"kernel": [[0.5, -0.25, 1]], "recurrent_kernel": [[0.1, 0.2, 0.3]], "bias": [0, 0.1, 0]},
         "inputs": {"input": [[[1]], [[2]]], "h0": [[0.5]]}, "lossWeights": {"output": [[[1]], [[1]]], "hn": [[1]]},
         "expected": {"output": [[[0]], [[0]]], "hn": [[0]], "loss": 0, "grad_input": [[[0]], [[0]]], "grad_h0": [[0]],
          "grad_kernel": [[0, 0, 0]], "grad_recurrent_kernel": [[0, 0, 0]], "grad_bias": [0, 0, 0]}}
        """;

    public static TheoryData<string> Names => [.. Formats.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_damaged_file_is_read_or_refused_in_one_line_and_little_memory(string format)
    {
        var (good, read) = Formats[format];
        foreach (var file in good) read(file);   // what is damaged was good
        var clock = Stopwatch.StartNew();
        var (refused, most) = (0, 0L);
        Parallel.For(0, Files, k =>
        {
            var bytes = Mutation.Of(good[k % good.Length], (ulong)k);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var failure = Record.Exception(() => read(bytes));
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(failure is null or InvalidDataException, $"{format}, file {k}: {failure}");
            if (failure is not null)
            {
                Interlocked.Increment(ref refused);
                Assert.True(failure.Message.Length < 600 && !failure.Message.Any(char.IsControl), $"{format}, file {k}: {failure.Message}");
            }
            Assert.True(allocated <= (MemoryFactor * bytes.Length) + MemoryFree, $"{format}, file {k}: {bytes.Length} bytes took {allocated}");
            InterlockedMax(ref most, allocated);
        });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{format}: {Files} files, {refused} refused, at most {most / 1024} KB, {clock.Elapsed.TotalSeconds:0.0} s"));
        Assert.InRange(refused, Files / 10, Files * 99 / 100);   // the mutations reach further than the first check, and not all are harmless
    }

    private static void InterlockedMax(ref long most, long value)
    {
        for (var seen = Interlocked.Read(ref most); value > seen; seen = Interlocked.Read(ref most))
            if (Interlocked.CompareExchange(ref most, value, seen) == seen) return;
    }

    private static Action<byte[]> Model(string name) => bytes =>
    {
        var model = ModelFile.Load<float>(name, bytes);
        Assert.All(model.NamedParameters, named => Assert.DoesNotContain(named.Parameter.Value, value => !float.IsFinite(value)));
        Assert.NotNull(ModelFile.IsDouble(name, bytes).ToString());
    };

    private static void Table(byte[] bytes, int columns, bool header) =>
        Assert.Equal(3, CsvNumbers.Read(new StreamReader(new MemoryStream(bytes), bufferSize: 256), "table.csv", columns, rows: 3, header).Length);

    private static void OwnTable(byte[] bytes)
    {
        foreach (var gaps in new[] { GapRule.KeepLast, GapRule.Interpolate })
        {
            var table = CsvTable.Parse(Encoding.UTF8.GetString(bytes), "table.csv", gaps);
            foreach (var name in table.Names) Assert.DoesNotContain(table.Column(name), value => !double.IsFinite(value));
            Assert.NotEmpty(table.ToString());
        }
    }

    private static byte[] Saved(SavedModel<float> model)
    {
        using var file = new TemporaryFile();
        ModelFile.Save(file.Path, model);
        return File.ReadAllBytes(file.Path);
    }

    private static SavedModel<float> Torch() => new(new Gru<float>(2, 2, seed: 1, GruVariant.ResetAfter, BiasScheme.TwoPerGate), new Dense<float>(2, 1, seed: 2));

    private static Bidirectional<float> Both(int inputSize, ulong seed) => new(new Lstm<float>(inputSize, 2, seed), new Lstm<float>(inputSize, 2, seed + 1));
}
