using System.Text.Json;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop;

/// <summary>A file of reference vectors: a network of another framework, its weights, its inputs, and what it made of them.</summary>
/// <remarks>The format is described beside the files in data/golden.</remarks>
public sealed class ReferenceVectors
{
    private const string Folder = "golden/";
    private readonly Dictionary<string, NamedArray> weights;
    private readonly Dictionary<string, NamedArray> inputs;
    private readonly Dictionary<string, NamedArray> lossWeights;
    private readonly Dictionary<string, NamedArray> expected;

    private ReferenceVectors(string name, JsonElement root)
    {
        var header = new ReferenceHeader(root);
        (Name, Header) = (name, header);
        weights = NestedLists.ReadGroup(root, "weights");
        inputs = NestedLists.ReadGroup(root, "inputs");
        lossWeights = NestedLists.ReadGroup(root, "lossWeights");
        expected = NestedLists.ReadGroup(root, "expected");
        ReferenceShapes.Check(header, inputs, lossWeights, expected);
    }

    /// <summary>The file's name, without its folder.</summary>
    public string Name { get; }

    /// <summary>In short what the file is about: framework, cell and sizes.</summary>
    public string Description => Header.ToString();

    /// <summary>1e-12 for vectors in double precision, 1e-5 for those in single.</summary>
    public double DefaultTolerance => Header.IsDouble ? 1e-12 : 1e-5;

    /// <summary>The weights as the other framework names, shapes and orders them.</summary>
    public IReadOnlyList<NamedArray> Arrays => [.. weights.Select(weight => weight.Value with { Name = weight.Key })];

    /// <summary>What the network reads, [T, B, I].</summary>
    public Sequence<double> Input => new(Header.Steps, Header.Batch, Header.InputSize, [.. inputs["input"].Values]);

    /// <summary>What the other framework made of it, [T, B, H or 2H].</summary>
    public Sequence<double> Output => new(Header.Steps, Header.Batch, Header.Directions * Header.HiddenSize, [.. expected["output"].Values]);

    /// <summary>The names of the reference vectors that come with the library, for <see cref="Named"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. typeof(ReferenceVectors).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Select(name => name[Folder.Length..]).Order(StringComparer.Ordinal)];

    internal ReferenceHeader Header { get; }

    internal IReadOnlyDictionary<string, NamedArray> Weights => weights;

    internal IReadOnlyDictionary<string, NamedArray> Inputs => inputs;

    internal IReadOnlyDictionary<string, NamedArray> LossWeights => lossWeights;

    internal IReadOnlyDictionary<string, NamedArray> Expected => expected;

    /// <summary>Vectors that come with the library: <c>pytorch-gru</c>, <c>keras-lstm</c> and the others of <see cref="Names"/>.</summary>
    /// <exception cref="ArgumentException">There are none of that name.</exception>
    public static ReferenceVectors Named(string name)
    {
        using var stream = typeof(ReferenceVectors).Assembly.GetManifestResourceStream(Folder + name)
            ?? throw new ArgumentException($"There are no reference vectors '{name}'; there are {string.Join(", ", Names)}.", nameof(name));
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Read(name, bytes);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">The file is not JSON, or not such a file: one line says where and what.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ReferenceVectors Read(string path) => Read(Path.GetFileName(path), File.ReadAllBytes(path));

    internal static ReferenceVectors Read(string name, byte[] bytes)
    {
        try
        {
            using var document = StrictJson.Parse(bytes);
            return new ReferenceVectors(name, document.RootElement);
        }
        catch (InvalidDataException failure)
        {
            throw new InvalidDataException($"{name}: {failure.Message.TrimEnd('.')}.", failure);
        }
    }

    /// <summary>A layer of ours with these weights, converted from the other framework's layout.</summary>
    /// <exception cref="InvalidDataException">A weight has a wrong shape or an unknown name, or one is missing.</exception>
    public SequenceLayer<double> CreateLayer() => FrameworkNetwork<double>.Create(Header, weights).Layer;

    /// <summary>Lets a layer read the inputs from the file's first state.</summary>
    /// <param name="layer">Any layer of these sizes, its weights right or wrong.</param>
    /// <param name="input">Other inputs of the same shape; those of the file if null.</param>
    public Tape<double> Run(SequenceLayer<double> layer, Sequence<double>? input = null) =>
        layer.Forward(input ?? Input, ParityRun<double>.State(layer, inputs, "h0", "c0"));

    /// <summary>How far the outputs of a layer are from the file's: the largest |difference| over the largest |output|; 1 is as wrong as answering zero.</summary>
    /// <param name="layer">Any layer of these sizes.</param>
    /// <param name="input">Other inputs of the same shape; those of the file if null.</param>
    public double ErrorOf(SequenceLayer<double> layer, Sequence<double>? input = null) =>
        ParityRun<double>.Row("output", Run(layer, input).Output.Data, expected["output"]).RelativeError;

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
            throw new InvalidDataException($"{Name}: {failure.Message.TrimEnd('.')}.", failure);
        }
    }
}
