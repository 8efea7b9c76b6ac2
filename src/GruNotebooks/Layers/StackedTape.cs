using System.Numerics;

namespace GruNotebooks.Layers;

/// <summary>The record of a pass of a <see cref="Stacked{T}"/>: one tape a layer.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class StackedTape<T> : Tape<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal StackedTape(Stacked<T> stack, int batch)
    {
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

    internal Tape<T>[] Tapes { get; }

    /// <summary>What each layer's backward pass gave, kept to be overwritten by the next.</summary>
    internal InputGradients<T>?[] Gradients { get; }

    /// <summary>Room for each layer's part of a state.</summary>
    internal State<T>[] Starts { get; }
}
