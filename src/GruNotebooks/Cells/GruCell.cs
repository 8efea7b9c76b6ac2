using MathNet.Numerics.LinearAlgebra;
using static GruNotebooks.Cells.CellMaths;

namespace GruNotebooks.Cells;

/// <summary>One GRU step: Cho et al. 2014 (arXiv:1406.1078v3, equations 5 to 8), with the reset gate before or after the matrix product.</summary>
/// <remarks><code>
/// z  = σ(Wz·x + bz + Uz·h + bUz)              (1)  update gate                           (H)
/// r  = σ(Wr·x + br + Ur·h + bUr)              (2)  reset gate                            (H)
/// h~ = tanh(Wh·x + bh + Uh·(r ⊙ h) + bUh)     (3a) candidate, ResetBefore                (H)
/// h~ = tanh(Wh·x + bh + r ⊙ (Uh·h + bUh))     (3b) candidate, ResetAfter                 (H)
/// h' = z ⊙ h + (1 − z) ⊙ h~                   (4)  new state: z = 1 keeps the past       (H)
/// </code>Shapes: x (I), h (H), W* (H×I), U* (H×H), b* and bU* (H). bU* are zero with one bias a gate.
/// (3a) is the paper's and Keras's reset_after=False, (3b) PyTorch's and cuDNN's; their weights are not interchangeable.</remarks>
public class GruCell : OneStateCell<GruParameters, GruCache>
{
    /// <summary>A cell with weights drawn from <paramref name="seed"/>, as the layer Gru draws them.</summary>
    public GruCell(int inputSize, int hiddenSize, ulong seed, GruVariant variant = GruVariant.ResetBefore, BiasScheme bias = BiasScheme.OnePerGate)
        : this(GruParameters.Random(inputSize, hiddenSize, seed, bias), variant) { }

    /// <summary>A cell with the given weights (not copied).</summary>
    public GruCell(GruParameters parameters, GruVariant variant = GruVariant.ResetBefore) : base(parameters) => Variant = variant;

    /// <summary>Which of (3a) and (3b) makes the candidate.</summary>
    public GruVariant Variant { get; }

    /// <inheritdoc/>
    public override CellOptions Options => new() { Bias = P.Bias, Variant = Variant };

    /// <inheritdoc/>
    public override GruParameters ZeroGradients() => new(InputSize, HiddenSize, P.Bias);

    /// <summary>One step: x (I) and the previous state (H) to the new state (H).</summary>
    public override (Vector<double> h, GruCache cache) Forward(Vector<double> x, Vector<double> hPrev)
    {
        var z = Sigmoid(P.Wz * x + P.bz + P.Uz * hPrev + P.bUz);                       // (1)
        var r = Sigmoid(P.Wr * x + P.br + P.Ur * hPrev + P.bUr);                       // (2)
        var hTilde = Variant == GruVariant.ResetBefore
            ? Tanh(P.Wh * x + P.bh + P.Uh * Mul(r, hPrev) + P.bUh)                     // (3a)
            : Tanh(P.Wh * x + P.bh + Mul(r, P.Uh * hPrev + P.bUh));                    // (3b)
        var h = Mul(z, hPrev) + Mul(1 - z, hTilde);                                    // (4)
        return (h, new GruCache(x, hPrev, z, r, hTilde));
    }

    /// <summary>Backward of (4), (3), (2), (1) in that order. Gradients are <b>added</b> into <paramref name="grad"/>.</summary>
    public override (Vector<double> dx, Vector<double> dhPrev) Backward(Vector<double> dh, GruCache cache, GruParameters grad)
    {
        var (x, hPrev, z, r, hTilde) = cache;
        var dz = Mul(dh, hPrev - hTilde);                                              // ∂(4)/∂z
        var dhTilde = Mul(dh, 1 - z);                                                  // ∂(4)/∂h~
        var dhPrev = Mul(dh, z);                                                       // ∂(4)/∂h   path 1 of 4: carry

        var daH = Mul(dhTilde, 1 - Mul(hTilde, hTilde));                               // ∂(3) through tanh
        Vector<double> dr, dm;                                                         // m: the recurrent part of (3), Uh·… + bUh
        if (Variant == GruVariant.ResetBefore)
        {
            dm = daH;                                                                  // ∂(3a)/∂m
            var drh = Back(P.Uh, dm);                                                  // ∂(3a)/∂(r ⊙ h)
            dr = Mul(drh, hPrev);                                                      // ∂(3a)/∂r
            dhPrev += Mul(drh, r);                                                     // ∂(3a)/∂h   path 2 of 4: candidate
            grad.Uh += dm.OuterProduct(Mul(r, hPrev));                                 // ∂(3a)/∂Uh
        }
        else
        {
            dm = Mul(daH, r);                                                          // ∂(3b)/∂m
            dr = Mul(daH, P.Uh * hPrev + P.bUh);                                       // ∂(3b)/∂r
            dhPrev += Back(P.Uh, dm);                                                  // ∂(3b)/∂h   path 2 of 4: candidate
            grad.Uh += dm.OuterProduct(hPrev);                                         // ∂(3b)/∂Uh
        }

        var daR = Mul(dr, Mul(r, 1 - r));                                              // ∂(2) through σ
        var daZ = Mul(dz, Mul(z, 1 - z));                                              // ∂(1) through σ
        dhPrev += Back(P.Ur, daR);                                                     // ∂(2)/∂h   path 3 of 4: through r
        dhPrev += Back(P.Uz, daZ);                                                     // ∂(1)/∂h   path 4 of 4: through z

        grad.Wh += daH.OuterProduct(x); grad.bh += daH; grad.bUh += dm;                                        // ∂(3)
        grad.Wr += daR.OuterProduct(x); grad.Ur += daR.OuterProduct(hPrev); grad.br += daR; grad.bUr += daR;   // ∂(2)
        grad.Wz += daZ.OuterProduct(x); grad.Uz += daZ.OuterProduct(hPrev); grad.bz += daZ; grad.bUz += daZ;   // ∂(1)

        var dx = Back(P.Wh, daH) + Back(P.Wr, daR) + Back(P.Wz, daZ);                  // ∂(3), ∂(2), ∂(1)/∂x
        return (dx, dhPrev);
    }
}

/// <summary>The arrays of a GRU, or their gradients: gates z and r, candidate h.</summary>
public sealed class GruParameters : CellParameters
{
    /// <summary>All zeros.</summary>
    public GruParameters(int inputSize, int hiddenSize, BiasScheme bias = BiasScheme.OnePerGate)
        : base(["z", "r", "h"], inputSize, hiddenSize, bias) { }

    /// <summary>Uniform between −1/√H and 1/√H, always the same for the same <paramref name="seed"/>.</summary>
    public static GruParameters Random(int inputSize, int hiddenSize, ulong seed, BiasScheme bias = BiasScheme.OnePerGate)
    {
        var parameters = new GruParameters(inputSize, hiddenSize, bias);
        parameters.Randomise(seed);
        return parameters;
    }

    /// <summary>Update gate: input weights, H × I.</summary>
    public Matrix<double> Wz { get => W[0]; set => W[0] = value; }

    /// <summary>Update gate: recurrent weights, H × H.</summary>
    public Matrix<double> Uz { get => U[0]; set => U[0] = value; }

    /// <summary>Update gate: bias, H.</summary>
    public Vector<double> bz { get => b[0]; set => b[0] = value; }

    /// <summary>Update gate: second bias, beside the recurrent weights, H.</summary>
    public Vector<double> bUz { get => bU[0]; set => bU[0] = value; }

    /// <summary>Reset gate: input weights, H × I.</summary>
    public Matrix<double> Wr { get => W[1]; set => W[1] = value; }

    /// <summary>Reset gate: recurrent weights, H × H.</summary>
    public Matrix<double> Ur { get => U[1]; set => U[1] = value; }

    /// <summary>Reset gate: bias, H.</summary>
    public Vector<double> br { get => b[1]; set => b[1] = value; }

    /// <summary>Reset gate: second bias, beside the recurrent weights, H.</summary>
    public Vector<double> bUr { get => bU[1]; set => bU[1] = value; }

    /// <summary>Candidate: input weights, H × I.</summary>
    public Matrix<double> Wh { get => W[2]; set => W[2] = value; }

    /// <summary>Candidate: recurrent weights, H × H.</summary>
    public Matrix<double> Uh { get => U[2]; set => U[2] = value; }

    /// <summary>Candidate: bias, H.</summary>
    public Vector<double> bh { get => b[2]; set => b[2] = value; }

    /// <summary>Candidate: second bias, beside the recurrent weights, H.</summary>
    public Vector<double> bUh { get => bU[2]; set => bU[2] = value; }
}

/// <summary>What a GRU step keeps: its gates and its candidate.</summary>
/// <param name="x">The input, I.</param>
/// <param name="hPrev">The hidden state before the step, H.</param>
/// <param name="z">The update gate, H: near 1 keeps the previous state.</param>
/// <param name="r">The reset gate, H: near 0 hides the previous state from the candidate.</param>
/// <param name="hTilde">The candidate, H.</param>
public sealed record GruCache(
    Vector<double> x, Vector<double> hPrev, Vector<double> z, Vector<double> r, Vector<double> hTilde) : CellCache(x, hPrev);
