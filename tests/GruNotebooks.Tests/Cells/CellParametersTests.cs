using GruNotebooks.Cells;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Tests.Cells;

/// <summary>The arrays of a cell: their names and shapes, how they are read and written, and what is done to those of one gate.</summary>
public class CellParametersTests
{
    [Fact]
    public void An_array_says_its_name_its_shape_and_whether_it_is_a_vector()
    {
        var p = new GruParameters(2, 3, BiasScheme.TwoPerGate);
        Assert.Equal(["z", "r", "h"], p.Gates);
        Assert.Equal(
            ["Wz [3 × 2]", "Wr [3 × 2]", "Wh [3 × 2]", "Uz [3 × 3]", "Ur [3 × 3]", "Uh [3 × 3]", "bz [3]", "br [3]", "bh [3]", "bUz [3]", "bUr [3]", "bUh [3]"],
            p.Tensors.Select(tensor => tensor.ToString()));
        Assert.Equal((3, 2, 6, false), (p["Wr"].Rows, p["Wr"].Columns, p["Wr"].Count, p["Wr"].IsVector));
        Assert.Equal((3, 1, 3, true), (p["br"].Rows, p["br"].Columns, p["br"].Count, p["br"].IsVector));
    }

    [Fact]
    public void What_is_written_through_its_name_is_what_the_equations_read()
    {
        var p = new GruParameters(2, 3);
        var (wr, bh) = (p["Wr"], p["bh"]);
        (wr[2, 1], bh[1, 0]) = (5, 7);
        Assert.Equal((5, 7), (p.Wr[2, 1], p.bh[1]));
        Assert.Equal((5, 7), (wr[2, 1], bh[1, 0]));
    }

    [Fact]
    public void Two_gates_that_are_exchanged_exchange_all_four_arrays_and_the_others_stay()
    {
        var (p, before) = (GruParameters.Random(2, 3, seed: 5, BiasScheme.TwoPerGate), GruParameters.Random(2, 3, seed: 5, BiasScheme.TwoPerGate));
        p.SwapGates(0, 2);
        Assert.Equal((before.Wh, before.Uh, before.bh, before.bUh), (p.Wz, p.Uz, p.bz, p.bUz));
        Assert.Equal((before.Wz, before.Uz, before.bz, before.bUz), (p.Wh, p.Uh, p.bh, p.bUh));
        Assert.Equal((before.Wr, before.Ur, before.br, before.bUr), (p.Wr, p.Ur, p.br, p.bUr));
    }

    [Fact]
    public void A_gradient_that_reaches_a_gate_is_added_to_its_four_arrays_and_to_no_other()
    {
        var p = new GruParameters(2, 2, BiasScheme.TwoPerGate);
        var cache = new GruCache(Vector(3, 4), Vector(5, 6), Vector(0, 0), Vector(0, 0), Vector(0, 0));
        for (var time = 1; time <= 2; time++)
        {
            p.AddToGate(1, Vector(1, 10), cache);
            Assert.Equal(time * Matrix<double>.Build.DenseOfArray(new double[,] { { 3, 4 }, { 30, 40 } }), p.Wr);
            Assert.Equal(time * Matrix<double>.Build.DenseOfArray(new double[,] { { 5, 6 }, { 50, 60 } }), p.Ur);
            Assert.Equal((time * Vector(1, 10), time * Vector(1, 10)), (p.br, p.bUr));
        }
        Assert.Equal(0, p.Wz.L2Norm() + p.Wh.L2Norm() + p.Uz.L2Norm() + p.Uh.L2Norm() + p.bz.L2Norm() + p.bh.L2Norm() + p.bUz.L2Norm() + p.bUh.L2Norm());
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(-1, 3)]
    [InlineData(2, 0)]
    [InlineData(2, -1)]
    public void Sizes_below_one_are_refused(int inputSize, int hiddenSize) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RnnParameters(inputSize, hiddenSize));

    private static Vector<double> Vector(params double[] values) => Vector<double>.Build.Dense(values);
}
