using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Cells;

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
