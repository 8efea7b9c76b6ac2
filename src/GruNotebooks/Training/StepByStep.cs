using System.Numerics;
using GruNotebooks.Layers;

namespace GruNotebooks.Training;

/// <summary>Reads sequences one step at a time as their numbers arrive, and answers after each: the state is carried from call to call.</summary>
/// <remarks>The answers are those of one long <see cref="Network{T}.Forward"/>, to the last bit. A step allocates nothing.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class StepByStep<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Network<T> network;
    private readonly Sequence<T> step, answer;
    private Tape<T>? tape;

    /// <summary>Prepares to read from a state of zeros.</summary>
    /// <param name="network">A network; what it has learned is not changed.</param>
    /// <param name="streams">B, sequences that are read side by side.</param>
    /// <exception cref="NotSupportedException">A layer reads from the end, which a stream does not have.</exception>
    public StepByStep(Network<T> network, int streams = 1)
    {
        if (ReadsFromTheEnd(network.Layer))
            throw new NotSupportedException("A layer of both directions starts at the end of a sequence, and a stream has none yet: read pieces with Forward, or train one direction.");
        this.network = network;
        (step, answer) = (new(1, streams, network.Layer.InputSize), new(1, streams, network.Head.OutputSize));
        State = network.Layer.ZeroState(streams);
    }

    /// <summary>The state after the latest step, [L, B, H]: all that a stream has to remember. It may be set, and copied to be kept.</summary>
    public State<T> State { get; }

    /// <summary>How many steps were read since the start or the last <see cref="Reset"/>.</summary>
    public long Steps { get; private set; }

    /// <summary>Reads one step of every stream and answers.</summary>
    /// <param name="x">[B, I].</param>
    /// <returns>Raw scores, [B, O]; the next call overwrites them.</returns>
    /// <exception cref="ArgumentException">Not B times I numbers, or one is not finite; nothing was read.</exception>
    public ReadOnlySpan<T> Next(params ReadOnlySpan<T> x)
    {
        if (x.Length != step.Data.Length) throw new ArgumentException($"A step is {step.Batch} × {step.Features} numbers, got {x.Length}.", nameof(x));
        x.CopyTo(step.Data);
        tape = network.Layer.Forward(step, State, reuse: tape, record: false);
        tape.Final.H.CopyTo(State.H, 0);
        if (State.C is not null) tape.Final.C!.CopyTo(State.C, 0);
        Steps++;
        return network.Head.Forward(tape.Output, answer).Data;
    }

    /// <summary>Forgets all: the state is zeros again.</summary>
    public void Reset()
    {
        Array.Clear(State.H);
        if (State.C is not null) Array.Clear(State.C);
        Steps = 0;
    }

    private static bool ReadsFromTheEnd(SequenceLayer<T> layer) => layer switch
    {
        Bidirectional<T> => true,
        Stacked<T> stack => stack.Layers.Any(ReadsFromTheEnd),
        Dropout<T> dropout => ReadsFromTheEnd(dropout.Layer),
        _ => false,
    };
}
