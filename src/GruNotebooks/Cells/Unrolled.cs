using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Cells;

/// <summary>A cell unrolled over one sequence: the loop forward, and back-propagation through time, in plain code.</summary>
public sealed class Unrolled
{
    private readonly Cell cell;
    private readonly List<CellState> states;   // T + 1: the initial one, then one a step
    private readonly List<CellCache> caches = [];

    internal Unrolled(Cell cell, IReadOnlyList<Vector<double>> xs, CellState? initial)
    {
        if (xs.Count == 0) throw new ArgumentException("A sequence needs at least one step.", nameof(xs));
        this.cell = cell;
        states = [initial ?? cell.ZeroState()];
        foreach (var x in xs)
        {
            if (x.Count != cell.InputSize)
                throw new ArgumentException($"Step {caches.Count} has {x.Count} inputs, the cell reads {cell.InputSize}.", nameof(xs));
            var (state, cache) = cell.Step(x, states[^1]);
            states.Add(state);
            caches.Add(cache);
        }
    }

    /// <summary>T, the steps read.</summary>
    public int Steps => caches.Count;

    /// <summary>The states, T + 1: [0] is the initial one, [t + 1] the one after step t.</summary>
    public IReadOnlyList<CellState> States => states;

    /// <summary>The hidden state after each step, T vectors of length H.</summary>
    public IReadOnlyList<Vector<double>> Outputs => [.. states.Skip(1).Select(state => state.h)];

    /// <summary>The state after the last step.</summary>
    public CellState Final => states[^1];

    /// <summary>What each step kept, T of them, as the type of this cell: <c>run.Caches&lt;GruCache&gt;()[t].z</c>.</summary>
    /// <typeparam name="TCache">The cell's cache.</typeparam>
    public IReadOnlyList<TCache> Caches<TCache>() where TCache : CellCache => [.. caches.Cast<TCache>()];

    /// <summary>Back-propagation through time: the steps in reverse, gradients <b>added</b> to <paramref name="grad"/>.</summary>
    /// <param name="dOutputs">∂loss/∂h of every step, T of them; a step without a loss of its own may be null.</param>
    /// <param name="grad">Where the gradients of the cell's arrays go: <see cref="Cell.ZeroGradients"/>.</param>
    /// <param name="dFinal">∂loss/∂final state beyond what comes through the outputs; none if null.</param>
    /// <param name="truncate">k > 0 cuts the path of the gradient between steps k−1 and k, 2k−1 and 2k, …; 0 keeps it whole.</param>
    /// <exception cref="ArgumentException"><paramref name="dOutputs"/> has not T entries.</exception>
    public UnrolledGradients Backward(IReadOnlyList<Vector<double>?> dOutputs, CellParameters grad, CellState? dFinal = null, int truncate = 0)
    {
        if (dOutputs.Count != Steps)
            throw new ArgumentException($"{Steps} steps need {Steps} gradients, got {dOutputs.Count}.", nameof(dOutputs));
        var dxs = new Vector<double>[Steps];
        var dhs = new Vector<double>[Steps];
        var d = dFinal ?? cell.ZeroState();
        for (var t = Steps - 1; t >= 0; t--)
        {
            if (dOutputs[t] is { } dOutput) d += new CellState(dOutput);    // the loss at this step, beside what comes from later ones
            dhs[t] = d.h;
            (dxs[t], d) = cell.StepBack(d, caches[t], grad);
            if (truncate > 0 && t > 0 && t % truncate == 0) d = cell.ZeroState();
        }
        return new UnrolledGradients(dxs, dhs, d);
    }
}

/// <summary>What back-propagation through time sends on to where the inputs came from.</summary>
/// <param name="Inputs">∂loss/∂x of every step, T vectors of length I.</param>
/// <param name="Hidden">∂loss/∂h of every step, all paths together, T vectors of length H.</param>
/// <param name="Initial">∂loss/∂initial state.</param>
public sealed record UnrolledGradients(IReadOnlyList<Vector<double>> Inputs, IReadOnlyList<Vector<double>> Hidden, CellState Initial);
