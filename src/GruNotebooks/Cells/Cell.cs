using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Cells;

/// <summary>One step of a recurrent network, forward and back, written to be read; a layer does the same for whole batches.</summary>
public abstract class Cell
{
    /// <summary>I, the numbers read at each step.</summary>
    public int InputSize => Parameters.InputSize;

    /// <summary>H, the units.</summary>
    public int HiddenSize => Parameters.HiddenSize;

    /// <summary>Every array that training changes.</summary>
    public abstract CellParameters Parameters { get; }

    /// <summary>Whether there is a cell state c beside h (LSTM).</summary>
    public virtual bool HasCellState => false;

    /// <summary>The state before anything was read: zeros.</summary>
    public CellState ZeroState() => new(
        Vector<double>.Build.Dense(HiddenSize),
        HasCellState ? Vector<double>.Build.Dense(HiddenSize) : null);

    /// <summary>Arrays of zeros, of the form of <see cref="Parameters"/>, for the gradients.</summary>
    public abstract CellParameters ZeroGradients();

    /// <summary>The forward step for code that does not know which cell it has.</summary>
    /// <param name="x">The input, I.</param>
    /// <param name="previous">The state before the step.</param>
    public abstract (CellState State, CellCache Cache) Step(Vector<double> x, CellState previous);

    /// <summary>The backward step for code that does not know which cell it has. <b>Adds</b> to <paramref name="grad"/>.</summary>
    /// <param name="d">∂loss/∂state after the step.</param>
    /// <param name="cache">What <see cref="Step"/> kept.</param>
    /// <param name="grad">Where the gradients of the arrays go; of this cell's kind.</param>
    /// <returns>∂loss/∂input and ∂loss/∂state before the step.</returns>
    public abstract (Vector<double> dx, CellState dPrevious) StepBack(CellState d, CellCache cache, CellParameters grad);

    /// <summary>Reads a sequence, handing the state from step to step.</summary>
    /// <param name="xs">The inputs, T vectors of length I.</param>
    /// <param name="initial">The state before the first step; zeros if null.</param>
    /// <exception cref="ArgumentException">There is no step, or an input has not I numbers.</exception>
    public Unrolled Unroll(IReadOnlyList<Vector<double>> xs, CellState? initial = null) => new(this, xs, initial);
}
