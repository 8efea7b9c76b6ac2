using GruNotebooks.Cells;
using GruNotebooks.Cli.Verbs;
using GruNotebooks.Interop;
using GruNotebooks.Layers;

namespace GruNotebooks.Cli.Tests;

public sealed class ExportVerbTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gru-tests-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("onnx", "model.onnx")]
    [InlineData("safetensors", "model.pytorch.safetensors")]
    [InlineData("pytorch-json", "model.pytorch.json")]
    public async Task A_saved_model_is_written_in_every_format(string format, string name)
    {
        var model = Save(GruVariant.ResetAfter);
        var (code, output, error) = await Invoke("export", model, "--to", format);
        Assert.Equal((ExitCode.Done, ""), (code, error));
        Assert.Equal($"{PathOf(name)}: {new FileInfo(PathOf(name)).Length} bytes.", output.Trim());
    }

    [Theory]
    [InlineData("onnx", "model.onnx")]
    [InlineData("safetensors", "model.pytorch.safetensors")]
    [InlineData("pytorch-json", "model.pytorch.json")]
    public async Task What_was_written_is_a_model_to_export_again(string format, string name)
    {
        await Invoke("export", Save(GruVariant.ResetAfter), "--to", format);
        var (code, _, error) = await Invoke("export", PathOf(name), "--to", "onnx", "--out", PathOf("again.onnx"));
        Assert.Equal((ExitCode.Done, ""), (code, error));
        Assert.True(File.Exists(PathOf("again.onnx")));
    }

    [Fact]
    public async Task The_file_can_be_named()
    {
        var (code, _, _) = await Invoke("export", Save(GruVariant.ResetBefore), "--to", "onnx", "--out", PathOf("mine"));
        Assert.Equal(ExitCode.Done, code);
        Assert.True(File.Exists(PathOf("mine")));
    }

    [Fact]
    public async Task What_PyTorch_does_not_have_is_refused_and_nothing_is_written()
    {
        var (code, _, error) = await Invoke("export", Save(GruVariant.ResetBefore), "--to", "safetensors");
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("ResetBefore GRU has no counterpart", error);
        Assert.Equal(["model.gru"], folder.EnumerateFiles().Select(file => file.Name));
    }

    [Theory]
    [InlineData("model.gru", "onnx", "is not a model that can be read")]
    [InlineData("nowhere", "onnx", "nowhere")]
    [InlineData("model.gru", "hdf5", "hdf5")]
    public async Task Bad_input_is_one_line(string name, string format, string message)
    {
        await File.WriteAllTextAsync(PathOf("model.gru"), "no model");
        var (code, output, error) = await Invoke("export", PathOf(name), "--to", format);
        Assert.Equal((ExitCode.Usage, ""), (code, output));
        Assert.Contains(message, error);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_model_does_not_overwrite_itself()
    {
        var model = Save(GruVariant.ResetAfter);
        var (code, _, error) = await Invoke("export", model, "--to", "onnx", "--out", model);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("is the model itself", error);
    }

    private string Save(GruVariant variant)
    {
        ModelFile.Save(PathOf("model.gru"), new SavedModel<float>(new Gru<float>(2, 3, seed: 1, variant), new Dense<float>(3, 1, seed: 2)));
        return PathOf("model.gru");
    }

    private string PathOf(string name) => Path.Combine(folder.FullName, name);

    private static async Task<(int Code, string Output, string Error)> Invoke(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        int code = await GruCommand.InvokeAsync(args, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
