using GruNotebooks.Cells;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Tests.Cells;

/// <summary>The loop over a sequence: which state, cache and gradient stands where, and what truncation cuts.</summary>
public class UnrolledTests
{
    private static readonly Vector<double>[] Xs = [.. Enumerable.Range(0, 5).Select(t => Vector<double>.Build.Dense(CellCases.InputSize, i => Math.Sin(t + (2 * i))))];

    [Theory, MemberData(nameof(CellCases.Names), MemberType = typeof(CellCases))]
    public void States_outputs_and_caches_stand_in_the_order_of_the_steps(string name)
    {
        var cell = CellCases.Create(name);
        var run = cell.Unroll(Xs);
        Assert.Equal(Xs.Length, run.Steps);
        Assert.Equal(Xs.Length, run.Outputs.Count);
        var state = cell.ZeroState();
        Assert.Equal(cell.HasCellState, state.c is not null);
        Assert.Equal(state, run.States[0]);
        for (var t = 0; t < Xs.Length; t++)
        {
            var cache = run.Caches<CellCache>()[t];
            Assert.Equal((Xs[t], state.h), (cache.x, cache.hPrev));
            state = cell.Step(Xs[t], state).State;
            Assert.Equal(state, run.States[t + 1]);
            Assert.Equal(state.h, run.Outputs[t]);
        }
        Assert.Same(run.States[^1], run.Final);
    }

    [Theory, MemberData(nameof(CellCases.Names), MemberType = typeof(CellCases))]
    public void A_truncated_gradient_is_that_of_the_pieces_each_on_its_own(string name)
    {
        const int cut = 2;
        var cell = CellCases.Create(name);
        var run = cell.Unroll(Xs);
        Vector<double>?[] dOutputs = [.. Xs.Select((_, t) => t == 3 ? null : Vector<double>.Build.Dense(CellCases.HiddenSize, j => Math.Cos(t + j)))];
        var grad = cell.ZeroGradients();
        var back = run.Backward(dOutputs, grad, truncate: cut);

        var sum = cell.ZeroGradients();
        for (var from = (Xs.Length - 1) / cut * cut; from >= 0; from -= cut)
        {
            var to = Math.Min(from + cut, Xs.Length);
            var piece = cell.Unroll(Xs[from..to], run.States[from]).Backward(dOutputs[from..to], sum);
            Assert.Equal(piece.Inputs, back.Inputs.Skip(from).Take(cut));
            Assert.Equal(piece.Hidden, back.Hidden.Skip(from).Take(cut));
            if (from == 0) Assert.Equal(piece.Initial, back.Initial);
        }
        Assert.Equal(Numbers(sum), Numbers(grad));
        Assert.NotEqual(Numbers(sum), Numbers(Whole()));

        CellParameters Whole()
        {
            var whole = cell.ZeroGradients();
            run.Backward(dOutputs, whole);
            return whole;
        }
    }

    [Fact]
    public void States_that_meet_add_up_part_by_part()
    {
        var (h, c) = (Vector<double>.Build.Dense([1, 2]), Vector<double>.Build.Dense([10, 20]));
        Assert.Equal(new CellState(2 * h), new CellState(h) + new CellState(h));
        Assert.Equal(new CellState(2 * h, 2 * c), new CellState(h, c) + new CellState(h, c));
        Assert.Equal(new CellState(2 * h, c), new CellState(h, c) + new CellState(h));
        Assert.Equal(new CellState(2 * h, c), new CellState(h) + new CellState(h, c));
    }

    private static double[] Numbers(CellParameters parameters) =>
        [.. parameters.Tensors.SelectMany(tensor => Enumerable.Range(0, tensor.Count).Select(k => tensor[k / tensor.Columns, k % tensor.Columns]))];
}
