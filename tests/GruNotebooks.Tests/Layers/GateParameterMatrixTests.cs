using GruNotebooks.Layers;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Tests.Layers;

public class GateParameterMatrixTests
{
    [Fact]
    public void What_is_set_is_read_back_and_other_gates_are_left_alone()
    {
        var gru = new Gru<double>(2, 3, 1);
        var (Uz, Uh) = (gru.Gate("Uz").ToMatrix(), gru.Gate("Uh").ToMatrix());
        var values = Matrix<double>.Build.Dense(3, 3, (i, j) => (10 * i) + j);
        gru.Gate("Ur").Set(values);
        Assert.Equal(values, gru.Gate("Ur").ToMatrix());
        Assert.Equal(12, gru.Gate("Ur")[1, 2]);
        Assert.Equal((Uz, Uh), (gru.Gate("Uz").ToMatrix(), gru.Gate("Uh").ToMatrix()));
        Assert.Throws<ArgumentException>(() => gru.Gate("Wr").Set(values));
    }
}
