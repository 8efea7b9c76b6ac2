using GruNotebooks.Cells;
using GruNotebooks.Gradients;
using GruNotebooks.Inspection;
using GruNotebooks.Layers;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Tests.Gradients;

public class StepJacobianTests
{
    private const int Inputs = 3, Hidden = 4, Steps = 5, Batch = 2, Row = 1;

    public static TheoryData<string> Layers => ["rnn", "relu", "lstm", "lstm two biases", "before", "after", "after two biases"];

    private static SequenceLayer<double> Create(string name) => name switch
    {
        "rnn" => new Rnn<double>(Inputs, Hidden, 1),
        "relu" => new Rnn<double>(Inputs, Hidden, 1, RnnActivation.Relu),
        "lstm" => new Lstm<double>(Inputs, Hidden, 1),
        "lstm two biases" => new Lstm<double>(Inputs, Hidden, 1, bias: BiasScheme.TwoPerGate),
        "before" => new Gru<double>(Inputs, Hidden, 1),
        "after" => new Gru<double>(Inputs, Hidden, 1, GruVariant.ResetAfter),
        _ => new Gru<double>(Inputs, Hidden, 1, GruVariant.ResetAfter, BiasScheme.TwoPerGate),
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void Is_what_central_differences_of_one_step_say(string name)
    {
        var layer = Create(name);
        var x = Sequences.Random(Steps, Batch, Inputs);
        var initial = Sequences.RandomState(layer, Batch);
        var jacobians = StepJacobian.Along(layer, layer.Forward(x, initial), Row);
        Assert.Equal(Steps, jacobians.Length);
        for (var t = 0; t < Steps; t++) AssertClose(Numeric(layer, x, initial, t), jacobians[t], 1e-8);
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Their_product_carries_a_gradient_from_the_end_to_the_beginning(string name)
    {
        var layer = Create(name);
        var x = Sequences.Random(Steps, Batch, Inputs);
        var tape = layer.Forward(x);
        var dOutput = new Sequence<double>(Steps, Batch, Hidden);
        for (var j = 0; j < Hidden; j++) dOutput[Steps - 1, Row, j] = j - 1.3;
        var dInitial = layer.Backward(tape, dOutput).Initial;

        var product = JacobianProduct.OfLast(StepJacobian.Along(layer, tape, Row), Steps);
        var v = Vector<double>.Build.Dense(product.RowCount, j => j < Hidden ? j - 1.3 : 0);
        var expected = product.TransposeThisAndMultiply(v);
        for (var j = 0; j < Hidden; j++) Assert.Equal(expected[j], dInitial.H[(Row * Hidden) + j], 12);
        for (var j = 0; j < expected.Count - Hidden; j++) Assert.Equal(expected[Hidden + j], dInitial.C![(Row * Hidden) + j], 12);
    }

    [Theory]
    [InlineData(GruVariant.ResetBefore, BiasScheme.OnePerGate)]
    [InlineData(GruVariant.ResetAfter, BiasScheme.TwoPerGate)]
    public void Each_path_of_a_GRU_is_the_one_that_is_left_when_the_others_are_cut(GruVariant variant, BiasScheme bias)
    {
        var gru = new Gru<double>(Inputs, Hidden, 3, variant, bias);
        var x = Sequences.Random(Steps, 1, Inputs);
        var tape = gru.Forward(x);
        var whole = GruJacobian.Along(gru, tape)[^1];

        var h = StepJacobian.Vector(tape.HiddenBefore(Steps - 1, 0));
        AssertClose(NumericWithout(gru, x, h, cutUz: true, cutUr: true, cutUh: true), whole.Carry, 1e-8);
        AssertClose(NumericWithout(gru, x, h, cutUz: true, cutUr: true, cutUh: false), whole.Carry + whole.Candidate, 1e-8);
        AssertClose(NumericWithout(gru, x, h, cutUz: false, cutUr: true, cutUh: true), whole.Carry + whole.ThroughUpdate, 1e-8);
        AssertClose(NumericWithout(gru, x, h, cutUz: true, cutUr: false, cutUh: true), whole.Carry + whole.ThroughReset, 1e-8);
        AssertClose(StepJacobian.Along(gru, tape)[^1], whole.Total, 0);
    }

    [Fact]
    public void An_open_update_gate_carries_everything()
    {
        var gru = new Gru<double>(Inputs, Hidden, 3).HoldAtOne('z');
        var paths = GruJacobian.Along(gru, gru.Forward(Sequences.Random(Steps, 1, Inputs), Sequences.RandomState(gru, 1)))[^1];
        AssertClose(Matrix<double>.Build.DenseIdentity(Hidden), paths.Total, 1e-14);
    }

    [Fact]
    public void A_stack_is_refused()
    {
        var stack = new Stacked<double>(new Gru<double>(Inputs, Hidden, 1), new Gru<double>(Hidden, Hidden, 2));
        Assert.Throws<ArgumentException>(() => StepJacobian.Along(stack, stack.Forward(Sequences.Random(2, 1, Inputs))));
    }

    [Fact]
    public void The_paths_of_a_GRU_are_named_and_the_last_is_their_sum()
    {
        var gru = new Gru<double>(Inputs, Hidden, 3);
        var one = GruJacobian.Along(gru, gru.Forward(Sequences.Random(Steps, 1, Inputs)))[^1];
        Assert.Equal(["carry", "candidate", "through z", "through r", "total"], one.Paths.Select(path => path.Name));
        Assert.Equal([one.Carry, one.Candidate, one.ThroughUpdate, one.ThroughReset, one.Total], one.Paths.Select(path => path.Matrix));
        AssertClose(one.Carry + one.Candidate + one.ThroughUpdate + one.ThroughReset, one.Total, 0);
    }

    [Fact]
    public void A_product_is_of_the_last_Jacobians_the_latest_first()
    {
        var random = new Random(5);
        var jacobians = Enumerable.Range(0, 3).Select(_ => Matrix<double>.Build.Dense(2, 2, (_, _) => random.NextDouble())).ToArray();
        AssertClose(jacobians[2], JacobianProduct.OfLast(jacobians, 1), 0);
        AssertClose(jacobians[2] * jacobians[1], JacobianProduct.OfLast(jacobians, 2), 0);
        AssertClose(jacobians[2] * jacobians[1] * jacobians[0], JacobianProduct.OfLast(jacobians, 3), 0);
        var spectra = JacobianProduct.SingularValues(jacobians);
        Assert.Equal([1, 2, 3], spectra.Select(spectrum => spectrum.Steps));
        for (var k = 1; k <= 3; k++) Assert.Equal(JacobianProduct.OfLast(jacobians, k).L2Norm(), spectra[k - 1].Largest, 12);
        Assert.Throws<ArgumentOutOfRangeException>(() => JacobianProduct.OfLast(jacobians, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => JacobianProduct.OfLast(jacobians, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => JacobianProduct.SingularValues(jacobians, 0));
    }

    [Fact]
    public void A_product_that_is_zero_has_singular_values_of_zero()
    {
        var zero = Matrix<double>.Build.Dense(2, 2);
        Assert.Equal([0, 0], JacobianProduct.SingularValues([zero, zero])[^1].Values);
    }

    [Fact]
    public void Products_shrink_as_their_factors_say()
    {
        var half = Matrix<double>.Build.DenseDiagonal(2, 2, i => i == 0 ? 0.5 : 0.1);
        var spectra = JacobianProduct.SingularValues([half, half, half, half], every: 2);
        Assert.Equal([1, 3], spectra.Select(spectrum => spectrum.Steps));
        Assert.Equal([1, 4], JacobianProduct.SingularValues([half, half, half, half], every: 3).Select(spectrum => spectrum.Steps));
        Assert.Equal(0.125, spectra[1].Largest, 12);
        Assert.Equal((0.125 + 0.001) / 2, spectra[1].Median, 12);
    }

    [Fact]
    public void A_product_that_all_but_vanishes_still_has_exact_singular_values()
    {
        var tenth = Matrix<double>.Build.DenseDiagonal(3, 3, i => 0.1 / (i + 1));
        var last = JacobianProduct.SingularValues([.. Enumerable.Repeat(tenth, 40)])[^1];
        Assert.Equal(1, last.Largest / 1e-40, 10);
        Assert.Equal(1, last.Median / (1e-40 / Math.Pow(2, 40)), 3);
    }

    /// <summary>Central differences of the state after step t by the state before it.</summary>
    private static Matrix<double> Numeric(SequenceLayer<double> layer, Sequence<double> x, State<double> initial, int t)
    {
        var before = t == 0 ? initial : layer.Forward(Piece(x, 0, t), initial).Final;
        return Differences(layer, Piece(x, t, 1), before, Row);
    }

    /// <summary>The same for one step of a GRU in which h reaches only the places whose recurrent weights are not cut (the others keep their value).</summary>
    private static Matrix<double> NumericWithout(Gru<double> gru, Sequence<double> x, Vector<double> h, bool cutUz, bool cutUr, bool cutUh)
    {
        var last = Piece(x, Steps - 1, 1).Row(0, 0).ToArray();
        Vector<double> Part(string gate, Vector<double> state) =>
            (gru.Gate("W" + gate).ToMatrix() * Vector<double>.Build.Dense(last)) + (gru.Gate("U" + gate).ToMatrix() * state)
            + gru.Gate("b" + gate).ToMatrix().Column(0) + (gru.Bias == BiasScheme.TwoPerGate ? gru.Gate("bU" + gate).ToMatrix().Column(0) : Vector<double>.Build.Dense(Hidden));
        static Vector<double> Sigmoid(Vector<double> a) => a.Map(v => 1 / (1 + Math.Exp(-v)));

        Vector<double> Next(Vector<double> moved)
        {
            var (z, r, inside) = (Sigmoid(Part("z", cutUz ? h : moved)), Sigmoid(Part("r", cutUr ? h : moved)), cutUh ? h : moved);
            var Uh = gru.Gate("Uh").ToMatrix();
            var recurrent = gru.Variant == GruVariant.ResetBefore
                ? Uh * r.PointwiseMultiply(inside)
                : r.PointwiseMultiply((Uh * inside) + (gru.Bias == BiasScheme.TwoPerGate ? gru.Gate("bUh").ToMatrix().Column(0) : Vector<double>.Build.Dense(Hidden)));
            var hTilde = ((gru.Gate("Wh").ToMatrix() * Vector<double>.Build.Dense(last)) + recurrent + gru.Gate("bh").ToMatrix().Column(0)).PointwiseTanh();
            return z.PointwiseMultiply(moved) + (1 - z).PointwiseMultiply(hTilde);
        }

        const double step = 1e-6;
        return Matrix<double>.Build.DenseOfColumnVectors(Enumerable.Range(0, Hidden).Select(j =>
        {
            var move = Vector<double>.Build.Dense(Hidden, k => k == j ? step : 0);
            return (Next(h + move) - Next(h - move)) / (2 * step);
        }));
    }

    private static Matrix<double> Differences(SequenceLayer<double> layer, Sequence<double> x, State<double> before, int row)
    {
        const double step = 1e-6;
        var size = layer.HasCellState ? 2 * Hidden : Hidden;
        double[] After(int j, double change)
        {
            var moved = new State<double>(1, before.Batch, Hidden, layer.HasCellState);
            before.H.CopyTo(moved.H, 0);
            before.C?.CopyTo(moved.C!, 0);
            (j < Hidden ? moved.H : moved.C!)[(row * Hidden) + (j % Hidden)] += change;
            var final = layer.Forward(x, moved).Final;
            return [.. final.H.Skip(row * Hidden).Take(Hidden), .. (final.C ?? []).Skip(row * Hidden).Take(Hidden)];
        }
        return Matrix<double>.Build.DenseOfColumnArrays(Enumerable.Range(0, size)
            .Select(j => After(j, step).Zip(After(j, -step), (up, down) => (up - down) / (2 * step)).ToArray()));
    }

    private static Sequence<double> Piece(Sequence<double> x, int from, int steps) =>
        new(steps, x.Batch, x.Features, x.Data.AsSpan(from * x.Batch * x.Features, steps * x.Batch * x.Features).ToArray());

    private static void AssertClose(Matrix<double> expected, Matrix<double> actual, double tolerance) =>
        Assert.True((expected - actual).L2Norm() <= tolerance, $"expected {expected}, got {actual}");
}
