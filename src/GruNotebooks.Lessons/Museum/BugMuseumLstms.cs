using GruNotebooks.Cells;
using MathNet.Numerics.LinearAlgebra;
using static GruNotebooks.Cells.CellMaths;

namespace GruNotebooks.Lessons.Museum;

/// <summary>LSTMs with one mistake each. Only what differs from <see cref="LstmCell"/> is written down.</summary>
public static class BugMuseumLstms
{
    private const int I = 0, F = 1, O = 3;         // the gates' numbers: i, f, g, o

    /// <summary>Forward mistake: the input gate and the forget gate have changed places.</summary>
    public sealed class InputAndForgetSwapped(LstmParameters parameters) : LstmCell(parameters)
    {
        /// <inheritdoc/>
        public override (Vector<double> h, Vector<double> c, LstmCache cache) Forward(Vector<double> x, Vector<double> hPrev, Vector<double> cPrev)
        {
            P.SwapGates(I, F);                     // i reads the weights of f, f those of i
            var step = base.Forward(x, hPrev, cPrev);
            P.SwapGates(I, F);
            return step;
        }

        /// <inheritdoc/>
        public override (Vector<double> dx, Vector<double> dhPrev, Vector<double> dcPrev) Backward(
            Vector<double> dh, Vector<double> dc, LstmCache cache, LstmParameters grad)
        {
            foreach (var arrays in new[] { P, grad }) arrays.SwapGates(I, F);
            var step = base.Backward(dh, dc, cache, grad);
            foreach (var arrays in new[] { P, grad }) arrays.SwapGates(I, F);
            return step;
        }
    }

    /// <summary>Forward mistake: the cell state is shown as it is, without the tanh.</summary>
    public sealed class OutputWithoutTanh(LstmParameters parameters) : LstmCell(parameters)
    {
        /// <inheritdoc/>
        public override (Vector<double> h, Vector<double> c, LstmCache cache) Forward(Vector<double> x, Vector<double> hPrev, Vector<double> cPrev)
        {
            var (_, c, cache) = base.Forward(x, hPrev, cPrev);
            return (Mul(cache.o, c), c, cache);                                        // o ⊙ c where o ⊙ tanh(c) belongs
        }

        /// <inheritdoc/>
        public override (Vector<double> dx, Vector<double> dhPrev, Vector<double> dcPrev) Backward(
            Vector<double> dh, Vector<double> dc, LstmCache cache, LstmParameters grad)
        {
            var (dx, dhPrev, dcPrev) = base.Backward(0 * dh, dc + Mul(dh, cache.o), cache, grad);   // every gate but o
            var daO = Mul(Mul(dh, cache.c), Mul(cache.o, 1 - cache.o));
            grad.AddToGate(O, daO, cache);
            return (dx + Back(P.Wo, daO), dhPrev + Back(P.Uo, daO), dcPrev);
        }
    }

    /// <summary>Backward mistake: through the forget gate's σ goes σ(f), where its slope f ⊙ (1 − f) belongs.</summary>
    public sealed class SigmoidForItsSlope(LstmParameters parameters) : LstmCell(parameters)
    {
        /// <inheritdoc/>
        public override (Vector<double> dx, Vector<double> dhPrev, Vector<double> dcPrev) Backward(
            Vector<double> dh, Vector<double> dc, LstmCache cache, LstmParameters grad)
        {
            var (dx, dhPrev, dcPrev) = base.Backward(dh, dc, cache, grad);
            var df = Mul(AtCellState(dh, dc, cache), cache.cPrev);
            var tooMuch = Mul(df, Sigmoid(cache.f) - Mul(cache.f, 1 - cache.f));
            grad.AddToGate(F, tooMuch, cache);
            return (dx + Back(P.Wf, tooMuch), dhPrev + Back(P.Uf, tooMuch), dcPrev);
        }
    }

    /// <summary>Backward mistake: what the earlier step should receive is computed, and never handed over.</summary>
    public sealed class NothingCrossesTime(LstmParameters parameters) : LstmCell(parameters)
    {
        /// <inheritdoc/>
        public override (Vector<double> dx, Vector<double> dhPrev, Vector<double> dcPrev) Backward(
            Vector<double> dh, Vector<double> dc, LstmCache cache, LstmParameters grad)
        {
            var (dx, dhPrev, dcPrev) = base.Backward(dh, dc, cache, grad);
            return (dx, 0 * dhPrev, 0 * dcPrev);                                       // the next round of the loop starts from zeros
        }
    }

    /// <summary>Backward mistake: the gradient crosses time through h alone, and the cell state's own path is missing.</summary>
    public sealed class CarouselMissing(LstmParameters parameters) : LstmCell(parameters)
    {
        /// <inheritdoc/>
        public override (Vector<double> dx, Vector<double> dhPrev, Vector<double> dcPrev) Backward(
            Vector<double> dh, Vector<double> dc, LstmCache cache, LstmParameters grad)
        {
            var (dx, dhPrev, dcPrev) = base.Backward(dh, dc, cache, grad);
            return (dx, dhPrev, 0 * dcPrev);                                           // dc ⊙ f belongs here
        }
    }

    /// <summary>Backward mistake: the biases of i and o are given the gradient of the forget gate's bias.</summary>
    public sealed class BiasesCopiedFromForget(LstmParameters parameters) : LstmCell(parameters)
    {
        /// <inheritdoc/>
        public override (Vector<double> dx, Vector<double> dhPrev, Vector<double> dcPrev) Backward(
            Vector<double> dh, Vector<double> dc, LstmCache cache, LstmParameters grad)
        {
            var own = ZeroGradients();
            var step = base.Backward(dh, dc, cache, own);
            base.Backward(dh, dc, cache, grad);
            grad.bi += own.bf - own.bi;                                                // own.bi belongs here
            grad.bo += own.bf - own.bo;                                                // and own.bo here
            return step;
        }
    }

    /// <summary>Backward mistake: the sums inside i and f are computed anew for the slope, with the output gate's bias.</summary>
    public sealed class SlopeWithAnotherBias(LstmParameters parameters) : LstmCell(parameters)
    {
        /// <inheritdoc/>
        public override (Vector<double> dx, Vector<double> dhPrev, Vector<double> dcPrev) Backward(
            Vector<double> dh, Vector<double> dc, LstmCache cache, LstmParameters grad)
        {
            var (dx, dhPrev, dcPrev) = base.Backward(dh, dc, cache, grad);
            var (x, h, atC) = (cache.x, cache.hPrev, AtCellState(dh, dc, cache));
            var f = Sigmoid(P.Wf * x + P.bo + P.Uf * h + P.bUf);                       // bf belongs here
            var i = Sigmoid(P.Wi * x + P.bo + P.Ui * h + P.bUi);                       // and bi here
            var daF = Mul(Mul(atC, cache.cPrev), Mul(f, 1 - f) - Mul(cache.f, 1 - cache.f));
            var daI = Mul(Mul(atC, cache.g), Mul(i, 1 - i) - Mul(cache.i, 1 - cache.i));
            grad.AddToGate(F, daF, cache);
            grad.AddToGate(I, daI, cache);
            return (dx + Back(P.Wf, daF) + Back(P.Wi, daI), dhPrev + Back(P.Uf, daF) + Back(P.Ui, daI), dcPrev);
        }
    }

    /// <summary>∂loss/∂c after the step: what comes from later steps, and what comes through h.</summary>
    private static Vector<double> AtCellState(Vector<double> dh, Vector<double> dc, LstmCache cache)
    {
        var tanhC = Tanh(cache.c);
        return dc + Mul(Mul(dh, cache.o), 1 - Mul(tanhC, tanhC));
    }
}
