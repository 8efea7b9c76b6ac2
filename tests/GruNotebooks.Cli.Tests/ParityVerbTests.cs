using System.Runtime.CompilerServices;
using System.Text.Json;
using GruNotebooks.Cli.Verbs;

namespace GruNotebooks.Cli.Tests;

public class ParityVerbTests
{
    private static readonly string[] Golden = Directory.GetFiles(Folder(), "*.json");

    [Fact]
    public async Task Every_reference_file_agrees_and_every_tensor_has_its_row()
    {
        var (code, output, error) = await Invoke(["parity", .. Golden]);
        Assert.Equal((ExitCode.Done, ""), (code, error));
        Assert.Contains("pytorch-gru-2layer-bidirectional.json: PyTorch GRU (ResetAfter), 2 layers, both directions", output);
        Assert.Contains("ok   grad_weight_hh_l1_reverse", output);
        Assert.DoesNotContain("FAIL", output);
        Assert.EndsWith($"{Golden.Length} of {Golden.Length} files agree.", output.Trim());
    }

    [Fact]
    public async Task A_tolerance_that_no_arithmetic_meets_fails_with_code_1()
    {
        var (code, output, _) = await Invoke("parity", PathOf("keras-lstm.json"), "--tolerance", "1e-30");
        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("FAIL output", output);
    }

    [Fact]
    public async Task Json_is_one_object_a_line()
    {
        var (code, output, _) = await Invoke("parity", PathOf("keras-rnn.json"), PathOf("pytorch-lstm.json"), "--json");
        var lines = output.Trim().Split('\n');
        Assert.Equal((ExitCode.Done, 2), (code, lines.Length));
        var report = JsonDocument.Parse(lines[1]).RootElement;
        Assert.Equal("pytorch-lstm.json", report.GetProperty("file").GetString());
        Assert.True(report.GetProperty("passed").GetBoolean());
        Assert.InRange(report.GetProperty("largestRelativeError").GetDouble(), 0, 1e-12);
        Assert.Contains(report.GetProperty("tensors").EnumerateArray(), tensor => tensor.GetProperty("name").GetString() == "grad_c0");
    }

    [Theory]
    [InlineData("not json", "vectors.json: it is not JSON")]
    [InlineData("{}", "vectors.json: 'framework' must be one of pytorch, keras.")]
    public async Task A_file_that_cannot_be_read_is_one_line_and_the_others_are_still_compared(string text, string message)
    {
        var folder = Directory.CreateTempSubdirectory("gru-tests-");
        var bad = Path.Combine(folder.FullName, "vectors.json");
        await File.WriteAllTextAsync(bad, text);
        var (code, output, error) = await Invoke("parity", bad, PathOf("keras-rnn.json"));
        folder.Delete(recursive: true);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(message, error);
        Assert.Single(error.Trim().Split('\n'));
        Assert.Contains("1 of 2 files agree.", output);
    }

    [Theory]
    [InlineData("nowhere.json")]
    [InlineData(".")]
    public async Task A_file_that_is_not_there_is_one_line(string path)
    {
        var (code, output, error) = await Invoke("parity", path);
        Assert.Equal((ExitCode.Usage, ""), (code, output));
        Assert.Single(error.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("1,5")]
    [InlineData("-1")]
    [InlineData("NaN")]
    public async Task A_tolerance_that_is_no_number_is_wrong_usage(string tolerance)
    {
        var (code, _, error) = await Invoke("parity", PathOf("keras-rnn.json"), $"--tolerance={tolerance}");
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("--tolerance must be a number of at least 0", error);
    }

    [Fact]
    public async Task Without_a_file_there_is_nothing_to_compare()
    {
        var (code, _, error) = await Invoke("parity");
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("gru parity --help", error);
    }

    private static string PathOf(string name) => Path.Combine(Folder(), name);

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "data", "golden");

    private static async Task<(int Code, string Output, string Error)> Invoke(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        int code = await GruCommand.InvokeAsync(args, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
