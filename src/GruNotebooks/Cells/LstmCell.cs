using MathNet.Numerics.LinearAlgebra;
using static GruNotebooks.Cells.CellMaths;

namespace GruNotebooks.Cells;

/// <summary>One LSTM step: Hochreiter &amp; Schmidhuber 1997 (Neural Computation 9:1735) with the forget gate of Gers et al. 2000 (12:2451).</summary>
/// <remarks><code>
/// i  = σ(Wi·x + bi + Ui·h + bUi)       (1) input gate: what to write          (H)
/// f  = σ(Wf·x + bf + Uf·h + bUf)       (2) forget gate: what to keep          (H)
/// g  = tanh(Wg·x + bg + Ug·h + bUg)    (3) candidate                          (H)
/// o  = σ(Wo·x + bo + Uo·h + bUo)       (4) output gate: what to show          (H)
/// c' = f ⊙ c + i ⊙ g                   (5) cell state: the memory itself      (H)
/// h' = o ⊙ tanh(c')                    (6) hidden state: what others see      (H)
/// </code>Shapes: x (I), h and c (H), W* (H×I), U* (H×H), b* and bU* (H). bU* are zero with one bias a gate.</remarks>
public class LstmCell : Cell
{
    /// <summary>A cell with weights drawn from <paramref name="seed"/>, as the layer Lstm draws them, and bf set to <paramref name="forgetBias"/>.</summary>
    public LstmCell(int inputSize, int hiddenSize, ulong seed, double forgetBias = 1, BiasScheme bias = BiasScheme.OnePerGate)
        : this(LstmParameters.Random(inputSize, hiddenSize, seed, forgetBias, bias)) { }

    /// <summary>A cell with the given weights (not copied).</summary>
    public LstmCell(LstmParameters parameters) => P = parameters;

    /// <summary>The arrays of the equations.</summary>
    public LstmParameters P { get; }

    /// <inheritdoc/>
    public override CellParameters Parameters => P;

    /// <inheritdoc/>
    public override bool HasCellState => true;

    /// <inheritdoc/>
    public override LstmParameters ZeroGradients() => new(InputSize, HiddenSize, P.Bias);

    /// <summary>One step: x (I) and the previous states (H each) to the new states (H each).</summary>
    public virtual (Vector<double> h, Vector<double> c, LstmCache cache) Forward(Vector<double> x, Vector<double> hPrev, Vector<double> cPrev)
    {
        var i = Sigmoid(P.Wi * x + P.bi + P.Ui * hPrev + P.bUi);                       // (1)
        var f = Sigmoid(P.Wf * x + P.bf + P.Uf * hPrev + P.bUf);                       // (2)
        var g = Tanh(P.Wg * x + P.bg + P.Ug * hPrev + P.bUg);                          // (3)
        var o = Sigmoid(P.Wo * x + P.bo + P.Uo * hPrev + P.bUo);                       // (4)
        var c = Mul(f, cPrev) + Mul(i, g);                                             // (5)
        var h = Mul(o, Tanh(c));                                                       // (6)
        return (h, c, new LstmCache(x, hPrev, cPrev, i, f, g, o, c));
    }

    /// <summary>Backward of (6) to (1). Gradients are <b>added</b> into <paramref name="grad"/>.</summary>
    public virtual (Vector<double> dx, Vector<double> dhPrev, Vector<double> dcPrev) Backward(
        Vector<double> dh, Vector<double> dc, LstmCache cache, LstmParameters grad)
    {
        var (x, hPrev, cPrev, i, f, g, o, c) = cache;
        var tanhC = Tanh(c);
        var doGate = Mul(dh, tanhC);                                                   // ∂(6)/∂o
        dc += Mul(Mul(dh, o), 1 - Mul(tanhC, tanhC));                                  // ∂(6)/∂c   joins what comes from later steps

        var df = Mul(dc, cPrev);                                                       // ∂(5)/∂f
        var di = Mul(dc, g);                                                           // ∂(5)/∂i
        var dg = Mul(dc, i);                                                           // ∂(5)/∂g
        var dcPrev = Mul(dc, f);                                                       // ∂(5)/∂c   the carousel: no matrix, no squashing

        var daO = Mul(doGate, Mul(o, 1 - o));                                          // ∂(4) through σ
        var daG = Mul(dg, 1 - Mul(g, g));                                              // ∂(3) through tanh
        var daF = Mul(df, Mul(f, 1 - f));                                              // ∂(2) through σ
        var daI = Mul(di, Mul(i, 1 - i));                                              // ∂(1) through σ

        grad.Wo += daO.OuterProduct(x); grad.Uo += daO.OuterProduct(hPrev); grad.bo += daO; grad.bUo += daO;   // ∂(4)
        grad.Wg += daG.OuterProduct(x); grad.Ug += daG.OuterProduct(hPrev); grad.bg += daG; grad.bUg += daG;   // ∂(3)
        grad.Wf += daF.OuterProduct(x); grad.Uf += daF.OuterProduct(hPrev); grad.bf += daF; grad.bUf += daF;   // ∂(2)
        grad.Wi += daI.OuterProduct(x); grad.Ui += daI.OuterProduct(hPrev); grad.bi += daI; grad.bUi += daI;   // ∂(1)

        var dx = Back(P.Wo, daO) + Back(P.Wg, daG) + Back(P.Wf, daF) + Back(P.Wi, daI);               // ∂(4) to ∂(1), with respect to x
        var dhPrev = Back(P.Uo, daO) + Back(P.Ug, daG) + Back(P.Uf, daF) + Back(P.Ui, daI);           // … and to h
        return (dx, dhPrev, dcPrev);
    }

    /// <inheritdoc/>
    public override (CellState State, CellCache Cache) Step(Vector<double> x, CellState previous)
    {
        var (h, c, cache) = Forward(x, previous.h, previous.c!);
        return (new CellState(h, c), cache);
    }

    /// <inheritdoc/>
    public override (Vector<double> dx, CellState dPrevious) StepBack(CellState d, CellCache cache, CellParameters grad)
    {
        var (dx, dhPrev, dcPrev) = Backward(d.h, d.c!, (LstmCache)cache, (LstmParameters)grad);
        return (dx, new CellState(dhPrev, dcPrev));
    }
}

/// <summary>The arrays of an LSTM, or their gradients: gates i, f and o, candidate g.</summary>
public sealed class LstmParameters : CellParameters
{
    /// <summary>All zeros.</summary>
    public LstmParameters(int inputSize, int hiddenSize, BiasScheme bias = BiasScheme.OnePerGate)
        : base(["i", "f", "g", "o"], inputSize, hiddenSize, bias) { }

    /// <summary>Uniform between −1/√H and 1/√H, always the same for the same <paramref name="seed"/>; bf is then <paramref name="forgetBias"/>, and bUf zero.</summary>
    public static LstmParameters Random(int inputSize, int hiddenSize, ulong seed, double forgetBias = 1, BiasScheme bias = BiasScheme.OnePerGate)
    {
        var parameters = new LstmParameters(inputSize, hiddenSize, bias);
        parameters.Randomise(seed);
        parameters.bf = Vector<double>.Build.Dense(hiddenSize, forgetBias);
        parameters.bUf = Vector<double>.Build.Dense(hiddenSize);
        return parameters;
    }

    /// <summary>Input gate: input weights, H × I.</summary>
    public Matrix<double> Wi { get => W[0]; set => W[0] = value; }

    /// <summary>Input gate: recurrent weights, H × H.</summary>
    public Matrix<double> Ui { get => U[0]; set => U[0] = value; }

    /// <summary>Input gate: bias, H.</summary>
    public Vector<double> bi { get => b[0]; set => b[0] = value; }

    /// <summary>Input gate: second bias, beside the recurrent weights, H.</summary>
    public Vector<double> bUi { get => bU[0]; set => bU[0] = value; }

    /// <summary>Forget gate: input weights, H × I.</summary>
    public Matrix<double> Wf { get => W[1]; set => W[1] = value; }

    /// <summary>Forget gate: recurrent weights, H × H.</summary>
    public Matrix<double> Uf { get => U[1]; set => U[1] = value; }

    /// <summary>Forget gate: bias, H.</summary>
    public Vector<double> bf { get => b[1]; set => b[1] = value; }

    /// <summary>Forget gate: second bias, beside the recurrent weights, H.</summary>
    public Vector<double> bUf { get => bU[1]; set => bU[1] = value; }

    /// <summary>Candidate: input weights, H × I.</summary>
    public Matrix<double> Wg { get => W[2]; set => W[2] = value; }

    /// <summary>Candidate: recurrent weights, H × H.</summary>
    public Matrix<double> Ug { get => U[2]; set => U[2] = value; }

    /// <summary>Candidate: bias, H.</summary>
    public Vector<double> bg { get => b[2]; set => b[2] = value; }

    /// <summary>Candidate: second bias, beside the recurrent weights, H.</summary>
    public Vector<double> bUg { get => bU[2]; set => bU[2] = value; }

    /// <summary>Output gate: input weights, H × I.</summary>
    public Matrix<double> Wo { get => W[3]; set => W[3] = value; }

    /// <summary>Output gate: recurrent weights, H × H.</summary>
    public Matrix<double> Uo { get => U[3]; set => U[3] = value; }

    /// <summary>Output gate: bias, H.</summary>
    public Vector<double> bo { get => b[3]; set => b[3] = value; }

    /// <summary>Output gate: second bias, beside the recurrent weights, H.</summary>
    public Vector<double> bUo { get => bU[3]; set => bU[3] = value; }
}

/// <summary>What an LSTM step keeps: its gates and both states.</summary>
/// <param name="x">The input, I.</param>
/// <param name="hPrev">The hidden state before the step, H.</param>
/// <param name="cPrev">The cell state before the step, H.</param>
/// <param name="i">The input gate, H.</param>
/// <param name="f">The forget gate, H.</param>
/// <param name="g">The candidate, H.</param>
/// <param name="o">The output gate, H.</param>
/// <param name="c">The cell state after the step, H.</param>
public sealed record LstmCache(
    Vector<double> x, Vector<double> hPrev, Vector<double> cPrev,
    Vector<double> i, Vector<double> f, Vector<double> g, Vector<double> o, Vector<double> c) : CellCache(x, hPrev);
