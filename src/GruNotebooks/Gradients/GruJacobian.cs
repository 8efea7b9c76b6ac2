using GruNotebooks.Cells;
using GruNotebooks.Layers;
using MathNet.Numerics.LinearAlgebra;
using static GruNotebooks.Gradients.StepJacobian;

namespace GruNotebooks.Gradients;

/// <summary>The one-step Jacobian ∂h'/∂h of a GRU, split into the four ways by which h reaches h' = z ⊙ h + (1 − z) ⊙ h̃.</summary>
/// <param name="Carry">diag(z): the state that is kept. [H, H].</param>
/// <param name="Candidate">Through h inside the candidate, the gates held still. [H, H].</param>
/// <param name="ThroughUpdate">Through the update gate, which itself reads h. [H, H].</param>
/// <param name="ThroughReset">Through the reset gate, which itself reads h. [H, H].</param>
public sealed record GruJacobian(Matrix<double> Carry, Matrix<double> Candidate, Matrix<double> ThroughUpdate, Matrix<double> ThroughReset)
{
    /// <summary>∂h'/∂h: the sum of the four paths.</summary>
    public Matrix<double> Total { get; } = Carry + Candidate + ThroughUpdate + ThroughReset;

    /// <summary>The four paths and their sum by name, in that order.</summary>
    public IReadOnlyList<(string Name, Matrix<double> Matrix)> Paths =>
        [("carry", Carry), ("candidate", Candidate), ("through z", ThroughUpdate), ("through r", ThroughReset), ("total", Total)];

    /// <summary>The paths of each step of one sequence.</summary>
    /// <param name="gru">The layer, of either variant.</param>
    /// <param name="tape">Its forward pass.</param>
    /// <param name="sequence">Which sequence of the batch.</param>
    /// <returns>T Jacobians; element t is ∂h_t/∂h_{t−1}.</returns>
    public static GruJacobian[] Along(Gru<double> gru, GruTape<double> tape, int sequence = 0)
    {
        var (Uz, Ur, Uh) = (gru.Gate("Uz").ToMatrix(), gru.Gate("Ur").ToMatrix(), gru.Gate("Uh").ToMatrix());
        var bU = gru.Variant == GruVariant.ResetAfter && gru.Bias == BiasScheme.TwoPerGate
            ? gru.Gate("bUh").ToMatrix().Column(0)
            : Vector<double>.Build.Dense(gru.HiddenSize);

        return [.. Enumerable.Range(0, tape.Output.Steps).Select(t =>
        {
            var (z, r, hTilde) = (Vector(tape.UpdateGate.Row(t, sequence)), Vector(tape.ResetGate.Row(t, sequence)), Vector(tape.Candidate.Row(t, sequence)));
            var h = Vector(tape.HiddenBefore(t, sequence));
            var intoCandidate = Product(1 - z, 1 - Product(hTilde, hTilde));   // ∂h'/∂ the argument of the candidate's tanh
            var slopeOfR = Product(r, 1 - r);
            return new GruJacobian(
                Carry: Diagonal(z),
                Candidate: gru.Variant == GruVariant.ResetBefore
                    ? Rows(intoCandidate, Uh * Diagonal(r))            // U (r ⊙ h)
                    : Rows(Product(intoCandidate, r), Uh),             // r ⊙ (U h + b')
                ThroughUpdate: Rows(Product(h - hTilde, z, 1 - z), Uz),
                ThroughReset: gru.Variant == GruVariant.ResetBefore
                    ? Rows(intoCandidate, Uh * Rows(Product(h, slopeOfR), Ur))
                    : Rows(Product(intoCandidate, (Uh * h) + bU, slopeOfR), Ur));
        })];
    }
}
