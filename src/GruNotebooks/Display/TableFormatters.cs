using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Display;

/// <summary>MathNet's matrices and vectors, rectangular arrays and lists of records as small tables, where hosts would show the tree of their fields.</summary>
internal static class TableFormatters
{
    /// <summary>Rows or columns of a matrix that are shown; the rest is named, not drawn.</summary>
    private const int MatrixShown = 12;

    /// <summary>Records that are shown, as many as .NET Interactive shows of a list.</summary>
    private const int RecordsShown = 20;

    public static IEnumerable<object> All =>
    [
        .. Both<Matrix<double>>(m => Rectangle(m.RowCount, m.ColumnCount, (i, j) => m[i, j])),
        .. Both<Matrix<float>>(m => Rectangle(m.RowCount, m.ColumnCount, (i, j) => m[i, j])),
        .. Both<Vector<double>>(v => Rectangle(1, v.Count, (_, j) => v[j])),
        .. Both<Vector<float>>(v => Rectangle(1, v.Count, (_, j) => v[j])),
        .. Both<IEnumerable>(items => items is Array { Rank: 2 } a ? Rectangle(a.GetLength(0), a.GetLength(1), (i, j) => a.GetValue(i, j)) : Records(items)),
    ];

    private static IEnumerable<object> Both<T>(Func<T, ResultTable?> table) =>
        [DisplayFormatter.Of<T>("text/html", m => table(m)?.ToHtml()), DisplayFormatter.Of<T>("text/plain", m => table(m)?.ToString())];

    private static ResultTable Rectangle(int rows, int columns, Func<int, int, object?> at)
    {
        var (r, c) = (Math.Min(rows, MatrixShown), Math.Min(columns, MatrixShown));
        string[] headers = [$"{rows} × {columns}", .. Enumerable.Range(0, c).Select(j => $"{j}"), .. c < columns ? ["…"] : Array.Empty<string>()];
        var table = new ResultTable(headers);
        for (var i = 0; i < r; i++)
            table.Row([i, .. Enumerable.Range(0, c).Select(j => at(i, j)), .. c < columns ? ["…"] : Array.Empty<object?>()]);
        if (r < rows) table.Row([.. headers.Select(_ => (object?)"…")]);
        return table;
    }

    /// <summary>A row for each record, a column for each property; null for what is no list of records of scalars, which hosts show as they do.</summary>
    private static ResultTable? Records(IEnumerable items)
    {
        if (items is string or IDictionary) return null;
        object?[] first = [.. items.Cast<object?>().Take(RecordsShown + 1)];
        if (first.Length == 0 || first[0]?.GetType() is not { } type || first.Any(item => item?.GetType() != type)) return null;
        if (IsScalar(type)) return null;
        var columns = Columns(type);
        if (columns.Count == 0 || !columns.All(column => IsScalar(column.Type))) return null;
        var table = new ResultTable([.. columns.Select(column => column.Name)]);
        foreach (var item in first.Take(RecordsShown))
            table.Row([.. columns.Select(column => column.Read(item!))]);
        if (first.Length > RecordsShown)
            table.Row([items is ICollection { Count: var all } ? $"… {all - RecordsShown} more" : "… more", .. columns.Skip(1).Select(_ => (object?)"")]);
        return table;
    }

    private static IReadOnlyList<(string Name, Type Type, Func<object, object?> Read)> Columns(Type type) =>
        typeof(ITuple).IsAssignableFrom(type) && type.IsValueType
            ? [.. type.GetFields(BindingFlags.Public | BindingFlags.Instance).Select(f => (f.Name, f.FieldType, (Func<object, object?>)f.GetValue))]
            : [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanRead && p.GetIndexParameters().Length == 0).Select(p => (p.Name, p.PropertyType, (Func<object, object?>)p.GetValue))];

    private static bool IsScalar(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(LinkText)
            || (type.IsValueType && typeof(IFormattable).IsAssignableFrom(type) && !typeof(ITuple).IsAssignableFrom(type));
    }
}
