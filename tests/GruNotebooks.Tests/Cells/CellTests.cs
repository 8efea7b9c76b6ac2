using GruNotebooks.Cells;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Tests.Cells;

public class CellTests
{
    [Fact]
    public void A_gru_with_its_update_gate_at_one_keeps_the_past_and_at_zero_takes_the_candidate()
    {
        foreach (var variant in Enum.GetValues<GruVariant>())
        {
            var cell = new GruCell(2, 3, seed: 1, variant);
            var (x, hPrev) = (Vector(0.3, -0.7), Vector(0.9, -0.2, 0.4));
            cell.P.bz = Vector(50, 50, 50);
            Assert.Equal(hPrev, cell.Forward(x, hPrev).h);
            cell.P.bz = Vector(-800, -800, -800);
            var (h, cache) = cell.Forward(x, hPrev);
            Assert.Equal(cache.hTilde, h);
        }
    }

    [Fact]
    public void A_gru_with_its_reset_gate_at_zero_proposes_a_state_that_knows_nothing_of_the_past()
    {
        foreach (var variant in Enum.GetValues<GruVariant>())
        {
            var cell = new GruCell(2, 3, seed: 1, variant);
            cell.P.br = Vector(-800, -800, -800);
            var x = Vector(0.3, -0.7);
            var afterOnePast = cell.Forward(x, Vector(0.9, -0.2, 0.4)).cache.hTilde;
            var afterAnother = cell.Forward(x, Vector(-0.5, 0.1, 0.8)).cache.hTilde;
            Assert.Equal(afterOnePast, afterAnother);
        }
    }

    [Fact]
    public void The_variants_of_the_gru_differ_only_where_the_reset_gate_is_neither_open_nor_unused()
    {
        var (before, after) = (new GruCell(2, 3, seed: 1), new GruCell(2, 3, seed: 1, GruVariant.ResetAfter));
        var (x, hPrev) = (Vector(0.3, -0.7), Vector(0.9, -0.2, 0.4));
        Assert.NotEqual(before.Forward(x, hPrev).h, after.Forward(x, hPrev).h);
        before.P.br = after.P.br = Vector(50, 50, 50);
        Assert.True((before.Forward(x, hPrev).h - after.Forward(x, hPrev).h).InfinityNorm() < 1e-15);
    }

    [Fact]
    public void An_lstm_with_an_open_forget_gate_and_a_closed_input_gate_keeps_its_cell_state_for_ever()
    {
        var cell = new LstmCell(2, 3, seed: 1);
        (cell.P.bf, cell.P.bi) = (Vector(50, 50, 50), Vector(-800, -800, -800));
        var initial = new CellState(Vector(0, 0, 0), Vector(1.5, -2, 0.25));
        var run = cell.Unroll([.. Enumerable.Range(0, 100).Select(t => Vector(Math.Sin(t), Math.Cos(t)))], initial);
        Assert.Equal(initial.c, run.Final.c);
        var grad = cell.ZeroGradients();
        var dc = Vector(1, 2, 3);
        var back = run.Backward(new Vector<double>?[100], grad, new CellState(Vector(0, 0, 0), dc));
        Assert.Equal(dc, back.Initial.c);
    }

    [Fact]
    public void One_step_of_a_plain_network_is_what_a_hand_gets()
    {
        var cell = new RnnCell(1, 1, seed: 1);
        (cell.P.Wh[0, 0], cell.P.Uh[0, 0], cell.P.bh[0]) = (0.5, -1, 0.25);
        Assert.Equal(Math.Tanh(0.5 * 2 - 1 * 0.75 + 0.25), cell.Forward(Vector(2), Vector(0.75)).h[0], 15);
    }

    [Fact]
    public void A_relu_unit_is_on_above_zero_only_and_off_it_passes_nothing_back()
    {
        var cell = new RnnCell(new RnnParameters(1, 3), RnnActivation.Relu);
        (cell.P.Wh, cell.P.bh) = (Matrix<double>.Build.Dense(3, 1, 1), Vector(-3, -2, 1));
        var (h, cache) = cell.Forward(Vector(2), Vector(0, 0, 0));
        Assert.Equal(Vector(0, 0, 3), h);
        var grad = cell.ZeroGradients();
        cell.Backward(Vector(5, 5, 5), cache, grad);
        Assert.Equal(Vector(0, 0, 5), grad.bh);   // the unit exactly at zero counts as off
    }

    [Theory]
    [InlineData("rnn", 12 + 16 + 4)]
    [InlineData("rnn TwoPerGate", 12 + 16 + 8)]
    [InlineData("mgu", 2 * (12 + 16 + 4))]
    [InlineData("mingru", 2 * (12 + 4))]
    [InlineData("lstm", 4 * (12 + 16 + 4))]
    [InlineData("gru", 3 * (12 + 16 + 4))]
    [InlineData("gru ResetAfter TwoPerGate", 3 * (12 + 16 + 8))]
    public void A_cell_counts_the_numbers_that_training_changes(string name, int count) =>
        Assert.Equal(count, CellCases.Create(name).Parameters.Count);

    [Theory, MemberData(nameof(CellCases.Names), MemberType = typeof(CellCases))]
    public void Gradients_add(string name)
    {
        var cell = CellCases.Create(name);
        var xs = Enumerable.Range(0, 4).Select(t => Vector(0.1 * t, -0.4, 0.2)).ToArray();
        var run = cell.Unroll(xs);
        Vector<double>?[] dOutputs = [.. run.Outputs];
        var (once, twice) = (cell.ZeroGradients(), cell.ZeroGradients());
        run.Backward(dOutputs, once);
        run.Backward(dOutputs, twice);
        run.Backward(dOutputs, twice);
        foreach (var (one, two) in once.Tensors.Zip(twice.Tensors))
            for (var row = 0; row < one.Rows; row++)
                for (var column = 0; column < one.Columns; column++)
                    Assert.Equal(2 * one[row, column], two[row, column], 1e-14);
    }

    [Theory, MemberData(nameof(CellCases.Names), MemberType = typeof(CellCases))]
    public void A_sequence_read_in_two_pieces_ends_where_it_ends_in_one(string name)
    {
        var cell = CellCases.Create(name);
        var xs = Enumerable.Range(0, 7).Select(t => Vector(Math.Sin(t), 0.3, -0.1 * t)).ToArray();
        var whole = cell.Unroll(xs);
        var first = cell.Unroll(xs[..3]);
        var second = cell.Unroll(xs[3..], first.Final);
        Assert.Equal(whole.Final, second.Final);
        Assert.Equal(8, whole.States.Count);
        Assert.Equal(7, whole.Caches<CellCache>().Count);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_seed_others()
    {
        Assert.Equal(new GruCell(3, 4, seed: 5).P.Uz, new GruCell(3, 4, seed: 5).P.Uz);
        Assert.NotEqual(new GruCell(3, 4, seed: 5).P.Uz, new GruCell(3, 4, seed: 6).P.Uz);
        Assert.Equal(Vector(2, 2, 2, 2), new LstmCell(3, 4, seed: 5, forgetBias: 2).P.bf);
    }

    [Fact]
    public void What_does_not_fit_is_said_in_one_line()
    {
        var cell = new GruCell(2, 3, seed: 1);
        Assert.Contains("Step 1 has 3 inputs, the cell reads 2", Assert.Throws<ArgumentException>(() => cell.Unroll([Vector(1, 2), Vector(1, 2, 3)])).Message);
        Assert.Throws<ArgumentException>(() => cell.Unroll([]));
        Assert.Throws<ArgumentException>(() => cell.Unroll([Vector(1, 2)]).Backward([null, null], cell.ZeroGradients()));
        Assert.Contains("Wz, Wr, Wh", Assert.Throws<ArgumentException>(() => cell.P["Wq"]).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new GruCell(0, 3, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LstmCell(2, -1, seed: 1));
    }

    private static Vector<double> Vector(params double[] values) => Vector<double>.Build.Dense(values);
}
