using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Cells;

/// <summary>One named array of a cell, matrix or vector, seen through one pair of indices. A view: writing changes the cell.</summary>
public readonly struct CellTensor
{
    private readonly Matrix<double>? matrix;
    private readonly Vector<double>? vector;

    internal CellTensor(string name, Matrix<double> matrix) => (Name, this.matrix, vector) = (name, matrix, null);

    internal CellTensor(string name, Vector<double> vector) => (Name, matrix, this.vector) = (name, null, vector);

    /// <summary>As in the equations: Wz, Uz, bz …</summary>
    public string Name { get; }

    /// <summary>Rows of a matrix, or the length of a vector.</summary>
    public int Rows => matrix?.RowCount ?? vector!.Count;

    /// <summary>Columns of a matrix; 1 for a vector.</summary>
    public int Columns => matrix?.ColumnCount ?? 1;

    /// <summary>Whether it is a vector, which has one column.</summary>
    public bool IsVector => matrix is null;

    /// <summary>How many numbers it holds.</summary>
    public int Count => Rows * Columns;

    /// <summary>Element in row <paramref name="row"/> and column <paramref name="column"/>.</summary>
    public double this[int row, int column]
    {
        get => matrix is null ? vector![row] : matrix[row, column];
        set
        {
            if (matrix is null) vector![row] = value;
            else matrix[row, column] = value;
        }
    }

    /// <summary>Name and shape.</summary>
    public override string ToString() => matrix is null ? $"{Name} [{Rows}]" : $"{Name} [{Rows} × {Columns}]";
}
