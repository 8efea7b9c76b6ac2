using System.Numerics;
using GruNotebooks.Cells;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>One recurrent layer in one direction: what RNN, LSTM and GRU have in common.</summary>
/// <remarks>
/// W is [G·H, I], U is [G·H, H], b is [G·H], and with <see cref="BiasScheme.TwoPerGate"/> bU is [G·H] beside U. Rows go gate by gate in
/// the order of <see cref="GateNames"/>. Every number starts uniform on ±1/√H, drawn in the order of <see cref="Parameters"/>.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class RecurrentLayer<T> : SequenceLayer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Lock gradientsInUse = new();
    private BackwardPass<T>? backward;

    private protected RecurrentLayer(CellKind kind, int inputSize, int hiddenSize, BiasScheme bias, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hiddenSize);
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"A layer computes in float or double, not in {typeof(T).Name}.");
        (Kind, InputSize, HiddenSize, Bias) = (kind, inputSize, hiddenSize, bias);
        NumberArray.Check<T>("W", (long)kind.Blocks * hiddenSize, inputSize);
        var rows = kind.Blocks * hiddenSize;
        W = new Parameter<T>("W", rows, inputSize);
        if (kind.HasRecurrentWeights) U = new Parameter<T>("U", rows, hiddenSize);
        B = new Parameter<T>("b", rows);
        BU = bias == BiasScheme.TwoPerGate ? new Parameter<T>("bU", rows) : null;
        Parameters = new[] { W, U, B, BU }.OfType<Parameter<T>>().ToArray();
        ForwardPasses = new(() => new ForwardPass<T>(this));
        Initialise.Uniform(this, seed);
    }

    /// <summary>Which cell it is, and all that is particular to that.</summary>
    public CellKind Kind { get; }

    /// <summary>What was chosen about it besides its sizes: <c>Kind.CreateLayer</c> makes such a layer again.</summary>
    public virtual CellOptions Options => new() { Bias = Bias };

    /// <inheritdoc/>
    public override int InputSize { get; }

    /// <inheritdoc/>
    public override int HiddenSize { get; }

    /// <inheritdoc/>
    public override int OutputSize => HiddenSize;

    /// <inheritdoc/>
    public override int StateLayers => 1;

    /// <inheritdoc/>
    public override bool HasCellState => Kind.HasCellState;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override int Threads
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>The gates' letters in the order of the parameters' rows: h (RNN), i f g o (LSTM), z r h (GRU).</summary>
    public string GateNames => Kind.Gates;

    /// <summary>One bias a gate, or two.</summary>
    public BiasScheme Bias { get; }

    /// <summary>Input weights, [G·H, I].</summary>
    internal Parameter<T> W { get; }

    /// <summary>Recurrent weights, [G·H, H]; null where the gates do not see the state.</summary>
    internal Parameter<T>? U { get; }

    /// <summary>The bias beside W, [G·H].</summary>
    internal Parameter<T> B { get; }

    /// <summary>The bias beside U, [G·H], with two biases a gate.</summary>
    internal Parameter<T>? BU { get; }

    /// <summary>The rows of one gate, by parameter and letter: "Wz", "Uf", "bo", "bUr".</summary>
    /// <exception cref="ArgumentException">The layer has no such gate or parameter.</exception>
    public GateParameter<T> Gate(string name)
    {
        var gate = name.Length > 0 ? GateNames.IndexOf(name[^1], StringComparison.Ordinal) : -1;
        var whole = gate < 0 ? null : Parameters.FirstOrDefault(parameter => name.AsSpan(0, name.Length - 1).SequenceEqual(parameter.Name));
        return whole is not null ? new GateParameter<T>(name, whole, gate, HiddenSize) : throw new ArgumentException(
            $"No gate parameter '{name}': this layer has {string.Join(", ", Parameters.Select(p => p.Name))}, each followed by one of {string.Join(", ", GateNames.ToArray())}.", nameof(name));
    }

    /// <inheritdoc/>
    public override InputGradients<T> Backward(Tape<T> tape, Sequence<T>? dOutput, State<T>? dFinal = null, int truncate = 0, InputGradients<T>? reuse = null)
    {
        if (tape is not RecurrentTape<T> record || !ReferenceEquals(record.Layer, this))
            throw new ArgumentException($"The tape ({tape?.GetType().Name}, output {tape?.Output}) was not recorded by this layer.", nameof(tape));
        if (!record.Recorded)
            throw new ArgumentException("The pass was made with record: false and kept too little to go back: call Forward again without it.", nameof(tape));
        var x = record.Input;
        InputChecks.CheckBackward(this, record.Output, record.AllWhole ? null : record.Lengths, dOutput, dFinal, truncate);
        var gradients = InputChecks.Fits(reuse, this, x) ? reuse! : new InputGradients<T>(
            new Sequence<T>(x.Steps, x.Batch, InputSize), new State<T>(1, x.Batch, HiddenSize, HasCellState), new Sequence<T>(x.Steps, x.Batch, HiddenSize));
        var read = record.AllWhole ? x : InputChecks.WithFinitePadding(x, record.Lengths);
        lock (gradientsInUse) (backward ??= new BackwardPass<T>(this)).Backpropagate(record, read, dOutput, dFinal, truncate, gradients);
        return gradients;
    }

    /// <summary>Where the cell's gates lie and which products it needs.</summary>
    internal abstract CellProducts Plan { get; }

    /// <summary>Step t of sequences from … to − 1: the gates hold W x + b on entry and their values on return, with h (and c) after the step.</summary>
    internal abstract void ForwardStep(ForwardPass<T> pass, RecurrentTape<T> tape, int t, int from, int to);

    /// <summary>∂ of that step: ∂h (and ∂c) after it on entry, before it on return, with the gates' gradients left in the pass.</summary>
    internal abstract void BackwardStep(BackwardPass<T> pass, RecurrentTape<T> tape, int t, int from, int to);

    internal override string Description => $"{Kind.Id} {InputSize} → {HiddenSize}, {Options}";

    /// <summary>Whether a state can be finite although a weight is NaN.</summary>
    internal virtual bool HidesNaN => false;

    /// <summary>An empty record of its own type.</summary>
    internal abstract RecurrentTape<T> NewTape(int steps, int batch, bool record);

    /// <summary>Working memory of forward passes, one for each call at a time.</summary>
    internal ScratchPool<ForwardPass<T>> ForwardPasses { get; }
}
