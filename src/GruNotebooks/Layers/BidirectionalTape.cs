using System.Numerics;

namespace GruNotebooks.Layers;

/// <summary>The record of a pass of a <see cref="Bidirectional{T}"/>: one tape a direction.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class BidirectionalTape<T> : Tape<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal BidirectionalTape(Bidirectional<T> layer, Sequence<T> x)
    {
        var (forward, reverse) = (layer.ForwardLayer, layer.ReverseLayer);
        Read = x;
        Lengths = new int[x.Batch];
        Output = new Sequence<T>(x.Steps, x.Batch, layer.OutputSize);
        Final = layer.ZeroState(x.Batch);
        Turned = new Sequence<T>(x.Steps, x.Batch, x.Features);
        Ahead = new Sequence<T>(x.Steps, x.Batch, forward.OutputSize);
        Back = new Sequence<T>(x.Steps, x.Batch, reverse.OutputSize);
        BackTurned = new Sequence<T>(x.Steps, x.Batch, reverse.OutputSize);
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

    internal Sequence<T> Read { get; set; }

    internal int[] Lengths { get; }

    internal Tape<T>? Forward { get; set; }

    internal Tape<T>? Reverse { get; set; }

    internal InputGradients<T>? ForwardGradients { get; set; }

    internal InputGradients<T>? ReverseGradients { get; set; }

    /// <summary>The inputs with each sequence turned round.</summary>
    internal Sequence<T> Turned { get; }

    /// <summary>Room for the halves of an output or its gradient, in time order.</summary>
    internal Sequence<T> Ahead { get; }

    internal Sequence<T> Back { get; }

    /// <summary>The same half in the order in which the reverse layer reads.</summary>
    internal Sequence<T> BackTurned { get; }

    internal State<T> ForwardState { get; }

    internal State<T> ReverseState { get; }

    internal bool Suits(Bidirectional<T> layer, Sequence<T> x) =>
        Output.Steps == x.Steps && Output.Batch == x.Batch && Turned.Features == x.Features && Output.Features == layer.OutputSize
        && Final.Layers == layer.StateLayers && Final.HiddenSize == layer.HiddenSize && Final.C is null == !layer.HasCellState;
}
