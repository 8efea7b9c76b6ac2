using MathNet.Numerics.LinearAlgebra;
using static GruNotebooks.Cells.CellMaths;

namespace GruNotebooks.Cells;

/// <summary>One minLSTM step: Feng et al. 2024 (arXiv:2410.01201, section 3), an LSTM without output gate and tanh, whose gates and candidate see the input alone.</summary>
/// <remarks><code>
/// f  = σ(Wf·x + bf)                     (1)  forget gate: what to keep         (H)
/// i  = σ(Wi·x + bi)                     (2)  input gate: what to write         (H)
/// h~ = Wh·x + bh                        (3)  candidate, without tanh           (H)
/// f' = f / (f + i)                      (4)  the part that is kept             (H)
/// i' = i / (f + i)                      (5)  the part that is written, 1 − f'  (H)
/// h' = f' ⊙ h + i' ⊙ h~                 (6)  new state                         (H)
/// </code>Shapes: x (I), h (H), W* (H×I), b* (H); there are no recurrent weights. A prime at a gate is the paper's and means "of the sum of both"; h' is the state after the step.
/// A cell to be read: there is no layer of it and no <c>CellKind</c>.</remarks>
public class MinLstmCell : OneStateCell<MinLstmParameters, MinLstmCache>
{
    /// <summary>A cell with weights drawn from <paramref name="seed"/>, uniform between −1/√H and 1/√H.</summary>
    public MinLstmCell(int inputSize, int hiddenSize, ulong seed) : this(MinLstmParameters.Random(inputSize, hiddenSize, seed)) { }

    /// <summary>A cell with the given weights (not copied).</summary>
    public MinLstmCell(MinLstmParameters parameters) : base(parameters) { }

    /// <inheritdoc/>
    public override MinLstmParameters ZeroGradients() => new(InputSize, HiddenSize);

    /// <summary>One step: x (I) and the previous state (H) to the new state (H).</summary>
    public override (Vector<double> h, MinLstmCache cache) Forward(Vector<double> x, Vector<double> hPrev)
    {
        var f = Sigmoid(P.Wf * x + P.bf);                                              // (1)
        var i = Sigmoid(P.Wi * x + P.bi);                                              // (2)
        var hTilde = P.Wh * x + P.bh;                                                  // (3)
        var fPrime = f / (f + i);                                                      // (4)
        var iPrime = i / (f + i);                                                      // (5)
        var h = Mul(fPrime, hPrev) + Mul(iPrime, hTilde);                              // (6)
        return (h, new MinLstmCache(x, hPrev, f, i, fPrime, iPrime, hTilde));
    }

    /// <summary>Backward of (6) to (1). Gradients are <b>added</b> into <paramref name="grad"/>.</summary>
    public override (Vector<double> dx, Vector<double> dhPrev) Backward(Vector<double> dh, MinLstmCache cache, MinLstmParameters grad)
    {
        var (x, hPrev, f, i, fPrime, iPrime, hTilde) = cache;
        var dhTilde = Mul(dh, iPrime);                                                 // ∂(6)/∂h~
        var dfPrime = Mul(dh, hPrev);                                                  // ∂(6)/∂f'
        var diPrime = Mul(dh, hTilde);                                                 // ∂(6)/∂i'
        var dhPrev = Mul(dh, fPrime);                                                  // ∂(6)/∂h   the only path to the past

        var df = Mul(dfPrime - diPrime, iPrime) / (f + i);                             // ∂(4)/∂f, ∂(5)/∂f   more of f is less of i'
        var di = Mul(diPrime - dfPrime, fPrime) / (f + i);                             // ∂(4)/∂i, ∂(5)/∂i   more of i is less of f'
        var daF = Mul(df, Mul(f, 1 - f));                                              // ∂(1) through σ
        var daI = Mul(di, Mul(i, 1 - i));                                              // ∂(2) through σ
        grad.Wh += dhTilde.OuterProduct(x); grad.bh += dhTilde;                        // ∂(3)
        grad.Wi += daI.OuterProduct(x); grad.bi += daI;                                // ∂(2)
        grad.Wf += daF.OuterProduct(x); grad.bf += daF;                                // ∂(1)

        var dx = Back(P.Wh, dhTilde) + Back(P.Wi, daI) + Back(P.Wf, daF);              // ∂(3), ∂(2), ∂(1)/∂x
        return (dx, dhPrev);
    }

    /// <summary>What the step does to any state before it: (6) as h' = a ⊙ h + b with a = f' and b = i' ⊙ h~.</summary>
    public LinearStep StepFor(Vector<double> x)
    {
        var (_, cache) = Forward(x, Vector<double>.Build.Dense(HiddenSize));
        return new LinearStep(cache.fPrime, Mul(cache.iPrime, cache.hTilde));
    }
}

/// <summary>The arrays of a minLSTM, or their gradients: gates f and i, candidate h, no recurrent weights.</summary>
public sealed class MinLstmParameters : CellParameters
{
    /// <summary>All zeros.</summary>
    public MinLstmParameters(int inputSize, int hiddenSize) : base(["f", "i", "h"], inputSize, hiddenSize, BiasScheme.OnePerGate, recurrent: false) { }

    /// <summary>Uniform between −1/√H and 1/√H, always the same for the same <paramref name="seed"/>.</summary>
    public static MinLstmParameters Random(int inputSize, int hiddenSize, ulong seed)
    {
        var parameters = new MinLstmParameters(inputSize, hiddenSize);
        parameters.Randomise(seed);
        return parameters;
    }

    /// <summary>Forget gate: input weights, H × I.</summary>
    public Matrix<double> Wf { get => W[0]; set => W[0] = value; }

    /// <summary>Forget gate: bias, H.</summary>
    public Vector<double> bf { get => b[0]; set => b[0] = value; }

    /// <summary>Input gate: input weights, H × I.</summary>
    public Matrix<double> Wi { get => W[1]; set => W[1] = value; }

    /// <summary>Input gate: bias, H.</summary>
    public Vector<double> bi { get => b[1]; set => b[1] = value; }

    /// <summary>Candidate: input weights, H × I.</summary>
    public Matrix<double> Wh { get => W[2]; set => W[2] = value; }

    /// <summary>Candidate: bias, H.</summary>
    public Vector<double> bh { get => b[2]; set => b[2] = value; }
}

/// <summary>What a minLSTM step keeps: its gates, their parts of the sum, and its candidate.</summary>
/// <param name="x">The input, I.</param>
/// <param name="hPrev">The hidden state before the step, H.</param>
/// <param name="f">The forget gate, H.</param>
/// <param name="i">The input gate, H.</param>
/// <param name="fPrime">The part of the previous state that is kept, H: f / (f + i).</param>
/// <param name="iPrime">The part of the candidate that is written, H: i / (f + i).</param>
/// <param name="hTilde">The candidate, H.</param>
public sealed record MinLstmCache(
    Vector<double> x, Vector<double> hPrev,
    Vector<double> f, Vector<double> i, Vector<double> fPrime, Vector<double> iPrime, Vector<double> hTilde) : CellCache(x, hPrev);
