using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Display;

/// <summary>MathNet's matrices and vectors as small tables, where hosts would show the tree of their fields.</summary>
internal static class MatrixFormatters
{
    /// <summary>Rows or columns that are shown; the rest is named, not drawn.</summary>
    private const int Shown = 12;

    public static IEnumerable<object> All =>
    [
        .. Both<Matrix<double>>(m => Table(m.RowCount, m.ColumnCount, (i, j) => m[i, j])),
        .. Both<Matrix<float>>(m => Table(m.RowCount, m.ColumnCount, (i, j) => m[i, j])),
        .. Both<Vector<double>>(v => Table(1, v.Count, (_, j) => v[j])),
        .. Both<Vector<float>>(v => Table(1, v.Count, (_, j) => v[j])),
    ];

    private static IEnumerable<object> Both<T>(Func<T, ResultTable> table) =>
        [DisplayFormatter.Of<T>("text/html", m => table(m).ToHtml()), DisplayFormatter.Of<T>("text/plain", m => table(m).ToString())];

    private static ResultTable Table(int rows, int columns, Func<int, int, double> at)
    {
        var (r, c) = (Math.Min(rows, Shown), Math.Min(columns, Shown));
        string[] headers = [$"{rows} × {columns}", .. Enumerable.Range(0, c).Select(j => $"{j}"), .. c < columns ? ["…"] : Array.Empty<string>()];
        var table = new ResultTable(headers);
        for (var i = 0; i < r; i++)
            table.Row([i, .. Enumerable.Range(0, c).Select(j => (object?)at(i, j)), .. c < columns ? ["…"] : Array.Empty<object?>()]);
        if (r < rows) table.Row([.. headers.Select(_ => (object?)"…")]);
        return table;
    }
}
