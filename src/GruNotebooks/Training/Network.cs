using System.Numerics;
using GruNotebooks.Layers;

namespace GruNotebooks.Training;

/// <summary>A recurrent layer with a dense layer on top.</summary>
/// <remarks>It keeps its own tapes and buffers, one set per batch shape, so that a training step allocates nothing.
/// What <see cref="Forward"/> and <see cref="Backward"/> return is overwritten by the next pass over the same shape. So one network serves one thread
/// at a time; threads that answer with the same weights have a network each, of the same layer and head.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Network<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<(int Steps, int Batch), NetworkBuffers<T>> buffers = [];
    private NetworkBuffers<T>? latest;
    private int inUse;   // 0 or 1, for Interlocked

    /// <summary>Puts <paramref name="head"/> on top of <paramref name="layer"/>.</summary>
    /// <exception cref="ArgumentException">The head does not read what the layer gives.</exception>
    public Network(SequenceLayer<T> layer, Dense<T> head, Readout readout)
    {
        if (head.InputSize != layer.OutputSize)
            throw new ArgumentException($"The layer gives {layer.OutputSize} numbers a step, the head reads {head.InputSize}.", nameof(head));
        (Layer, Head, Readout) = (layer, head, readout);
        Parameters = [.. layer.Parameters, .. head.Parameters];
    }

    /// <summary>One recurrent layer of the given kind with a dense head; all weights follow from the seed.</summary>
    /// <param name="kind">Which cell.</param>
    /// <param name="inputSize">I.</param>
    /// <param name="hiddenSize">H.</param>
    /// <param name="outputSize">O, numbers in an answer.</param>
    /// <param name="readout">Where answers are read.</param>
    /// <param name="seed">Same seed, same weights.</param>
    public Network(CellKind kind, int inputSize, int hiddenSize, int outputSize, Readout readout, ulong seed)
        : this(kind.CreateLayer<T>(inputSize, hiddenSize, RunSeeds.From(seed).Layer), new Dense<T>(hiddenSize, outputSize, RunSeeds.From(seed).Head), readout) { }

    /// <summary>The recurrent layer.</summary>
    public SequenceLayer<T> Layer { get; }

    /// <summary>The dense layer that gives the answers.</summary>
    public Dense<T> Head { get; }

    /// <summary>Where answers are read.</summary>
    public Readout Readout { get; }

    /// <summary>All parameters: the layer's, then the head's.</summary>
    public IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>The number of parameters, head included.</summary>
    public int ParameterCount => Parameters.Sum(parameter => parameter.Count);

    /// <summary>The record of the latest forward pass: outputs and every gate at every step.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Forward"/> has not been called.</exception>
    public Tape<T> Tape => Latest.Tape!;

    /// <summary>A buffer of the shape of the latest answers, [S, B, O], for a loss to fill with their gradient.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Forward"/> has not been called.</exception>
    public Sequence<T> OutputGradient => Latest.OutputGradient;

    private NetworkBuffers<T> Latest => latest ?? throw new InvalidOperationException("The network has read nothing yet: call Forward first.");

    /// <summary>Reads sequences and answers.</summary>
    /// <param name="x">Inputs, [T, B, I].</param>
    /// <param name="lengths">Steps each sequence really has, [B]; all T if null.</param>
    /// <param name="initial">The state before the first step; zeros if null.</param>
    /// <exception cref="InvalidOperationException">Another thread is using the network.</exception>
    /// <exception cref="ArgumentException">As <see cref="SequenceLayer{T}.Forward"/>; or the last step is read of a sequence that has none.</exception>
    /// <returns>Raw scores, [1, B, O] or [T, B, O] by <see cref="Readout"/>.</returns>
    public Sequence<T> Forward(Sequence<T> x, int[]? lengths = null, State<T>? initial = null)
    {
        Enter();
        try
        {
            var work = latest = BuffersFor(x);
            work.Tape = Layer.Forward(x, initial, lengths, work.Tape);
            work.Keep(lengths);
            if (Readout == Readout.LastStep) work.GatherLast(lengths);
            return Head.Forward(work.Read, work.Output);
        }
        finally
        {
            inUse = 0;
        }
    }

    /// <summary>Carries the gradient of the loss back through the latest forward pass. <b>Adds</b> to the gradient of every parameter.</summary>
    /// <param name="dOutput">∂loss/∂answers, of the shape that <see cref="Forward"/> gave. What lies past the end of a sequence does not matter.</param>
    /// <param name="truncate">As in <see cref="SequenceLayer{T}.Backward"/>.</param>
    public InputGradients<T> Backward(Sequence<T> dOutput, int truncate = 0)
    {
        Enter();
        try
        {
            var work = Latest;
            Head.Backward(work.Read, work.WithoutPadding(dOutput), work.ReadGradient);
            if (Readout == Readout.LastStep) work.ScatterLast();
            return work.InputGradients = Layer.Backward(work.Tape!, work.HiddenGradient, null, truncate, work.InputGradients);
        }
        finally
        {
            inUse = 0;
        }
    }

    /// <summary>A copy of all parameter values, to go back to with <see cref="Restore"/>.</summary>
    public T[][] Snapshot() => [.. Parameters.Select(parameter => (T[])parameter.Value.Clone())];

    /// <summary>Puts back what <see cref="Snapshot"/> copied.</summary>
    /// <exception cref="ArgumentException">The copy is of another network.</exception>
    public void Restore(T[][] snapshot)
    {
        if (snapshot.Length != Parameters.Count) throw new ArgumentException($"The copy has {snapshot.Length} parameters, the network {Parameters.Count}.", nameof(snapshot));
        for (int i = 0; i < snapshot.Length; i++) snapshot[i].CopyTo(Parameters[i].Value, 0);
    }

    private void Enter()
    {
        if (Interlocked.Exchange(ref inUse, 1) == 1)
            throw new InvalidOperationException("Another thread is using this network, whose tapes and buffers are for one: give each thread a network of its own, of the same layer and head.");
    }

    private NetworkBuffers<T> BuffersFor(Sequence<T> x)
    {
        // Answers that are read as inputs stay as they are until the backward pass.
        if (!buffers.TryGetValue((x.Steps, x.Batch), out var found) || ReferenceEquals(found.Output.Data, x.Data) || ReferenceEquals(found.OutputGradient.Data, x.Data))
            buffers[(x.Steps, x.Batch)] = found = new(x.Steps, x.Batch, Layer.OutputSize, Head.OutputSize, Readout);
        return found;
    }
}
