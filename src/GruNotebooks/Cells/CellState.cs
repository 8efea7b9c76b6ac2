using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Cells;

/// <summary>What a cell hands from one step to the next; also a gradient with respect to it.</summary>
/// <param name="h">The hidden state, H.</param>
/// <param name="c">The cell state of an LSTM, H; null for the other cells.</param>
public sealed record CellState(Vector<double> h, Vector<double>? c = null)
{
    /// <summary>The sum, part by part: gradients that meet at one state add up.</summary>
    public static CellState operator +(CellState left, CellState right) =>
        new(left.h + right.h, left.c is null || right.c is null ? left.c ?? right.c : left.c + right.c);
}
