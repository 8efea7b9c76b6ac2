using System.Numerics;
using GruNotebooks.Cells;
using GruNotebooks.Display;

namespace GruNotebooks.Layers;

/// <summary>A kind of recurrent cell: the one place that knows its gates, its counts, its looks in charts, its names elsewhere, its layer and its readable cell.</summary>
/// <remarks>Each kind is defined once, beside its layer. What differs between cells is asked of the kind, never decided by a switch over the kinds.</remarks>
[TypeFormatterSource(typeof(CellKindFormatters), PreferredMimeTypes = ["text/plain"])]
public abstract class CellKind
{
    /// <summary>The plain recurrent network: h' = tanh(W x + U h + b).</summary>
    public static CellKind Rnn { get; } = new RnnKind();

    /// <summary>Long short-term memory: three gates and a separate cell state.</summary>
    public static CellKind Lstm { get; } = new LstmKind();

    /// <summary>Gated recurrent unit: two gates and one state.</summary>
    public static CellKind Gru { get; } = new GruKind();

    /// <summary>Minimal gated unit: a GRU with one gate for both (Zhou et al. 2016).</summary>
    public static CellKind Mgu { get; } = new MguKind();

    /// <summary>minGRU: a GRU whose gate and candidate see the input alone (Feng et al. 2024).</summary>
    public static CellKind MinGru { get; } = new MinGruKind();

    /// <summary>Every kind there is, in the order in which comparisons show them.</summary>
    public static IReadOnlyList<CellKind> All { get; } = [Rnn, Lstm, Gru, Mgu, MinGru];

    private protected CellKind() { }

    /// <summary>The name in code, as of the static property: Gru.</summary>
    public abstract string Id { get; }

    /// <summary>The name as readers write it: GRU.</summary>
    public abstract string Name { get; }

    /// <summary>The name in full, without a capital: gated recurrent unit.</summary>
    public abstract string FullName { get; }

    /// <summary>The letters of the gates and the candidate, in the order of the parameters' rows.</summary>
    public abstract string Gates { get; }

    /// <summary>G: how many gates and candidates have weights of their own.</summary>
    public int Blocks => Gates.Length;

    /// <summary>How many numbered equations the readable cell has; variants of one count once.</summary>
    public abstract int Equations { get; }

    /// <summary>Whether the gates see the state: whether there are recurrent weights U.</summary>
    public virtual bool HasRecurrentWeights => true;

    /// <summary>Whether there is a cell state c beside h.</summary>
    public virtual bool HasCellState => false;

    /// <summary>Numbers a unit and a step that no backward pass can do without: the gates, the candidate and the states.</summary>
    public abstract int TapePerUnit { get; }

    /// <summary>Products a unit and a step element by element, beside those of the matrices: r ⊙ h, the two of a blend …</summary>
    public abstract int ElementwisePerUnit { get; }

    /// <summary>The gate that keeps the past where it is 1, if there is one.</summary>
    public virtual char? KeepGate => null;

    /// <summary>The gate that writes the candidate where it is 1, if there is one.</summary>
    public virtual char? WriteGate => null;

    /// <summary>The colour in every chart, #RRGGBB.</summary>
    public abstract string Colour { get; }

    /// <summary>The dash in every chart, as Plotly names it.</summary>
    public abstract string Dash { get; }

    /// <summary>The marker in every chart, as Plotly names it.</summary>
    public abstract string Marker { get; }

    /// <summary>The class in torch.nn; null if there is none.</summary>
    public virtual string? PyTorchName => null;

    /// <summary>The class in keras.layers; null if there is none.</summary>
    public virtual string? KerasName => null;

    /// <summary>The ONNX operator; null if there is none.</summary>
    public virtual string? OnnxOperator => null;

    /// <summary>A layer with weights drawn from <paramref name="seed"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    /// <exception cref="ArgumentException">The cell has no such option.</exception>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    public RecurrentLayer<T> CreateLayer<T>(int inputSize, int hiddenSize, ulong seed, CellOptions? options = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        NewLayer<T>(inputSize, hiddenSize, seed, Checked(options));

    /// <summary>The readable cell, with the same weights as the layer of the same seed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    /// <exception cref="ArgumentException">The cell has no such option.</exception>
    public Cell CreateCell(int inputSize, int hiddenSize, ulong seed, CellOptions? options = null) => NewCell(inputSize, hiddenSize, seed, Checked(options));

    /// <summary>G (H I + H² + H), or G (H I + H² + 2H) with two biases a gate; without recurrent weights G (H I + H).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public long ParameterCount(int inputSize, int hiddenSize, BiasScheme bias = BiasScheme.OnePerGate) =>
        checked(ProductsPerStep(inputSize, hiddenSize) + (Blocks * (bias == BiasScheme.TwoPerGate && HasRecurrentWeights ? 2L : 1L) * hiddenSize));

    /// <summary>Multiply-adds of one step's matrix products: one for each weight.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public long ProductsPerStep(int inputSize, int hiddenSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hiddenSize);
        return checked(Blocks * (((long)hiddenSize * inputSize) + (HasRecurrentWeights ? (long)hiddenSize * hiddenSize : 0)));
    }

    /// <summary>The kind called <paramref name="name"/>: its <see cref="Id"/>, in capitals or not.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static CellKind Parse(string name) => Find(name) ??
        throw new ArgumentException($"There is no cell '{name}'; there are {string.Join(", ", All.Select(kind => kind.Id))}.", nameof(name));

    /// <summary>The kind called <paramref name="name"/>, or null.</summary>
    public static CellKind? Find(string name) => All.FirstOrDefault(kind => kind.Id.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The kind of a readable cell.</summary>
    /// <exception cref="ArgumentException">The cell has none: it is for reading alone.</exception>
    public static CellKind Of(Cell cell) => All.FirstOrDefault(kind => kind.IsKindOf(cell)) ??
        throw new ArgumentException($"{cell.GetType().Name} is for reading: it has no layer and no kind; a CellLayer runs and trains it as it is.", nameof(cell));

    /// <summary>The <see cref="Id"/>.</summary>
    public sealed override string ToString() => Id;

    /// <summary>Which of <see cref="CellOptions"/> the cell has.</summary>
    internal virtual IReadOnlyList<string> OptionNames => [nameof(CellOptions.Bias)];

    private protected abstract RecurrentLayer<T> NewLayer<T>(int inputSize, int hiddenSize, ulong seed, CellOptions options) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private protected abstract Cell NewCell(int inputSize, int hiddenSize, ulong seed, CellOptions options);

    private protected abstract bool IsKindOf(Cell cell);

    private CellOptions Checked(CellOptions? options)
    {
        if (options?.Chosen.FirstOrDefault(name => !OptionNames.Contains(name)) is { } unknown)
            throw new ArgumentException($"The cell {Name} has no option {unknown}{(OptionNames.Count == 0 ? "" : $"; it has {string.Join(", ", OptionNames)}")}.", nameof(options));
        return options ?? CellOptions.Default;
    }
}

/// <summary>A kind is shown by its name, alone and inside of tables, where hosts would show the tree of its properties.</summary>
internal sealed class CellKindFormatters() : FormatterSource([DisplayFormatter.Of<CellKind>("text/plain", kind => kind.ToString()), DisplayFormatter.Of<CellKind>("text/html", kind => kind.ToString())]);
