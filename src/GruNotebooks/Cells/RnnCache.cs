using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Cells;

/// <summary>What a plain recurrent step keeps.</summary>
/// <param name="x">The input, I.</param>
/// <param name="hPrev">The hidden state before the step, H.</param>
/// <param name="a">The sum inside the activation, H.</param>
/// <param name="h">The hidden state after the step, H.</param>
public sealed record RnnCache(Vector<double> x, Vector<double> hPrev, Vector<double> a, Vector<double> h) : CellCache(x, hPrev);
