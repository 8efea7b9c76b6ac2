using System.CommandLine;
using System.Numerics;
using GruNotebooks.Interop;

namespace GruNotebooks.Cli.Verbs;

/// <summary>`gru export`: a trained model for ONNX Runtime or PyTorch.</summary>
internal static class ExportVerb
{
    private static readonly string[] Formats = ["onnx", "safetensors", "pytorch-json"];

    public static Command Create()
    {
        var model = new Argument<string>("MODEL") { Description = "The trained model: what ModelFile.Save wrote, an .onnx file, a PyTorch state dictionary as .safetensors, or a .json file with PyTorch or Keras weights." };
        var to = new Option<string>("--to") { Description = $"The format: {string.Join(", ", Formats)}.", HelpName = "FORMAT", Required = true };
        to.AcceptOnlyFromAmong(Formats);
        var output = new Option<string?>("--out") { Description = "The file to write. Default: MODEL with the ending of the format.", HelpName = "FILE" };
        var export = new Command("export", "Write a trained model in a form that ONNX Runtime or PyTorch reads.") { model, to, output };
        export.SetAction(parsed => Run(parsed.GetValue(model)!, parsed.GetValue(to)!, parsed.GetValue(output), parsed.InvocationConfiguration.Output));
        return export;
    }

    private static int Run(string path, string format, string? target, TextWriter output)
    {
        target ??= Path.ChangeExtension(path, format switch { "onnx" => ".onnx", "safetensors" => ".pytorch.safetensors", _ => ".pytorch.json" });
        if (Path.GetFullPath(target) == Path.GetFullPath(path))
            throw new UserException($"{target} is the model itself; name another file with --out.");
        try
        {
            var model = File.ReadAllBytes(path);
            var converted = ModelFile.IsDouble(path, model) ? Convert<double>(path, model, format) : Convert<float>(path, model, format);
            ModelFile.Write(target, converted);
            output.WriteLine($"{target}: {converted.Length} bytes.");
            return ExitCode.Done;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UserException(failure.Message, cause: failure);
        }
    }

    private static byte[] Convert<T>(string path, byte[] bytes, string format) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var model = ModelFile.Load<T>(path, bytes);
        return format switch
        {
            "onnx" => OnnxExport.ToOnnx(model),
            "safetensors" => PyTorchExport.ToSafetensors(model),
            _ => PyTorchExport.ToJson(model),
        };
    }
}
