using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Cells;

/// <summary>The functions of the equations, for MathNet vectors. Each gives a new vector.</summary>
public static class CellMaths
{
    /// <summary>a ⊙ b, number by number; equal lengths.</summary>
    public static Vector<double> Mul(Vector<double> a, Vector<double> b) => a.PointwiseMultiply(b);

    /// <summary>tanh(a), between −1 and 1.</summary>
    public static Vector<double> Tanh(Vector<double> a) => a.PointwiseTanh();

    /// <summary>σ(a) = 1 / (1 + e⁻ᵃ), between 0 and 1.</summary>
    public static Vector<double> Sigmoid(Vector<double> a) => a.Map(v => 1 / (1 + Math.Exp(-v)), Zeros.Include);

    /// <summary>max(0, a).</summary>
    public static Vector<double> Relu(Vector<double> a) => a.Map(v => Math.Max(0, v));

    /// <summary>Mᵀ·d: the gradient d of a product M·v, sent back to v.</summary>
    public static Vector<double> Back(Matrix<double> M, Vector<double> d) => M.TransposeThisAndMultiply(d);
}
