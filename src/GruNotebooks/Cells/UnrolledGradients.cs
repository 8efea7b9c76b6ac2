using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Cells;

/// <summary>What back-propagation through time sends on to where the inputs came from.</summary>
/// <param name="Inputs">∂loss/∂x of every step, T vectors of length I.</param>
/// <param name="Hidden">∂loss/∂h of every step, all paths together, T vectors of length H.</param>
/// <param name="Initial">∂loss/∂initial state.</param>
public sealed record UnrolledGradients(IReadOnlyList<Vector<double>> Inputs, IReadOnlyList<Vector<double>> Hidden, CellState Initial);
