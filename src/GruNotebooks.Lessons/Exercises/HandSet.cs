using GruNotebooks.Cells;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>Weights that a reader sets by hand, beginning with zeros.</summary>
internal static class HandSet
{
    /// <summary>Whether no weight has been set yet.</summary>
    public static bool IsBlank(CellParameters p) => p.Tensors.All(tensor =>
        Enumerable.Range(0, tensor.Rows).All(row => Enumerable.Range(0, tensor.Columns).All(column => tensor[row, column] == 0)));
}
