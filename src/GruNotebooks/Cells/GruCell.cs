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
