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
        foreach (var (rows, columns) in new[] { (3, 3), (2, 2), (4, 2) })
            Assert.Contains($"Wr [3 × 2] cannot hold a matrix of {rows} × {columns}", Assert.Throws<ArgumentException>(() => gru.Gate("Wr").Set(Matrix<double>.Build.Dense(rows, columns))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_and_gradients_are_those_of_the_gates_rows()
    {
        var gru = new Gru<double>(2, 3, 1);
        var whole = gru.Parameters[0];
        for (var k = 0; k < whole.Gradient.Length; k++) whole.Gradient[k] = k;
        var gate = gru.Gate("Wr");
        var first = (int)gate.Gradient(0);
        Assert.Equal(Enumerable.Range(first, 6).Select(k => (double)k), gate.Gradients.ToArray());
        Assert.Equal(first + 5, gate.Gradient(2, 1));
        Assert.Equal(whole.Value.AsSpan(first, 6).ToArray(), gate.Values.ToArray());
        foreach (var (i, j) in new[] { (3, 0), (-1, 0), (0, 2), (0, -1) })
            Assert.Contains($"[{i}, {j}] is outside Wr [3 × 2]", Assert.Throws<ArgumentOutOfRangeException>(() => gate[i, j]).Message, StringComparison.Ordinal);
    }
}
