using System.Numerics;
using GruNotebooks.Display;

namespace GruNotebooks.Interop;

/// <summary>Trained models on disk: our parameters under our names, as safetensors, with a description of the layers.</summary>
public static class ModelFile
{
    private const string DescriptionName = "gru-notebooks";

    /// <summary>A folder for models that notebooks train: artifacts/models of the repository, or one of its name in the current folder where the library
    /// is used outside a clone. It is made when it is first asked for.</summary>
    public static string Folder => Directory.CreateDirectory(Path.Combine(RepositoryFolder.Root ?? ".", "artifacts", "models")).FullName;

    /// <summary>Writes a model, whole or not at all.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="model">A layer, or a layer and its head: <c>new SavedModel&lt;float&gt;(network)</c>.</param>
    /// <exception cref="InvalidDataException">A weight is not a finite number.</exception>
    /// <exception cref="NotSupportedException">A layer is of a type that the file cannot describe.</exception>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    public static void Save<T>(string path, SavedModel<T> model) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var metadata = new Dictionary<string, string> { [DescriptionName] = ModelDescription.Of(model).ToJsonString() };
        var arrays = model.NamedParameters.Select(named => new NamedArray(named.Name, named.Parameter.Shape, [.. named.Parameter.Value.Select(double.CreateChecked)]));
        Write(path, new SafetensorsFile([.. arrays], metadata, typeof(T) == typeof(double)).ToBytes());
    }

    /// <summary>
    /// Reads what <see cref="Save"/> wrote; a network out of an ONNX file (<see cref="OnnxImport"/>); a PyTorch state dictionary as
    /// safetensors; or a JSON file with the weights of a PyTorch or Keras layer (<see cref="PyTorchExport.ToJson"/>).
    /// </summary>
    /// <exception cref="InvalidDataException">The file is something else, or damaged, or does what no network here does: one line says what.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <typeparam name="T">The precision to compute in; it need not be that of the file.</typeparam>
    public static SavedModel<T> Load<T>(string path) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Load<T>(path, File.ReadAllBytes(path));

    /// <summary>The model in the bytes of a file.</summary>
    internal static SavedModel<T> Load<T>(string path, byte[] bytes) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Named(path, () => FormatOf(path, bytes) switch
    {
        Format.Onnx => OnnxImport.Read<T>(bytes),
        Format.Json => FromJson<T>(bytes),
        _ => FromSafetensors<T>(SafetensorsFile.Read(bytes)),
    });

    /// <summary>Whether the numbers of a model file are in double precision.</summary>
    /// <exception cref="InvalidDataException">The file is not a model.</exception>
    internal static bool IsDouble(string path, byte[] bytes) => Named(path, () =>
    {
        if (FormatOf(path, bytes) is not Format.Json and var format) return format == Format.Onnx ? OnnxImport.IsDouble(bytes) : SafetensorsFile.Read(bytes).IsDouble;
        using var document = StrictJson.Parse(bytes);
        return FrameworkHeader.Read(document.RootElement).IsDouble;
    });

    /// <summary>Writes beside the file, then moves into its place: nobody sees half a file.</summary>
    internal static void Write(string path, byte[] bytes)
    {
        var unfinished = $"{path}.{Environment.ProcessId}.part";
        try
        {
            File.WriteAllBytes(unfinished, bytes);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private enum Format { Safetensors, Json, Onnx }

    /// <summary>By what the file starts with; ONNX, which has no mark, also by the ending of its name.</summary>
    private static Format FormatOf(string path, byte[] bytes) =>
        SafetensorsFile.IsOne(bytes) ? Format.Safetensors
        : StrictJson.IsObject(bytes) ? Format.Json
        : path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) || bytes is [0x08, ..] ? Format.Onnx   // field 1 as a number: the version of the format
        : Format.Safetensors;

    private static TResult Named<TResult>(string path, Func<TResult> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException failure)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} is not a model that can be read: {failure.Message.TrimEnd('.')}.", failure);
        }
    }

    private static SavedModel<T> FromJson<T>(byte[] bytes) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var document = StrictJson.Parse(bytes);
        var root = document.RootElement;
        var layer = FrameworkNetwork<T>.Create(FrameworkHeader.Read(root), NestedLists.ReadGroup(root, "weights")).Layer;
        if (!root.TryGetProperty("head", out _)) return new(layer);
        var head = NestedLists.ReadGroup(root, "head");
        return new(layer, DenseHead.Create<T>(head.GetValueOrDefault("weight"), head.GetValueOrDefault("bias"), layer.OutputSize));
    }

    private static SavedModel<T> FromSafetensors<T>(SafetensorsFile file) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!file.Metadata.TryGetValue(DescriptionName, out var description))
            return PyTorchStateDictionary.IsOne(file) ? PyTorchStateDictionary.Read<T>(file)
                : throw new InvalidDataException($"its metadata has no '{DescriptionName}', which ModelFile.Save writes, and its arrays are not those of PyTorch");
        var model = ModelDescription.Create<T>(description, file.Arrays.Sum(array => (long)array.Values.Length));
        var arrays = file.Arrays.ToDictionary(array => array.Name);
        foreach (var (name, parameter) in model.NamedParameters)
        {
            if (!arrays.Remove(name, out var array)) throw new InvalidDataException($"{name} is missing");
            if (!array.Shape.SequenceEqual(parameter.Shape)) throw new InvalidDataException($"{array} should be {FileText.Shape(parameter.Shape)}");
            FiniteNumber.Of<T>(array).CopyTo(parameter.Value, 0);
        }
        return arrays.Count == 0 ? model : throw new InvalidDataException($"{FileText.Plain(arrays.Keys.First())} is unknown");
    }
}
