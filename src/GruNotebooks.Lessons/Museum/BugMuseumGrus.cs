using GruNotebooks.Cells;
using MathNet.Numerics.LinearAlgebra;
using static GruNotebooks.Cells.CellMaths;

namespace GruNotebooks.Lessons.Museum;

/// <summary>GRUs with one mistake each. Only what differs from <see cref="GruCell"/> is written down.</summary>
public static class BugMuseumGrus
{
    /// <summary>Forward mistake: z and r have changed places.</summary>
    public sealed class GateLabelsSwapped(GruParameters parameters) : GruCell(parameters)
    {
        /// <inheritdoc/>
        public override (Vector<double> h, GruCache cache) Forward(Vector<double> x, Vector<double> hPrev)
        {
            P.SwapGates(0, 1);                     // z reads the weights of r, r those of z
            var step = base.Forward(x, hPrev);
            P.SwapGates(0, 1);
            return step;
        }

        /// <inheritdoc/>
        public override (Vector<double> dx, Vector<double> dhPrev) Backward(Vector<double> dh, GruCache cache, GruParameters grad)
        {
            foreach (var arrays in new[] { P, grad }) arrays.SwapGates(0, 1);
            var step = base.Backward(dh, cache, grad);
            foreach (var arrays in new[] { P, grad }) arrays.SwapGates(0, 1);
            return step;
        }
    }

    /// <summary>Forward mistake: r is computed, and the candidate does without it.</summary>
    public sealed class ResetGateUnused(GruParameters parameters) : GruCell(parameters)
    {
        /// <inheritdoc/>
        public override (Vector<double> h, GruCache cache) Forward(Vector<double> x, Vector<double> hPrev)
        {
            var (_, cache) = base.Forward(x, hPrev);
            var hTilde = Tanh(P.Wh * x + P.bh + P.Uh * hPrev + P.bUh);                 // hPrev where r ⊙ hPrev belongs
            var h = Mul(cache.z, hPrev) + Mul(1 - cache.z, hTilde);
            return (h, cache with { r = 0 * cache.r + 1, hTilde = hTilde });
        }
    }

    /// <summary>Backward mistake: the carry takes 1 − z, as if the state were (1 − z) ⊙ h + z ⊙ h~.</summary>
    public sealed class CarryOfTheOtherConvention(GruParameters parameters) : GruCell(parameters)
    {
        /// <inheritdoc/>
        public override (Vector<double> dx, Vector<double> dhPrev) Backward(Vector<double> dh, GruCache cache, GruParameters grad)
        {
            var (dx, dhPrev) = base.Backward(dh, cache, grad);
            return (dx, dhPrev - Mul(dh, cache.z) + Mul(dh, 1 - cache.z));             // dh ⊙ (1 − z) where dh ⊙ z belongs
        }
    }

    /// <summary>Backward mistake: there is no backward pass.</summary>
    public sealed class EmptyBackward(GruParameters parameters) : GruCell(parameters)
    {
        /// <inheritdoc/>
        public override (Vector<double> dx, Vector<double> dhPrev) Backward(Vector<double> dh, GruCache cache, GruParameters grad) =>
            (0 * cache.x, 0 * dh);                                                     // the function was left empty
    }
}
