using System.Text.Json;

namespace GruNotebooks.Interop;

/// <summary>A file of reference vectors: a network of another framework, its weights, its inputs, and what it made of them.</summary>
/// <remarks>The format is described beside the files in tests/GruNotebooks.Tests/golden.</remarks>
public sealed class ReferenceVectors
{
    private readonly Dictionary<string, ReferenceTensor> weights;
    private readonly Dictionary<string, ReferenceTensor> inputs;
    private readonly Dictionary<string, ReferenceTensor> lossWeights;
    private readonly Dictionary<string, ReferenceTensor> expected;

    private ReferenceVectors(string name, JsonElement root)
    {
        var header = new ReferenceHeader(root);
        (Name, Header) = (name, header);
        weights = ReferenceTensor.ReadGroup(root, "weights");
        inputs = ReferenceTensor.ReadGroup(root, "inputs");
        lossWeights = ReferenceTensor.ReadGroup(root, "lossWeights");
        expected = ReferenceTensor.ReadGroup(root, "expected");
        ReferenceShapes.Check(header, inputs, lossWeights, expected);
    }

    /// <summary>The file's name, without its folder.</summary>
    public string Name { get; }

    /// <summary>In short what the file is about: framework, cell and sizes.</summary>
    public string Description => Header.ToString();

    /// <summary>1e-12 for vectors in double precision, 1e-5 for those in single.</summary>
    public double DefaultTolerance => Header.IsDouble ? 1e-12 : 1e-5;

    internal ReferenceHeader Header { get; }

    internal IReadOnlyDictionary<string, ReferenceTensor> Weights => weights;

    internal IReadOnlyDictionary<string, ReferenceTensor> Inputs => inputs;

    internal IReadOnlyDictionary<string, ReferenceTensor> LossWeights => lossWeights;

    internal IReadOnlyDictionary<string, ReferenceTensor> Expected => expected;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">The file is not JSON, or not such a file: one line says where and what.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ReferenceVectors Read(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return new ReferenceVectors(name, document.RootElement);
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"{name} is not JSON: line {failure.LineNumber + 1}, column {failure.BytePositionInLine + 1}.", failure);
        }
        catch (InvalidDataException failure)
        {
            throw new InvalidDataException($"{name}: {failure.Message}.", failure);
        }
    }

    /// <summary>Runs our layer with the file's weights and inputs, forward and back, and puts every tensor beside the file's.</summary>
    /// <exception cref="InvalidDataException">A weight has a wrong shape or an unknown name, or one is missing.</exception>
    public ParityReport Compare()
    {
        try
        {
            return Header.IsDouble ? ParityRun<double>.Compare(this) : ParityRun<float>.Compare(this);
        }
        catch (InvalidDataException failure)
        {
            throw new InvalidDataException($"{Name}: {failure.Message}.", failure);
        }
    }
}
