using System.Numerics;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>What a recurrent layer carries from one step to the next: h, and c for an LSTM.</summary>
/// <remarks>L counts layers times directions, as in PyTorch's h_0: layer 0 forward, layer 0 reverse, layer 1 forward, …</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class State<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>All zeros: the state before anything was read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public State(int layers, int batch, int hiddenSize, bool hasCell = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(layers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hiddenSize);
        (Layers, Batch, HiddenSize) = (layers, batch, hiddenSize);
        H = NumberArray.New<T>("A state", pinned: false, layers, batch, hiddenSize);
        C = hasCell ? NumberArray.New<T>("A state", pinned: false, layers, batch, hiddenSize) : null;
    }

    /// <summary>L, layers times directions.</summary>
    public int Layers { get; }

    /// <summary>B, the number of sequences.</summary>
    public int Batch { get; }

    /// <summary>H, the units of a layer.</summary>
    public int HiddenSize { get; }

    /// <summary>The hidden state, [L, B, H].</summary>
    public T[] H { get; }

    /// <summary>The cell state of an LSTM, [L, B, H]; null for the other cells.</summary>
    public T[]? C { get; }

    /// <summary>The hidden state of layer <paramref name="layer"/>, [B, H].</summary>
    public Span<T> HiddenOf(int layer) => H.AsSpan(layer * Batch * HiddenSize, Batch * HiddenSize);

    /// <summary>The cell state of layer <paramref name="layer"/>, [B, H]; empty where there is none.</summary>
    public Span<T> CellOf(int layer) => C is null ? [] : C.AsSpan(layer * Batch * HiddenSize, Batch * HiddenSize);

    /// <summary>Copies the states of some layers into another state: those of a part in or out of the whole. Where only the other has a cell state, that becomes zero.</summary>
    internal void CopyLayers(int first, int count, State<T> to, int firstThere)
    {
        for (var l = 0; l < count; l++)
        {
            HiddenOf(first + l).CopyTo(to.HiddenOf(firstThere + l));
            if (to.C is null) continue;
            if (C is null) to.CellOf(firstThere + l).Clear();
            else CellOf(first + l).CopyTo(to.CellOf(firstThere + l));
        }
    }

    /// <summary>The shape in words, as error messages give it.</summary>
    public override string ToString() => $"[{Layers}, {Batch}, {HiddenSize}]{(C is null ? "" : " with cell state")}";
}
