using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Cells;

/// <summary>What a GRU step keeps: its gates and its candidate.</summary>
/// <param name="x">The input, I.</param>
/// <param name="hPrev">The hidden state before the step, H.</param>
/// <param name="z">The update gate, H: near 1 keeps the previous state.</param>
/// <param name="r">The reset gate, H: near 0 hides the previous state from the candidate.</param>
/// <param name="hTilde">The candidate, H.</param>
public sealed record GruCache(
    Vector<double> x, Vector<double> hPrev, Vector<double> z, Vector<double> r, Vector<double> hTilde) : CellCache(x, hPrev);
