using System.Numerics;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>Two layers over the same sequences, one from the start and one from the end, outputs side by side (Schuster and Paliwal 1997).</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Bidirectional<T> : SequenceLayer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The two directions; they must not share a layer.</summary>
    /// <exception cref="ArgumentException">The layers differ in size, or share a layer.</exception>
    public Bidirectional(SequenceLayer<T> forward, SequenceLayer<T> reverse)
    {
        if (ReferenceEquals(forward, reverse)) throw new ArgumentException("The two directions need a layer each.", nameof(reverse));
        if (forward.InputSize != reverse.InputSize || forward.HiddenSize != reverse.HiddenSize || forward.OutputSize != reverse.OutputSize)
        {
            throw new ArgumentException(
                $"Both directions have the same sizes: forward reads {forward.InputSize} with {forward.HiddenSize} units, reverse {reverse.InputSize} with {reverse.HiddenSize}.", nameof(reverse));
        }

        (ForwardLayer, ReverseLayer) = (forward, reverse);
        Parameters = [.. Named("forward", forward), .. Named("reverse", reverse)];
        CheckOwnLayers(Parameters, nameof(reverse));
    }

    /// <summary>Reads from the first step to the last.</summary>
    public SequenceLayer<T> ForwardLayer { get; }

    /// <summary>Reads from each sequence's last step to its first.</summary>
    public SequenceLayer<T> ReverseLayer { get; }

    /// <inheritdoc/>
    public override int InputSize => ForwardLayer.InputSize;

    /// <inheritdoc/>
    public override int HiddenSize => ForwardLayer.HiddenSize;

    /// <inheritdoc/>
    public override int OutputSize => 2 * ForwardLayer.OutputSize;

    /// <inheritdoc/>
    public override int StateLayers => ForwardLayer.StateLayers + ReverseLayer.StateLayers;

    /// <inheritdoc/>
    public override bool HasCellState => ForwardLayer.HasCellState || ReverseLayer.HasCellState;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override int Threads
    {
        get => ForwardLayer.Threads;
        set => (ForwardLayer.Threads, ReverseLayer.Threads) = (value, value);
    }

    /// <inheritdoc/>
    public override bool Training
    {
        get;
        set => field = ForwardLayer.Training = ReverseLayer.Training = value;
    }

    /// <inheritdoc/>
    public override BidirectionalTape<T> Forward(Sequence<T> x, State<T>? initial = null, int[]? lengths = null, Tape<T>? reuse = null, bool record = true)
    {
        InputChecks.CheckForward(this, x, initial, lengths);
        var tape = reuse is BidirectionalTape<T> old && old.Suits(this, x) ? old : new BidirectionalTape<T>(this, x);
        tape.Read = x;
        for (var b = 0; b < x.Batch; b++) tape.Lengths[b] = lengths?[b] ?? x.Steps;
        if (initial is not null)
        {
            initial.CopyLayers(0, ForwardLayer.StateLayers, tape.ForwardState, 0);
            initial.CopyLayers(ForwardLayer.StateLayers, ReverseLayer.StateLayers, tape.ReverseState, 0);
        }

        SequenceReversal.Within(x, tape.Lengths, tape.Reversed);
        tape.Forward = ForwardLayer.Forward(x, initial is null ? null : tape.ForwardState, lengths, tape.Forward, record);
        tape.Reverse = ReverseLayer.Forward(tape.Reversed, initial is null ? null : tape.ReverseState, lengths, tape.Reverse, record);
        SequenceReversal.Within(tape.Reverse.Output, tape.Lengths, tape.Back);
        SequenceReversal.Join(tape.Forward.Output, tape.Back, tape.Output);
        tape.Forward.Final.CopyLayers(0, ForwardLayer.StateLayers, tape.Final, 0);
        tape.Reverse.Final.CopyLayers(0, ReverseLayer.StateLayers, tape.Final, ForwardLayer.StateLayers);
        return tape;
    }

    /// <inheritdoc/>
    public override InputGradients<T> Backward(Tape<T> tape, Sequence<T>? dOutput, State<T>? dFinal = null, int truncate = 0, InputGradients<T>? reuse = null)
    {
        if (tape is not BidirectionalTape<T> record || !ReferenceEquals(record.Layer, this))
            throw new ArgumentException("The tape was not recorded by this layer.", nameof(tape));
        var x = record.Input;
        InputChecks.CheckBackward(this, record.Output, record.Lengths, dOutput, dFinal, truncate);
        var gradients = InputChecks.Fits(reuse, this, x) ? reuse! : new InputGradients<T>(
            new Sequence<T>(x.Steps, x.Batch, InputSize), ZeroState(x.Batch), new Sequence<T>(x.Steps, x.Batch, OutputSize));
        if (dOutput is not null)
        {
            SequenceReversal.Split(dOutput, record.Ahead, record.Back);
            SequenceReversal.Within(record.Back, record.Lengths, record.BackReversed);
        }

        if (dFinal is not null)
        {
            dFinal.CopyLayers(0, ForwardLayer.StateLayers, record.ForwardState, 0);
            dFinal.CopyLayers(ForwardLayer.StateLayers, ReverseLayer.StateLayers, record.ReverseState, 0);
        }

        var ahead = record.ForwardGradients = ForwardLayer.Backward(
            record.Forward!, dOutput is null ? null : record.Ahead, dFinal is null ? null : record.ForwardState, truncate, record.ForwardGradients);
        var back = record.ReverseGradients = ReverseLayer.Backward(
            record.Reverse!, dOutput is null ? null : record.BackReversed, dFinal is null ? null : record.ReverseState, truncate, record.ReverseGradients);
        SequenceReversal.Within(back.Hidden, record.Lengths, record.Back);
        SequenceReversal.Join(ahead.Hidden, record.Back, gradients.Hidden);
        SequenceReversal.Within(back.Input, record.Lengths, gradients.Input);
        MatrixProducts<T>.Best.Add(ahead.Input.Data, gradients.Input.Data);
        ahead.Initial.CopyLayers(0, ForwardLayer.StateLayers, gradients.Initial, 0);
        back.Initial.CopyLayers(0, ReverseLayer.StateLayers, gradients.Initial, ForwardLayer.StateLayers);
        return gradients;
    }

    internal override string Description => $"forward ({ForwardLayer.Description}), reverse ({ReverseLayer.Description})";

    internal override void SaveState(BinaryWriter writer)
    {
        ForwardLayer.SaveState(writer);
        ReverseLayer.SaveState(writer);
    }

    internal override void LoadState(BinaryReader reader)
    {
        ForwardLayer.LoadState(reader);
        ReverseLayer.LoadState(reader);
    }

    private static IEnumerable<Parameter<T>> Named(string direction, SequenceLayer<T> layer) =>
        layer.Parameters.Select(parameter => new Parameter<T>($"{direction}.{parameter.Name}", parameter));
}

/// <summary>The record of a pass of a <see cref="Bidirectional{T}"/>: one tape a direction.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class BidirectionalTape<T> : Tape<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal BidirectionalTape(Bidirectional<T> layer, Sequence<T> x)
    {
        var (forward, reverse) = (layer.ForwardLayer, layer.ReverseLayer);
        Layer = layer;
        Read = x;
        Lengths = new int[x.Batch];
        Output = new Sequence<T>(x.Steps, x.Batch, layer.OutputSize);
        Final = layer.ZeroState(x.Batch);
        Reversed = new Sequence<T>(x.Steps, x.Batch, x.Features);
        Ahead = new Sequence<T>(x.Steps, x.Batch, forward.OutputSize);
        Back = new Sequence<T>(x.Steps, x.Batch, reverse.OutputSize);
        BackReversed = new Sequence<T>(x.Steps, x.Batch, reverse.OutputSize);
        ForwardState = forward.ZeroState(x.Batch);
        ReverseState = reverse.ZeroState(x.Batch);
    }

    /// <summary>What the layer that reads forward recorded.</summary>
    public Tape<T> ForwardTape => Forward!;

    /// <summary>What the layer that reads in reverse recorded: its step 0 is each sequence's last.</summary>
    public Tape<T> ReverseTape => Reverse!;

    /// <inheritdoc/>
    public override Sequence<T> Input => Read;

    /// <inheritdoc/>
    public override Sequence<T> Output { get; }

    /// <inheritdoc/>
    public override State<T> Final { get; }

    /// <summary>The layer that recorded it; no other may use it.</summary>
    internal Bidirectional<T> Layer { get; }

    internal Sequence<T> Read { get; set; }

    internal int[] Lengths { get; }

    internal Tape<T>? Forward { get; set; }

    internal Tape<T>? Reverse { get; set; }

    internal InputGradients<T>? ForwardGradients { get; set; }

    internal InputGradients<T>? ReverseGradients { get; set; }

    /// <summary>The inputs with each sequence in reverse.</summary>
    internal Sequence<T> Reversed { get; }

    /// <summary>Room for the halves of an output or its gradient, in time order.</summary>
    internal Sequence<T> Ahead { get; }

    internal Sequence<T> Back { get; }

    /// <summary>The same half in the order in which the reverse layer reads.</summary>
    internal Sequence<T> BackReversed { get; }

    internal State<T> ForwardState { get; }

    internal State<T> ReverseState { get; }

    internal bool Suits(Bidirectional<T> layer, Sequence<T> x) =>
        ReferenceEquals(Layer, layer) && Output.Steps == x.Steps && Output.Batch == x.Batch && !Overwrites(x);

    internal override bool Overwrites(Sequence<T> x) =>
        ReferenceEquals(Output.Data, x.Data) || ReferenceEquals(Reversed.Data, x.Data) || (Forward?.Overwrites(x) ?? false) || (Reverse?.Overwrites(x) ?? false);
}
