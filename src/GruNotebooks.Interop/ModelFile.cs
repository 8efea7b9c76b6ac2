using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

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
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    public static void Save<T>(string path, SavedModel<T> model) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var metadata = new Dictionary<string, string> { [DescriptionName] = ModelDescription.Of(model).ToJsonString() };
        var arrays = model.NamedParameters.Select(named => new NamedArray(named.Name, named.Parameter.Shape, [.. named.Parameter.Value.Select(double.CreateChecked)]));
        Write(path, new SafetensorsFile([.. arrays], metadata, typeof(T) == typeof(double)).ToBytes());
    }

    /// <summary>Reads what <see cref="Save"/> wrote, or a JSON file with the weights of a PyTorch or Keras layer.</summary>
    /// <exception cref="InvalidDataException">The file is something else, or damaged: one line says what.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <typeparam name="T">The precision to compute in; it need not be that of the file.</typeparam>
    public static SavedModel<T> Load<T>(string path) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var bytes = File.ReadAllBytes(path);
        try
        {
            return IsJson(bytes) ? FromJson<T>(bytes) : FromSafetensors<T>(SafetensorsFile.Read(bytes));
        }
        catch (Exception failure) when (failure is InvalidDataException or JsonException)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} is not a model that can be read: {failure.Message.TrimEnd('.')}.", failure);
        }
    }

    /// <summary>Whether the numbers of a model file are in double precision.</summary>
    /// <exception cref="InvalidDataException">The file is not a model.</exception>
    internal static bool IsDouble(string path)
    {
        var bytes = File.ReadAllBytes(path);
        try
        {
            if (!IsJson(bytes)) return SafetensorsFile.Read(bytes).IsDouble;
            using var document = JsonDocument.Parse(bytes);
            return new FrameworkHeader(document.RootElement).IsDouble;
        }
        catch (Exception failure) when (failure is InvalidDataException or JsonException)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} is not a model that can be read: {failure.Message.TrimEnd('.')}.", failure);
        }
    }

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

    private static bool IsJson(byte[] bytes) => bytes.FirstOrDefault(letter => !char.IsWhiteSpace((char)letter)) == '{';

    private static SavedModel<T> FromJson<T>(byte[] bytes) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var document = JsonDocument.Parse(bytes);
        var weights = ReferenceTensor.ReadGroup(document.RootElement, "weights");
        var model = new SavedModel<T>(FrameworkNetwork<T>.Create(new FrameworkHeader(document.RootElement), weights).Layer);
        if (!document.RootElement.TryGetProperty("head", out _)) return model;
        var head = ReferenceTensor.ReadGroup(document.RootElement, "head");
        if (!head.TryGetValue("weight", out var weight) || !head.TryGetValue("bias", out var bias) || weight.Shape is not [var outputs, var inputs]
            || inputs != model.Layer.OutputSize || bias.Shape is not [var count] || count != outputs)
            throw new InvalidDataException($"head needs a weight [outputs, {model.Layer.OutputSize}] and a bias [outputs]");
        var dense = new Layers.Dense<T>(inputs, outputs, seed: 0);
        foreach (var (parameter, values) in dense.Parameters.Zip([weight, bias]))
            for (var k = 0; k < parameter.Count; k++) parameter.Value[k] = T.CreateChecked(values.Values[k]);
        return model with { Head = dense };
    }

    private static SavedModel<T> FromSafetensors<T>(SafetensorsFile file) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!file.Metadata.TryGetValue(DescriptionName, out var description))
            throw new InvalidDataException($"its metadata has no '{DescriptionName}'; ModelFile.Save writes it");
        var model = ModelDescription.Create<T>(JsonNode.Parse(description));
        var arrays = file.Arrays.ToDictionary(array => array.Name);
        foreach (var (name, parameter) in model.NamedParameters)
        {
            if (!arrays.Remove(name, out var array)) throw new InvalidDataException($"{name} is missing");
            if (!array.Shape.SequenceEqual(parameter.Shape))
                throw new InvalidDataException($"{array} should be [{string.Join(", ", parameter.Shape)}]");
            for (var k = 0; k < parameter.Count; k++) parameter.Value[k] = T.CreateChecked(array.Values[k]);
        }
        return arrays.Count == 0 ? model : throw new InvalidDataException($"{arrays.Keys.First()} is unknown");
    }
}
