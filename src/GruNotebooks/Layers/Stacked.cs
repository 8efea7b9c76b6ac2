using System.Numerics;

namespace GruNotebooks.Layers;

/// <summary>Layers on top of each other: each reads what the one below gives out.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Stacked<T> : SequenceLayer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SequenceLayer<T>[] layers;

    /// <summary>The layers, lowest first.</summary>
    /// <exception cref="ArgumentException">There is none, one does not read what the one below gives, they differ in units, or one is there twice.</exception>
    public Stacked(params SequenceLayer<T>[] layers)
    {
        if (layers.Length == 0) throw new ArgumentException("A stack needs at least one layer.", nameof(layers));
        for (var l = 1; l < layers.Length; l++)
        {
            if (layers[l].InputSize != layers[l - 1].OutputSize)
                throw new ArgumentException($"Layer {l} reads {layers[l].InputSize} numbers a step, but layer {l - 1} gives {layers[l - 1].OutputSize}.", nameof(layers));
            if (layers[l].HiddenSize != layers[0].HiddenSize)
                throw new ArgumentException($"Layers of a stack have equally many units: layer 0 has {layers[0].HiddenSize}, layer {l} has {layers[l].HiddenSize}.", nameof(layers));
        }

        this.layers = [.. layers];
        (StateLayers, HasCellState) = (layers.Sum(layer => layer.StateLayers), layers.Any(layer => layer.HasCellState));
        Parameters = [.. layers.SelectMany((layer, l) => layer.Parameters.Select(p => new Parameter<T>($"{l}.{p.Name}", p)))];
        CheckOwnLayers(Parameters, nameof(layers));
    }

    /// <summary>The layers, lowest first.</summary>
    public IReadOnlyList<SequenceLayer<T>> Layers => layers;

    /// <inheritdoc/>
    public override int InputSize => layers[0].InputSize;

    /// <inheritdoc/>
    public override int HiddenSize => layers[0].HiddenSize;

    /// <inheritdoc/>
    public override int OutputSize => layers[^1].OutputSize;

    /// <inheritdoc/>
    public override int StateLayers { get; }

    /// <inheritdoc/>
    public override bool HasCellState { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override int Threads
    {
        get => layers[0].Threads;
        set
        {
            foreach (var layer in layers) layer.Threads = value;
        }
    }

    /// <inheritdoc/>
    public override bool Training
    {
        get;
        set
        {
            field = value;
            foreach (var layer in layers) layer.Training = value;
        }
    }

    /// <inheritdoc/>
    public override StackedTape<T> Forward(Sequence<T> x, State<T>? initial = null, int[]? lengths = null, Tape<T>? reuse = null, bool record = true)
    {
        InputChecks.CheckForward(this, x, initial, lengths);
        var old = reuse as StackedTape<T>;
        var tape = old is not null && ReferenceEquals(old.Stack, this) && old.Final.Batch == x.Batch && !old.Overwrites(x) ? old : new StackedTape<T>(this, x.Batch);
        for (var b = 0; b < x.Batch; b++) tape.Lengths[b] = lengths?[b] ?? x.Steps;
        var first = 0;
        for (var l = 0; l < layers.Length; l++)
        {
            var below = l == 0 ? x : tape.Tapes[l - 1].Output;
            var start = tape.Starts[l];
            if (initial is not null) initial.CopyLayers(first, start.Layers, start, 0);
            tape.Tapes[l] = layers[l].Forward(below, initial is null ? null : start, lengths, tape.Tapes[l], record);
            tape.Tapes[l].Final.CopyLayers(0, start.Layers, tape.Final, first);
            first += start.Layers;
        }

        return tape;
    }

    internal override string Description => string.Join("; ", layers.Select(layer => $"({layer.Description})"));

    internal override void SaveState(BinaryWriter writer)
    {
        foreach (var layer in layers) layer.SaveState(writer);
    }

    internal override void LoadState(BinaryReader reader)
    {
        foreach (var layer in layers) layer.LoadState(reader);
    }

    /// <inheritdoc/>
    public override InputGradients<T> Backward(Tape<T> tape, Sequence<T>? dOutput, State<T>? dFinal = null, int truncate = 0, InputGradients<T>? reuse = null)
    {
        if (tape is not StackedTape<T> record || !ReferenceEquals(record.Stack, this))
            throw new ArgumentException("The tape was not recorded by this stack.", nameof(tape));
        InputChecks.CheckBackward(this, record.Output, record.Lengths, dOutput, dFinal, truncate);
        var initial = InputChecks.Fits(reuse, this, record.Input) ? reuse!.Initial : ZeroState(record.Final.Batch);
        // What the caller was given is overwritten only if the caller says so.
        if (reuse is null || reuse.Input != record.Gradients[0]?.Input || reuse.Hidden != record.Gradients[^1]?.Hidden) record.Gradients[0] = record.Gradients[^1] = null;
        var (first, above) = (StateLayers, dOutput);
        for (var l = layers.Length - 1; l >= 0; l--)
        {
            var end = record.Starts[l];
            first -= end.Layers;
            if (dFinal is not null) dFinal.CopyLayers(first, end.Layers, end, 0);
            var gradients = record.Gradients[l] = layers[l].Backward(record.Tapes[l], above, dFinal is null ? null : end, truncate, record.Gradients[l]);
            gradients.Initial.CopyLayers(0, end.Layers, initial, first);
            above = gradients.Input;
        }

        var (input, hidden) = (record.Gradients[0]!.Input, record.Gradients[^1]!.Hidden);
        return reuse is not null && reuse.Input == input && reuse.Hidden == hidden && reuse.Initial == initial
            ? reuse : new InputGradients<T>(input, initial, hidden);
    }
}

/// <summary>The record of a pass of a <see cref="Stacked{T}"/>: one tape a layer.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class StackedTape<T> : Tape<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal StackedTape(Stacked<T> stack, int batch)
    {
        Stack = stack;
        Lengths = new int[batch];
        Tapes = new Tape<T>[stack.Layers.Count];
        Gradients = new InputGradients<T>?[stack.Layers.Count];
        Starts = [.. stack.Layers.Select(layer => layer.ZeroState(batch))];
        Final = stack.ZeroState(batch);
    }

    /// <summary>What each layer recorded, lowest first.</summary>
    public IReadOnlyList<Tape<T>> Layers => Tapes;

    /// <inheritdoc/>
    public override Sequence<T> Input => Tapes[0].Input;

    /// <inheritdoc/>
    public override Sequence<T> Output => Tapes[^1].Output;

    /// <inheritdoc/>
    public override State<T> Final { get; }

    /// <summary>The stack that recorded it; no other may use it.</summary>
    internal Stacked<T> Stack { get; }

    /// <summary>Steps each sequence really has, [B].</summary>
    internal int[] Lengths { get; }

    internal Tape<T>[] Tapes { get; }

    /// <summary>What each layer's backward pass gave, kept to be overwritten by the next.</summary>
    internal InputGradients<T>?[] Gradients { get; }

    /// <summary>Room for each layer's part of a state.</summary>
    internal State<T>[] Starts { get; }

    internal override bool Overwrites(Sequence<T> x) => Array.Exists(Tapes, tape => tape is not null && tape.Overwrites(x));
}
