using System.Numerics;

namespace GruNotebooks.Layers;

/// <summary>Two layers over the same sequences, one from the start and one from the end, outputs side by side (Schuster and Paliwal 1997).</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Bidirectional<T> : SequenceLayer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The two directions; they must not share a layer.</summary>
    /// <exception cref="ArgumentException">The layers differ in size, or are one and the same.</exception>
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
        Inputs.CheckForward(this, x, initial, lengths);
        var tape = reuse is BidirectionalTape<T> old && old.Suits(this, x) ? old : new BidirectionalTape<T>(this, x);
        tape.Read = x;
        for (var b = 0; b < x.Batch; b++) tape.Lengths[b] = lengths?[b] ?? x.Steps;
        if (initial is not null)
        {
            StateParts.Copy(initial, 0, tape.ForwardState, 0, ForwardLayer.StateLayers);
            StateParts.Copy(initial, ForwardLayer.StateLayers, tape.ReverseState, 0, ReverseLayer.StateLayers);
        }

        Reversal.Within(x, tape.Lengths, tape.Turned);
        tape.Forward = ForwardLayer.Forward(x, initial is null ? null : tape.ForwardState, lengths, tape.Forward, record);
        tape.Reverse = ReverseLayer.Forward(tape.Turned, initial is null ? null : tape.ReverseState, lengths, tape.Reverse, record);
        Reversal.Within(tape.Reverse.Output, tape.Lengths, tape.Back);
        Reversal.Join(tape.Forward.Output, tape.Back, tape.Output);
        StateParts.Copy(tape.Forward.Final, 0, tape.Final, 0, ForwardLayer.StateLayers);
        StateParts.Copy(tape.Reverse.Final, 0, tape.Final, ForwardLayer.StateLayers, ReverseLayer.StateLayers);
        return tape;
    }

    /// <inheritdoc/>
    public override InputGradients<T> Backward(Tape<T> tape, Sequence<T>? dOutput, State<T>? dFinal = null, int truncate = 0, InputGradients<T>? reuse = null)
    {
        if (tape is not BidirectionalTape<T> record || !record.Suits(this, tape.Input))
            throw new ArgumentException("The tape was not recorded by this layer.", nameof(tape));
        var x = record.Input;
        Inputs.CheckBackward(this, record.Output, dOutput, dFinal, truncate);
        var gradients = Inputs.Fits(reuse, this, x) ? reuse! : new InputGradients<T>(
            new Sequence<T>(x.Steps, x.Batch, InputSize), ZeroState(x.Batch), new Sequence<T>(x.Steps, x.Batch, OutputSize));
        if (dOutput is not null)
        {
            Reversal.Split(dOutput, record.Ahead, record.Back);
            Reversal.Within(record.Back, record.Lengths, record.BackTurned);
        }

        if (dFinal is not null)
        {
            StateParts.Copy(dFinal, 0, record.ForwardState, 0, ForwardLayer.StateLayers);
            StateParts.Copy(dFinal, ForwardLayer.StateLayers, record.ReverseState, 0, ReverseLayer.StateLayers);
        }

        var ahead = record.ForwardGradients = ForwardLayer.Backward(
            record.Forward!, dOutput is null ? null : record.Ahead, dFinal is null ? null : record.ForwardState, truncate, record.ForwardGradients);
        var back = record.ReverseGradients = ReverseLayer.Backward(
            record.Reverse!, dOutput is null ? null : record.BackTurned, dFinal is null ? null : record.ReverseState, truncate, record.ReverseGradients);
        Reversal.Within(back.Hidden, record.Lengths, record.Back);
        Reversal.Join(ahead.Hidden, record.Back, gradients.Hidden);
        Reversal.Within(back.Input, record.Lengths, gradients.Input);
        Plain.Add(ahead.Input.Data, gradients.Input.Data);
        StateParts.Copy(ahead.Initial, 0, gradients.Initial, 0, ForwardLayer.StateLayers);
        StateParts.Copy(back.Initial, 0, gradients.Initial, ForwardLayer.StateLayers, ReverseLayer.StateLayers);
        return gradients;
    }

    private static IEnumerable<Parameter<T>> Named(string direction, SequenceLayer<T> layer) =>
        layer.Parameters.Select(parameter => new Parameter<T>($"{direction}.{parameter.Name}", parameter));
}
