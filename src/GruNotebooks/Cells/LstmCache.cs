using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Cells;

/// <summary>What an LSTM step keeps: its gates and both states.</summary>
/// <param name="x">The input, I.</param>
/// <param name="hPrev">The hidden state before the step, H.</param>
/// <param name="cPrev">The cell state before the step, H.</param>
/// <param name="i">The input gate, H.</param>
/// <param name="f">The forget gate, H.</param>
/// <param name="g">The candidate, H.</param>
/// <param name="o">The output gate, H.</param>
/// <param name="c">The cell state after the step, H.</param>
public sealed record LstmCache(
    Vector<double> x, Vector<double> hPrev, Vector<double> cPrev,
    Vector<double> i, Vector<double> f, Vector<double> g, Vector<double> o, Vector<double> c) : CellCache(x, hPrev);
