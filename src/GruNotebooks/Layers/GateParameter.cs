using System.Numerics;

namespace GruNotebooks.Layers;

/// <summary>The part of a parameter that belongs to one gate, such as Uz: a view of some rows, so writing changes the layer.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class GateParameter<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Parameter<T> whole;
    private readonly int offset;

    internal GateParameter(string name, Parameter<T> whole, int gate, int hiddenSize)
    {
        (Name, this.whole) = (name, whole);
        (Rows, Columns) = (hiddenSize, whole.Shape.Length == 1 ? 1 : whole.Shape[1]);
        offset = gate * Rows * Columns;
    }

    /// <summary>W, U, b or bU, and the gate's letter: Wz, Uf, bo …</summary>
    public string Name { get; }

    /// <summary>H, the units of the gate.</summary>
    public int Rows { get; }

    /// <summary>I for W, H for U, 1 for a bias.</summary>
    public int Columns { get; }

    /// <summary>The number from column <paramref name="j"/> to unit <paramref name="i"/>.</summary>
    public T this[int i, int j = 0]
    {
        get => whole.Value[Index(i, j)];
        set => whole.Value[Index(i, j)] = value;
    }

    /// <summary>The numbers of all rows, [rows, columns].</summary>
    public Span<T> Values => whole.Value.AsSpan(offset, Rows * Columns);

    /// <summary>∂loss/∂ of the same rows, [rows, columns].</summary>
    public Span<T> Gradients => whole.Gradient.AsSpan(offset, Rows * Columns);

    /// <summary>∂loss/∂ the number at (<paramref name="i"/>, <paramref name="j"/>).</summary>
    public T Gradient(int i, int j = 0) => whole.Gradient[Index(i, j)];

    /// <summary>Sets every number of the gate.</summary>
    public void Fill(T value) => Values.Fill(value);

    /// <summary>Name and shape.</summary>
    public override string ToString() => $"{Name} [{Rows} × {Columns}]";

    private int Index(int i, int j)
    {
        if ((uint)i >= (uint)Rows || (uint)j >= (uint)Columns)
            throw new ArgumentOutOfRangeException(nameof(i), $"[{i}, {j}] is outside {this}.");
        return offset + (i * Columns) + j;
    }
}
