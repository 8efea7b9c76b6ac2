using System.Numerics;

namespace GruNotebooks.Layers;

/// <summary>The record of a pass of a <see cref="Dropout{T}"/>.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class DropoutTape<T> : Tape<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Sequence<T>? dropped, gradient;

    internal DropoutTape() { }

    /// <summary>What the layer itself recorded, nothing left out.</summary>
    public Tape<T> Inner { get; internal set; } = null!;

    /// <inheritdoc/>
    public override Sequence<T> Input => Inner.Input;

    /// <inheritdoc/>
    public override Sequence<T> Output => Mask is null ? Inner.Output : dropped!;

    /// <inheritdoc/>
    public override State<T> Final => Inner.Final;

    /// <summary>What each output was multiplied with, [T, B, output size]; null where nothing was left out.</summary>
    public T[]? Mask { get; internal set; }

    internal Sequence<T> Room(Sequence<T> shape) => Fitting(ref dropped, shape);

    internal Sequence<T> GradientRoom(Sequence<T> shape) => Fitting(ref gradient, shape);

    private static Sequence<T> Fitting(ref Sequence<T>? room, Sequence<T> shape)
    {
        if (room is null || room.Steps != shape.Steps || room.Batch != shape.Batch || room.Features != shape.Features)
            room = new(shape.Steps, shape.Batch, shape.Features);
        return room;
    }
}
