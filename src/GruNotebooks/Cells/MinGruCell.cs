using MathNet.Numerics.LinearAlgebra;
using static GruNotebooks.Cells.CellMaths;

namespace GruNotebooks.Cells;

/// <summary>One minGRU step: Feng et al. 2024 (arXiv:2410.01201), whose gate and candidate see the input alone, so that all steps can be computed at once.</summary>
/// <remarks><code>
/// z  = σ(Wz·x + bz)                     (1)  update gate                       (H)
/// h~ = Wh·x + bh                        (2)  candidate, without tanh           (H)
/// h' = z ⊙ h + (1 − z) ⊙ h~             (3a) new state: z = 1 keeps the past   (H)
/// h' = (2·z − 1) ⊙ h + (1 − z) ⊙ h~     (3b) Signed: z = 0 turns the past over (H)
/// </code>Shapes: x (I), h (H), W* (H×I), b* (H); there are no recurrent weights.
/// Here z keeps, as in every other cell of this library; the paper and its code have the other sign, h' = (1 − z) ⊙ h + z ⊙ h~:
/// theirs is this cell with Wz and bz negated. (3b) is no part of that paper; its range of a is that of Grazzi et al. 2024 (arXiv:2411.12537).</remarks>
public class MinGruCell : OneStateCell<MinGruParameters, MinGruCache>
{
    /// <summary>A cell with weights drawn from <paramref name="seed"/>, as the layer MinGru draws them.</summary>
    public MinGruCell(int inputSize, int hiddenSize, ulong seed, MinGruVariant keep = MinGruVariant.Positive)
        : this(MinGruParameters.Random(inputSize, hiddenSize, seed), keep) { }

    /// <summary>A cell with the given weights (not copied).</summary>
    public MinGruCell(MinGruParameters parameters, MinGruVariant keep = MinGruVariant.Positive) : base(parameters) => Keep = keep;

    /// <summary>Which of (3a) and (3b) makes the new state.</summary>
    public MinGruVariant Keep { get; }

    /// <inheritdoc/>
    public override CellOptions Options => new() { Keep = Keep };

    /// <inheritdoc/>
    public override MinGruParameters ZeroGradients() => new(InputSize, HiddenSize);

    /// <summary>One step: x (I) and the previous state (H) to the new state (H).</summary>
    public override (Vector<double> h, MinGruCache cache) Forward(Vector<double> x, Vector<double> hPrev)
    {
        var z = Sigmoid(P.Wz * x + P.bz);                                              // (1)
        var hTilde = P.Wh * x + P.bh;                                                  // (2)
        var h = Keep == MinGruVariant.Positive
            ? Mul(z, hPrev) + Mul(1 - z, hTilde)                                       // (3a)
            : Mul(2 * z - 1, hPrev) + Mul(1 - z, hTilde);                              // (3b)
        return (h, new MinGruCache(x, hPrev, z, hTilde));
    }

    /// <summary>Backward of (3a) or (3b), (2), (1). Gradients are <b>added</b> into <paramref name="grad"/>.</summary>
    public override (Vector<double> dx, Vector<double> dhPrev) Backward(Vector<double> dh, MinGruCache cache, MinGruParameters grad)
    {
        var (x, hPrev, z, hTilde) = cache;
        var dhTilde = Mul(dh, 1 - z);                                                  // ∂(3a)/∂h~ = ∂(3b)/∂h~
        var (dz, dhPrev) = Keep == MinGruVariant.Positive
            ? (Mul(dh, hPrev - hTilde), Mul(dh, z))                                    // ∂(3a)/∂z, ∂(3a)/∂h   the only path to the past
            : (Mul(dh, 2 * hPrev - hTilde), Mul(dh, 2 * z - 1));                       // ∂(3b)/∂z, ∂(3b)/∂h   the only path to the past

        var daZ = Mul(dz, Mul(z, 1 - z));                                              // ∂(1) through σ
        grad.Wh += dhTilde.OuterProduct(x); grad.bh += dhTilde;                        // ∂(2)
        grad.Wz += daZ.OuterProduct(x); grad.bz += daZ;                                // ∂(1)

        var dx = Back(P.Wh, dhTilde) + Back(P.Wz, daZ);                                // ∂(2), ∂(1)/∂x
        return (dx, dhPrev);
    }

    /// <summary>What the step does to any state before it: (3a) and (3b) as h' = a ⊙ h + b with b = (1 − z) ⊙ h~, and with a = z or a = 2z − 1.</summary>
    public LinearStep StepFor(Vector<double> x)
    {
        var (_, cache) = Forward(x, Vector<double>.Build.Dense(HiddenSize));
        return new LinearStep(Keep == MinGruVariant.Positive ? cache.z : 2 * cache.z - 1, Mul(1 - cache.z, cache.hTilde));
    }
}

/// <summary>The arrays of a minGRU, or their gradients: gate z, candidate h, no recurrent weights.</summary>
public sealed class MinGruParameters : CellParameters
{
    /// <summary>All zeros.</summary>
    public MinGruParameters(int inputSize, int hiddenSize) : base(["z", "h"], inputSize, hiddenSize, BiasScheme.OnePerGate, recurrent: false) { }

    /// <summary>Uniform between −1/√H and 1/√H, always the same for the same <paramref name="seed"/>.</summary>
    public static MinGruParameters Random(int inputSize, int hiddenSize, ulong seed)
    {
        var parameters = new MinGruParameters(inputSize, hiddenSize);
        parameters.Randomise(seed);
        return parameters;
    }

    /// <summary>Update gate: input weights, H × I.</summary>
    public Matrix<double> Wz { get => W[0]; set => W[0] = value; }

    /// <summary>Update gate: bias, H.</summary>
    public Vector<double> bz { get => b[0]; set => b[0] = value; }

    /// <summary>Candidate: input weights, H × I.</summary>
    public Matrix<double> Wh { get => W[1]; set => W[1] = value; }

    /// <summary>Candidate: bias, H.</summary>
    public Vector<double> bh { get => b[1]; set => b[1] = value; }
}

/// <summary>What a minGRU step keeps: its gate and its candidate.</summary>
/// <param name="x">The input, I.</param>
/// <param name="hPrev">The hidden state before the step, H.</param>
/// <param name="z">The update gate, H: near 1 keeps the previous state.</param>
/// <param name="hTilde">The candidate, H.</param>
public sealed record MinGruCache(Vector<double> x, Vector<double> hPrev, Vector<double> z, Vector<double> hTilde) : CellCache(x, hPrev);
