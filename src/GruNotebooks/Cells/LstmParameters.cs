using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Cells;

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
