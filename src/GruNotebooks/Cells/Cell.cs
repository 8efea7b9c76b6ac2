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

    /// <summary>What was chosen about it besides its sizes.</summary>
    public virtual CellOptions Options => new() { Bias = Parameters.Bias };

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

/// <summary>What a cell hands from one step to the next; also a gradient with respect to it.</summary>
/// <param name="h">The hidden state, H.</param>
/// <param name="c">The cell state of an LSTM, H; null for the other cells.</param>
public sealed record CellState(Vector<double> h, Vector<double>? c = null)
{
    /// <summary>The sum, part by part: gradients that meet at one state add up.</summary>
    public static CellState operator +(CellState left, CellState right) =>
        new(left.h + right.h, left.c is null || right.c is null ? left.c ?? right.c : left.c + right.c);
}

/// <summary>What the forward step of a cell keeps for its backward step.</summary>
/// <param name="x">The input, I.</param>
/// <param name="hPrev">The hidden state before the step, H.</param>
public abstract record CellCache(Vector<double> x, Vector<double> hPrev);

/// <summary>What the cells with h for their only state have in common: the plain network and the GRU.</summary>
/// <typeparam name="TParameters">The cell's arrays.</typeparam>
/// <typeparam name="TCache">What its forward step keeps.</typeparam>
public abstract class OneStateCell<TParameters, TCache> : Cell
    where TParameters : CellParameters
    where TCache : CellCache
{
    private protected OneStateCell(TParameters parameters) => P = parameters;

    /// <summary>The arrays of the equations.</summary>
    public TParameters P { get; }

    /// <inheritdoc/>
    public override CellParameters Parameters => P;

    /// <summary>One step: x (I) and the previous state (H) to the new state (H).</summary>
    public abstract (Vector<double> h, TCache cache) Forward(Vector<double> x, Vector<double> hPrev);

    /// <summary>The equations backward, last one first. Gradients are <b>added</b> into <paramref name="grad"/>.</summary>
    public abstract (Vector<double> dx, Vector<double> dhPrev) Backward(Vector<double> dh, TCache cache, TParameters grad);

    /// <inheritdoc/>
    public override (CellState State, CellCache Cache) Step(Vector<double> x, CellState previous)
    {
        var (h, cache) = Forward(x, previous.h);
        return (new CellState(h), cache);
    }

    /// <inheritdoc/>
    public override (Vector<double> dx, CellState dPrevious) StepBack(CellState d, CellCache cache, CellParameters grad)
    {
        var (dx, dhPrev) = Backward(d.h, (TCache)cache, (TParameters)grad);
        return (dx, new CellState(dhPrev));
    }
}
