using GruNotebooks.Cells;
using GruNotebooks.Layers;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Gradients;

/// <summary>J_t = ∂s_t / ∂s_{t−1}: how a small change of the state before a step shows after it, at a real step of a real sequence.</summary>
/// <remarks>The state s is h for an RNN and a GRU, [H, H] Jacobians; for an LSTM it is (h, c), [2H, 2H], h first.
/// A gradient that travels back k steps is multiplied by the transposes of k of these matrices, and by nothing else.</remarks>
public static class StepJacobian
{
    /// <summary>One Jacobian for each step of one sequence.</summary>
    /// <param name="layer">An Rnn, Lstm or Gru of one layer.</param>
    /// <param name="tape">Its forward pass.</param>
    /// <param name="sequence">Which sequence of the batch.</param>
    /// <returns>T matrices; element t is ∂s_t/∂s_{t−1}, and element 0 is the derivative by the initial state.</returns>
    /// <exception cref="ArgumentException">A stack or both directions: look at one layer at a time.</exception>
    public static Matrix<double>[] Along(SequenceLayer<double> layer, Tape<double> tape, int sequence = 0) =>
        (layer, tape) switch
        {
            (Gru<double> gru, GruTape<double> record) => [.. GruJacobian.Along(gru, record, sequence).Select(paths => paths.Total)],
            (Lstm<double> lstm, LstmTape<double> record) => OfLstm(lstm, record, sequence),
            (Rnn<double> rnn, RnnTape<double> record) => OfRnn(rnn, record, sequence),
            _ => throw new ArgumentException($"Jacobians are those of one layer and its own tape, got {layer.GetType().Name} and {tape.GetType().Name}.", nameof(layer)),
        };

    /// <summary>diag(φ′) U, where φ′ = 1 − h² for tanh and 1 or 0 for relu.</summary>
    private static Matrix<double>[] OfRnn(Rnn<double> rnn, RnnTape<double> tape, int sequence)
    {
        var U = rnn.Gate("Uh").ToMatrix();
        return EachStep(tape, t =>
        {
            var h = Vector(tape.Output.Row(t, sequence));
            return Rows(rnn.Activation == RnnActivation.Tanh ? 1 - Product(h, h) : h.Map(v => v > 0 ? 1.0 : 0), U);
        });
    }

    /// <summary>c' = f ⊙ c + i ⊙ g and h' = o ⊙ tanh c', each by h and by c.</summary>
    private static Matrix<double>[] OfLstm(Lstm<double> lstm, LstmTape<double> tape, int sequence)
    {
        var (Ui, Uf, Ug, Uo) = (lstm.Gate("Ui").ToMatrix(), lstm.Gate("Uf").ToMatrix(), lstm.Gate("Ug").ToMatrix(), lstm.Gate("Uo").ToMatrix());
        return EachStep(tape, t =>
        {
            var (i, f, g, o) = (Vector(tape.InputGate.Row(t, sequence)), Vector(tape.ForgetGate.Row(t, sequence)),
                Vector(tape.Candidate.Row(t, sequence)), Vector(tape.OutputGate.Row(t, sequence)));
            var cPrev = Vector(tape.CellBefore(t, sequence));
            var tanhC = Vector(tape.CellState.Row(t, sequence)).PointwiseTanh();

            var dcdh = Rows(Product(cPrev, f, 1 - f), Uf) + Rows(Product(g, i, 1 - i), Ui) + Rows(Product(i, 1 - Product(g, g)), Ug);
            var dhdc = Product(o, 1 - Product(tanhC, tanhC));   // of c', the new cell state
            var dhdh = Rows(Product(tanhC, o, 1 - o), Uo) + Rows(dhdc, dcdh);
            return Matrix<double>.Build.DenseOfMatrixArray(new[,]
            {
                { dhdh, Diagonal(Product(dhdc, f)) },
                { dcdh, Diagonal(f) },
            });
        });
    }

    internal static Matrix<double>[] EachStep(Tape<double> tape, Func<int, Matrix<double>> jacobian) =>
        [.. Enumerable.Range(0, tape.Output.Steps).Select(jacobian)];

    internal static Vector<double> Vector(ReadOnlySpan<double> row) => Vector<double>.Build.Dense(row.ToArray());

    internal static Matrix<double> Diagonal(Vector<double> values) => Matrix<double>.Build.DenseOfDiagonalVector(values);

    /// <summary>diag(factors) m: every row of m times its factor.</summary>
    internal static Matrix<double> Rows(Vector<double> factors, Matrix<double> m) => m.MapIndexed((i, _, value) => factors[i] * value);

    internal static Vector<double> Product(params Vector<double>[] factors) => factors.Aggregate((a, b) => a.PointwiseMultiply(b));
}
