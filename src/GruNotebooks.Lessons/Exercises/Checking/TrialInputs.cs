using GruNotebooks.Cells;
using GruNotebooks.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Lessons.Exercises.Checking;

/// <summary>Inputs for trials: the same numbers for the same seed.</summary>
internal static class TrialInputs
{
    /// <summary>Sizes of trial <paramref name="k"/>: I inputs and H units, once as many of both, so that no answer fits one size only.</summary>
    public static (int Inputs, int Units) SizesOf(int k) => (k % 4) switch { 0 => (2, 3), 1 => (3, 3), 2 => (1, 4), _ => (4, 2) };

    /// <summary>The sizes of a trial in words.</summary>
    public static string Sizes(int inputs, int units) => $"{inputs} input{(inputs == 1 ? "" : "s")} and {units} units";

    /// <summary>Numbers between <paramref name="low"/> and <paramref name="high"/>.</summary>
    public static double[] Array(int seed, int count, double low = -1, double high = 1)
    {
        var random = new SeededRandom((ulong)seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextUniform(low, high))];
    }

    public static Vector<double> Vector(int seed, int count) => Vector<double>.Build.DenseOfArray(Array(seed, count));

    public static Matrix<double> Matrix(int seed, int rows, int columns) => Matrix<double>.Build.DenseOfRowMajor(rows, columns, Array(seed, rows * columns));

    public static Vector<double>[] Vectors(int seed, int steps, int count) => [.. Enumerable.Range(0, steps).Select(t => Vector(seed + 1000 * (t + 1), count))];

    /// <summary>Whether no number of a cell has been set: weights that a reader sets by hand begin with zeros.</summary>
    public static bool AllZero(CellParameters p) => p.Tensors.All(tensor =>
        Enumerable.Range(0, tensor.Rows).All(row => Enumerable.Range(0, tensor.Columns).All(column => tensor[row, column] == 0)));

    /// <summary>The matrix, transposed where a mistake asks for it.</summary>
    public static Matrix<double> TransposeIf(bool mistake, Matrix<double> matrix) => mistake ? matrix.Transpose() : matrix;
}
