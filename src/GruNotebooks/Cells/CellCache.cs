using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Cells;

/// <summary>What the forward step of a cell keeps for its backward step.</summary>
/// <param name="x">The input, I.</param>
/// <param name="hPrev">The hidden state before the step, H.</param>
public abstract record CellCache(Vector<double> x, Vector<double> hPrev);
