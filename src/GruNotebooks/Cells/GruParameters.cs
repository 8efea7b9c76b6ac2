using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Cells;

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
