using MathNet.Numerics.LinearAlgebra;
using static GruNotebooks.Cells.CellMaths;

namespace GruNotebooks.Cells;

/// <summary>One step of the plain recurrent network: Elman 1990 (Cognitive Science 14:179); relu as in Le et al. 2015 (arXiv:1504.00941).</summary>
/// <remarks><code>
/// a  = Wh·x + bh + Uh·h + bUh     (1) what is read, and what is remembered   (H)
/// h' = φ(a)                       (2) new state, φ is tanh or relu           (H)
/// </code>Shapes: x (I), h (H), Wh (H×I), Uh (H×H), bh and bUh (H). bUh is zero with one bias.</remarks>
public class RnnCell : OneStateCell<RnnParameters, RnnCache>
{
    /// <summary>A cell with weights drawn from <paramref name="seed"/>, as the layer Rnn draws them.</summary>
    public RnnCell(int inputSize, int hiddenSize, ulong seed, RnnActivation activation = RnnActivation.Tanh, BiasScheme bias = BiasScheme.OnePerGate)
        : this(RnnParameters.Random(inputSize, hiddenSize, seed, bias), activation) { }

    /// <summary>A cell with the given weights (not copied).</summary>
    public RnnCell(RnnParameters parameters, RnnActivation activation = RnnActivation.Tanh) : base(parameters) => Activation = activation;

    /// <summary>φ of (2).</summary>
    public RnnActivation Activation { get; }

    /// <inheritdoc/>
    public override CellOptions Options => new() { Bias = P.Bias, Activation = Activation };

    /// <inheritdoc/>
    public override RnnParameters ZeroGradients() => new(InputSize, HiddenSize, P.Bias);

    /// <summary>One step: x (I) and the previous state (H) to the new state (H).</summary>
    public override (Vector<double> h, RnnCache cache) Forward(Vector<double> x, Vector<double> hPrev)
    {
        var a = P.Wh * x + P.bh + P.Uh * hPrev + P.bUh;                                // (1)
        var h = φ(a);                                                                  // (2)
        return (h, new RnnCache(x, hPrev, a, h));
    }

    /// <summary>Backward of (2), (1). Gradients are <b>added</b> into <paramref name="grad"/>.</summary>
    public override (Vector<double> dx, Vector<double> dhPrev) Backward(Vector<double> dh, RnnCache cache, RnnParameters grad)
    {
        var (x, hPrev, a, h) = cache;
        var da = Mul(dh, φSlope(a, h));                                                // ∂(2)/∂a

        grad.Wh += da.OuterProduct(x);                                                 // ∂(1)/∂Wh
        grad.Uh += da.OuterProduct(hPrev);                                             // ∂(1)/∂Uh
        grad.bh += da;                                                                 // ∂(1)/∂bh
        grad.bUh += da;                                                                // ∂(1)/∂bUh

        var dx = Back(P.Wh, da);                                                       // ∂(1)/∂x
        var dhPrev = Back(P.Uh, da);                                                   // ∂(1)/∂h   the only path to the past
        return (dx, dhPrev);
    }

    private Vector<double> φ(Vector<double> a) => Activation == RnnActivation.Tanh ? Tanh(a) : Relu(a);

    // tanh' = 1 − tanh², from the value; relu' is 1 where the unit is on, 0 where it is off.
    private Vector<double> φSlope(Vector<double> a, Vector<double> h) =>
        Activation == RnnActivation.Tanh ? 1 - Mul(h, h) : a.Map(v => v > 0 ? 1.0 : 0.0, Zeros.Include);
}

/// <summary>The arrays of a plain recurrent cell, or their gradients.</summary>
public sealed class RnnParameters : CellParameters
{
    /// <summary>All zeros.</summary>
    public RnnParameters(int inputSize, int hiddenSize, BiasScheme bias = BiasScheme.OnePerGate)
        : base(["h"], inputSize, hiddenSize, bias) { }

    /// <summary>Uniform between −1/√H and 1/√H, always the same for the same <paramref name="seed"/>.</summary>
    public static RnnParameters Random(int inputSize, int hiddenSize, ulong seed, BiasScheme bias = BiasScheme.OnePerGate)
    {
        var parameters = new RnnParameters(inputSize, hiddenSize, bias);
        parameters.Randomise(seed);
        return parameters;
    }

    /// <summary>State: input weights, H × I.</summary>
    public Matrix<double> Wh { get => W[0]; set => W[0] = value; }

    /// <summary>State: recurrent weights, H × H.</summary>
    public Matrix<double> Uh { get => U[0]; set => U[0] = value; }

    /// <summary>State: bias, H.</summary>
    public Vector<double> bh { get => b[0]; set => b[0] = value; }

    /// <summary>State: second bias, beside the recurrent weights, H.</summary>
    public Vector<double> bUh { get => bU[0]; set => bU[0] = value; }
}

/// <summary>What a plain recurrent step keeps.</summary>
/// <param name="x">The input, I.</param>
/// <param name="hPrev">The hidden state before the step, H.</param>
/// <param name="a">The sum inside the activation, H.</param>
/// <param name="h">The hidden state after the step, H.</param>
public sealed record RnnCache(Vector<double> x, Vector<double> hPrev, Vector<double> a, Vector<double> h) : CellCache(x, hPrev);
