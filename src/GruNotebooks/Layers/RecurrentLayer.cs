using System.Numerics;
using GruNotebooks.Cells;

namespace GruNotebooks.Layers;

/// <summary>One recurrent layer in one direction: what RNN, LSTM and GRU have in common.</summary>
/// <remarks>
/// W is [G·H, I], U is [G·H, H], b is [G·H], and with <see cref="BiasScheme.TwoPerGate"/> bU is [G·H] beside U. Rows go gate by gate in
/// the order of <see cref="GateNames"/>. Every number starts uniform on ±1/√H, drawn in the order of <see cref="Parameters"/>.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class RecurrentLayer<T> : SequenceLayer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private ForwardPass<T>? forward;
    private BackwardPass<T>? backward;

    private protected RecurrentLayer(CellKind kind, int inputSize, int hiddenSize, BiasScheme bias, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hiddenSize);
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"A layer computes in float or double, not in {typeof(T).Name}.");
        (Kind, InputSize, HiddenSize, Bias) = (kind, inputSize, hiddenSize, bias);
        var rows = kind.Blocks * hiddenSize;
        W = new Parameter<T>("W", rows, inputSize);
        if (kind.HasRecurrentWeights) U = new Parameter<T>("U", rows, hiddenSize);
        B = new Parameter<T>("b", rows);
        BU = bias == BiasScheme.TwoPerGate ? new Parameter<T>("bU", rows) : null;
        Parameters = new[] { W, U, B, BU }.OfType<Parameter<T>>().ToArray();
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
        var record = Owned(tape);
        if (!record.Recorded)
            throw new ArgumentException("The pass was made with record: false and kept too little to go back: call Forward again without it.", nameof(tape));
        var x = record.Input;
        Inputs.CheckBackward(this, record.Output, dOutput, dFinal, truncate);
        var gradients = Inputs.Fits(reuse, this, x) ? reuse! : new InputGradients<T>(
            new Sequence<T>(x.Steps, x.Batch, InputSize), new State<T>(1, x.Batch, HiddenSize, HasCellState), new Sequence<T>(x.Steps, x.Batch, HiddenSize));
        (backward ??= new BackwardPass<T>(this)).Run(record, dOutput, dFinal, truncate, gradients);
        return gradients;
    }

    /// <summary>Where the cell's gates lie and which products it needs.</summary>
    internal abstract CellPlan Plan { get; }

    /// <summary>Step t of sequences from … to − 1: the gates hold W x + b on entry and their values on return, with h (and c) after the step.</summary>
    internal abstract void ForwardStep(ForwardPass<T> pass, RecurrentTape<T> tape, int t, int from, int to);

    /// <summary>∂ of that step: ∂h (and ∂c) after it on entry, before it on return, with the gates' gradients left in the pass.</summary>
    internal abstract void BackwardStep(BackwardPass<T> pass, RecurrentTape<T> tape, int t, int from, int to);

    private protected abstract RecurrentTape<T> Owned(Tape<T> tape);

    private protected TTape Run<TTape>(TTape tape, Sequence<T> x, State<T>? initial, int[]? lengths) where TTape : RecurrentTape<T>
    {
        (forward ??= new ForwardPass<T>(this)).Run(tape, x, initial, lengths);
        return tape;
    }
}
