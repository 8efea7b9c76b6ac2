using GruNotebooks.Cells;
using GruNotebooks.Gradients;
using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Tests.Cells;

/// <summary>The minLSTM is a readable cell without a layer, so the tests over all kinds do not reach it.</summary>
public class MinLstmCellTests
{
    private static readonly MinLstmCell Sample = new(3, 4, seed: 1);

    [Fact]
    public void It_is_the_plain_loop_of_its_formula()
    {
        var (xs, start) = Drawn(steps: 9);
        var h = start.ToArray();
        foreach (var (x, state) in xs.Zip(Sample.Unroll(xs, new CellState(start)).Outputs))
        {
            for (var j = 0; j < h.Length; j++)
            {
                double f = Sigma(Sum(Sample.P.Wf, Sample.P.bf, x, j)), i = Sigma(Sum(Sample.P.Wi, Sample.P.bi, x, j)), candidate = Sum(Sample.P.Wh, Sample.P.bh, x, j);
                h[j] = ((f * h[j]) + (i * candidate)) / (f + i);
                Assert.Equal(h[j], state[j], 1e-15);
            }
        }

        static double Sum(Matrix<double> w, Vector<double> b, Vector<double> x, int j) => Enumerable.Range(0, x.Count).Sum(k => w[j, k] * x[k]) + b[j];
        static double Sigma(double a) => 1 / (1 + Math.Exp(-a));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Its_backward_pass_is_the_derivative_of_its_forward_pass(ulong seed)
    {
        var result = GradientCheck.Of(Sample, seed);
        Assert.True(result.Passed, result.Table().ToString());
        Assert.Equal(["Wf", "Wi", "Wh", "bf", "bi", "bh", "x", "h0"], result.Rows.Select(row => row.Tensor));
        Assert.All(result.Rows, row => Assert.True(row.LargestGradient > 1e-4, $"{row} compares next to nothing"));
    }

    [Fact]
    public void Prefixes_of_its_steps_give_the_states_of_the_loop()
    {
        var (xs, start) = Drawn(steps: 11);
        var prefixes = LinearStep.Scan([.. xs.Select(Sample.StepFor)]);
        foreach (var (state, prefix) in Sample.Unroll(xs, new CellState(start)).Outputs.Zip(prefixes)) Assert.True((state - prefix.Apply(start)).InfinityNorm() < 1e-14);
    }

    [Fact]
    public void Its_two_parts_add_up_to_one_and_only_their_ratio_counts()
    {
        var (xs, start) = Drawn(steps: 1);
        var cache = Sample.Forward(xs[0], start).cache;
        Assert.True((cache.fPrime + cache.iPrime - 1).InfinityNorm() < 1e-15);

        var agreeing = new MinLstmCell(3, 4, seed: 1);
        (agreeing.P.Wi, agreeing.P.bi) = (agreeing.P.Wf, agreeing.P.bf);     // two gates that agree, however far open, keep one half
        Assert.All(agreeing.Forward(xs[0], start).cache.fPrime, kept => Assert.Equal(0.5, kept, 1e-15));
    }

    [Fact]
    public void With_a_forget_gate_alone_open_it_keeps_and_with_an_input_gate_alone_open_it_writes()
    {
        var (xs, start) = Drawn(steps: 1);
        var cell = new MinLstmCell(3, 4, seed: 1);
        (cell.P.bf, cell.P.bi) = (Constant(50), Constant(-50));
        Assert.True((cell.Forward(xs[0], start).h - start).InfinityNorm() < 1e-15);
        (cell.P.bf, cell.P.bi) = (Constant(-50), Constant(50));
        var (h, cache) = cell.Forward(xs[0], start);
        Assert.True((h - cache.hTilde).InfinityNorm() < 1e-15);

        static Vector<double> Constant(double value) => Vector<double>.Build.Dense(4, value);
    }

    [Fact]
    public void Whoever_asks_for_its_layer_is_told_that_there_is_none()
    {
        var error = Assert.Throws<ArgumentException>(() => Sample.ToLayer());
        Assert.Contains("MinLstmCell is for reading: it has no layer and no kind", error.Message, StringComparison.Ordinal);
    }

    private static (Vector<double>[] Xs, Vector<double> Start) Drawn(int steps)
    {
        var random = new SeededRandom(2);
        return ([.. Enumerable.Range(0, steps).Select(_ => Vector<double>.Build.Dense(3, _ => random.NextNormal()))], Vector<double>.Build.Dense(4, _ => random.NextNormal()));
    }
}
