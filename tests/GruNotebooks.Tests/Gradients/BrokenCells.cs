using GruNotebooks.Cells;
using MathNet.Numerics.LinearAlgebra;
using static GruNotebooks.Cells.CellMaths;

namespace GruNotebooks.Tests.Gradients;

/// <summary>Cells whose backward pass lacks one path, or has one tensor's gradient one percent too large.</summary>
/// <remarks>The gradient that reaches the sum inside each gate is what a step adds to the gate's bias, so a path can be taken away again.</remarks>
internal static class BrokenCells
{
    public static readonly string[] GruPaths = ["carry", "candidate", "through r", "through z", "x of h", "x of r", "x of z"];
    public static readonly string[] LstmPaths = ["carousel", "c through tanh", "h of i", "h of f", "h of g", "h of o", "x of i", "x of f", "x of g", "x of o"];
    public static readonly string[] RnnPaths = ["h", "x"];

    /// <summary>A GRU without one of its paths.</summary>
    public sealed class Gru(string path, GruVariant variant) : GruCell(3, 4, seed: 1, variant, BiasScheme.TwoPerGate)
    {
        public override (Vector<double> dx, Vector<double> dhPrev) Backward(Vector<double> dh, GruCache cache, GruParameters grad)
        {
            var step = ZeroGradients();
            var (dx, dhPrev) = base.Backward(dh, cache, step);
            base.Backward(dh, cache, grad);
            return path switch
            {
                "carry" => (dx, dhPrev - Mul(dh, cache.z)),
                "candidate" => (dx, dhPrev - (Variant == GruVariant.ResetBefore ? Mul(Back(P.Uh, step.bh), cache.r) : Back(P.Uh, step.bUh))),
                "through r" => (dx, dhPrev - Back(P.Ur, step.br)),
                "through z" => (dx, dhPrev - Back(P.Uz, step.bz)),
                "x of h" => (dx - Back(P.Wh, step.bh), dhPrev),
                "x of r" => (dx - Back(P.Wr, step.br), dhPrev),
                "x of z" => (dx - Back(P.Wz, step.bz), dhPrev),
                _ => throw new ArgumentException(path),
            };
        }
    }

    /// <summary>An LSTM without one of its paths.</summary>
    public sealed class Lstm(string path) : LstmCell(3, 4, seed: 1)
    {
        public override (Vector<double> dx, Vector<double> dhPrev, Vector<double> dcPrev) Backward(
            Vector<double> dh, Vector<double> dc, LstmCache cache, LstmParameters grad)
        {
            var step = ZeroGradients();
            var (dx, dhPrev, dcPrev) = base.Backward(dh, dc, cache, step);
            base.Backward(dh, dc, cache, grad);
            var tanhC = Tanh(cache.c);
            return path switch
            {
                "carousel" => (dx, dhPrev, 0 * dcPrev),
                "c through tanh" => (dx, dhPrev, dcPrev - Mul(cache.f, Mul(Mul(dh, cache.o), 1 - Mul(tanhC, tanhC)))),
                "h of i" => (dx, dhPrev - Back(P.Ui, step.bi), dcPrev),
                "h of f" => (dx, dhPrev - Back(P.Uf, step.bf), dcPrev),
                "h of g" => (dx, dhPrev - Back(P.Ug, step.bg), dcPrev),
                "h of o" => (dx, dhPrev - Back(P.Uo, step.bo), dcPrev),
                "x of i" => (dx - Back(P.Wi, step.bi), dhPrev, dcPrev),
                "x of f" => (dx - Back(P.Wf, step.bf), dhPrev, dcPrev),
                "x of g" => (dx - Back(P.Wg, step.bg), dhPrev, dcPrev),
                "x of o" => (dx - Back(P.Wo, step.bo), dhPrev, dcPrev),
                _ => throw new ArgumentException(path),
            };
        }
    }

    /// <summary>A plain network without one of its paths.</summary>
    public sealed class Rnn(string path) : RnnCell(3, 4, seed: 1)
    {
        public override (Vector<double> dx, Vector<double> dhPrev) Backward(Vector<double> dh, RnnCache cache, RnnParameters grad)
        {
            var (dx, dhPrev) = base.Backward(dh, cache, grad);
            return path == "h" ? (dx, 0 * dhPrev) : (0 * dx, dhPrev);
        }
    }

    /// <summary>Any cell, with what a step adds to the gradient of one tensor one percent too large.</summary>
    public sealed class OnePercentOff(Cell cell, string tensor) : Cell
    {
        public override CellParameters Parameters => cell.Parameters;

        public override bool HasCellState => cell.HasCellState;

        public override CellParameters ZeroGradients() => cell.ZeroGradients();

        public override (CellState State, CellCache Cache) Step(Vector<double> x, CellState previous) => cell.Step(x, previous);

        public override (Vector<double> dx, CellState dPrevious) StepBack(CellState d, CellCache cache, CellParameters grad)
        {
            var step = ZeroGradients();
            cell.StepBack(d, cache, step);
            var result = cell.StepBack(d, cache, grad);
            var (added, sum) = (step[tensor], grad[tensor]);
            for (var row = 0; row < sum.Rows; row++)
                for (var column = 0; column < sum.Columns; column++)
                    sum[row, column] += 0.01 * added[row, column];
            return result;
        }
    }
}
