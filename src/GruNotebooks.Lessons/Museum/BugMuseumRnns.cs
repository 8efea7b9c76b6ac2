using GruNotebooks.Cells;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Lessons.Museum;

/// <summary>Plain recurrent networks with one mistake each. Only what differs from <see cref="RnnCell"/> is written down.</summary>
public static class BugMuseumRnns
{
    /// <summary>Forward mistake: every step starts from the first state; the new one is never handed on.</summary>
    public sealed class StateNeverCarried(RnnParameters parameters) : RnnCell(parameters)
    {
        /// <inheritdoc/>
        public override (Vector<double> h, RnnCache cache) Forward(Vector<double> x, Vector<double> hPrev) =>
            base.Forward(x, 0 * hPrev);                                                // hPrev belongs here

        /// <inheritdoc/>
        public override (Vector<double> dx, Vector<double> dhPrev) Backward(Vector<double> dh, RnnCache cache, RnnParameters grad)
        {
            var (dx, dhPrev) = base.Backward(dh, cache, grad);
            return (dx, 0 * dhPrev);
        }
    }

    /// <summary>Backward mistake: the gradient of Uh takes the state after the step, where the one before it belongs.</summary>
    public sealed class StateOneStepTooLate(RnnParameters parameters) : RnnCell(parameters)
    {
        /// <inheritdoc/>
        public override (Vector<double> dx, Vector<double> dhPrev) Backward(Vector<double> dh, RnnCache cache, RnnParameters grad) =>
            base.Backward(dh, cache with { hPrev = cache.h }, grad);                   // cache.hPrev belongs here
    }
}
