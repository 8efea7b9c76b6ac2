using MathNet.Numerics.LinearAlgebra;
using static GruNotebooks.Cells.CellMaths;

namespace GruNotebooks.Cells;

/// <summary>One step of the minimal gated unit: Zhou et al. 2016 (arXiv:1603.09420), a GRU whose one gate both resets and updates.</summary>
/// <remarks><code>
/// f  = σ(Wf·x + bf + Uf·h + bUf)             (1) forget gate                          (H)
/// h~ = tanh(Wh·x + bh + Uh·(f ⊙ h) + bUh)    (2) candidate                            (H)
/// h' = (1 − f) ⊙ h + f ⊙ h~                  (3) new state: f = 1 takes the candidate (H)
/// </code>Shapes: x (I), h (H), W* (H×I), U* (H×H), b* and bU* (H). bU* are zero with one bias a gate.
/// f has the paper's sign: where it is 0 the past is kept, and hidden from the candidate. The z of the other cells of this library keeps where it is 1, so f is like 1 − z.</remarks>
public class MguCell : OneStateCell<MguParameters, MguCache>
{
    /// <summary>A cell with weights drawn from <paramref name="seed"/>, as the layer Mgu draws them.</summary>
    public MguCell(int inputSize, int hiddenSize, ulong seed, BiasScheme bias = BiasScheme.OnePerGate)
        : this(MguParameters.Random(inputSize, hiddenSize, seed, bias)) { }

    /// <summary>A cell with the given weights (not copied).</summary>
    public MguCell(MguParameters parameters) : base(parameters) { }

    /// <inheritdoc/>
    public override MguParameters ZeroGradients() => new(InputSize, HiddenSize, P.Bias);

    /// <summary>One step: x (I) and the previous state (H) to the new state (H).</summary>
    public override (Vector<double> h, MguCache cache) Forward(Vector<double> x, Vector<double> hPrev)
    {
        var f = Sigmoid(P.Wf * x + P.bf + P.Uf * hPrev + P.bUf);                       // (1)
        var hTilde = Tanh(P.Wh * x + P.bh + P.Uh * Mul(f, hPrev) + P.bUh);             // (2)
        var h = Mul(1 - f, hPrev) + Mul(f, hTilde);                                    // (3)
        return (h, new MguCache(x, hPrev, f, hTilde));
    }

    /// <summary>Backward of (3), (2), (1). Gradients are <b>added</b> into <paramref name="grad"/>.</summary>
    public override (Vector<double> dx, Vector<double> dhPrev) Backward(Vector<double> dh, MguCache cache, MguParameters grad)
    {
        var (x, hPrev, f, hTilde) = cache;
        var df = Mul(dh, hTilde - hPrev);                                              // ∂(3)/∂f
        var dhTilde = Mul(dh, f);                                                      // ∂(3)/∂h~
        var dhPrev = Mul(dh, 1 - f);                                                   // ∂(3)/∂h   path 1 of 3: carry

        var daH = Mul(dhTilde, 1 - Mul(hTilde, hTilde));                               // ∂(2) through tanh
        var dfh = Back(P.Uh, daH);                                                     // ∂(2)/∂(f ⊙ h)
        df += Mul(dfh, hPrev);                                                         // ∂(2)/∂f   joins ∂(3)/∂f: one gate, two uses
        dhPrev += Mul(dfh, f);                                                         // ∂(2)/∂h   path 2 of 3: candidate

        var daF = Mul(df, Mul(f, 1 - f));                                              // ∂(1) through σ
        dhPrev += Back(P.Uf, daF);                                                     // ∂(1)/∂h   path 3 of 3: through f

        grad.Wh += daH.OuterProduct(x); grad.Uh += daH.OuterProduct(Mul(f, hPrev)); grad.bh += daH; grad.bUh += daH;   // ∂(2)
        grad.Wf += daF.OuterProduct(x); grad.Uf += daF.OuterProduct(hPrev); grad.bf += daF; grad.bUf += daF;           // ∂(1)

        var dx = Back(P.Wh, daH) + Back(P.Wf, daF);                                    // ∂(2), ∂(1)/∂x
        return (dx, dhPrev);
    }
}

/// <summary>The arrays of a minimal gated unit, or their gradients: gate f, candidate h.</summary>
public sealed class MguParameters : CellParameters
{
    /// <summary>All zeros.</summary>
    public MguParameters(int inputSize, int hiddenSize, BiasScheme bias = BiasScheme.OnePerGate) : base(["f", "h"], inputSize, hiddenSize, bias) { }

    /// <summary>Uniform between −1/√H and 1/√H, always the same for the same <paramref name="seed"/>.</summary>
    public static MguParameters Random(int inputSize, int hiddenSize, ulong seed, BiasScheme bias = BiasScheme.OnePerGate)
    {
        var parameters = new MguParameters(inputSize, hiddenSize, bias);
        parameters.Randomise(seed);
        return parameters;
    }

    /// <summary>Forget gate: input weights, H × I.</summary>
    public Matrix<double> Wf { get => W[0]; set => W[0] = value; }

    /// <summary>Forget gate: recurrent weights, H × H.</summary>
    public Matrix<double> Uf { get => U[0]; set => U[0] = value; }

    /// <summary>Forget gate: bias, H.</summary>
    public Vector<double> bf { get => b[0]; set => b[0] = value; }

    /// <summary>Forget gate: second bias, beside the recurrent weights, H.</summary>
    public Vector<double> bUf { get => bU[0]; set => bU[0] = value; }

    /// <summary>Candidate: input weights, H × I.</summary>
    public Matrix<double> Wh { get => W[1]; set => W[1] = value; }

    /// <summary>Candidate: recurrent weights, H × H.</summary>
    public Matrix<double> Uh { get => U[1]; set => U[1] = value; }

    /// <summary>Candidate: bias, H.</summary>
    public Vector<double> bh { get => b[1]; set => b[1] = value; }

    /// <summary>Candidate: second bias, beside the recurrent weights, H.</summary>
    public Vector<double> bUh { get => bU[1]; set => bU[1] = value; }
}

/// <summary>What a step of a minimal gated unit keeps: its gate and its candidate.</summary>
/// <param name="x">The input, I.</param>
/// <param name="hPrev">The hidden state before the step, H.</param>
/// <param name="f">The forget gate, H: near 1 takes the candidate.</param>
/// <param name="hTilde">The candidate, H.</param>
public sealed record MguCache(Vector<double> x, Vector<double> hPrev, Vector<double> f, Vector<double> hTilde) : CellCache(x, hPrev);
