using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Cells;

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
