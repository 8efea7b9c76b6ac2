using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace GruNotebooks.Display;

/// <summary>A sequence of records, tuples or anonymous objects as one table, where hosts would show a tree for each row. Every other sequence is left to the host.</summary>
internal static class RecordListFormatters
{
    /// <summary>As many rows as .NET Interactive shows.</summary>
    private const int Shown = 20;

    public static IEnumerable<object> All =>
    [
        DisplayFormatter.Of<IEnumerable>("text/html", rows => Table(rows)?.ToHtml()),
        DisplayFormatter.Of<IEnumerable>("text/plain", rows => Table(rows)?.ToString()),
    ];

    private static ResultTable? Table(IEnumerable rows)
    {
        if (rows is string or IDictionary) return null;
        // One more than is shown: a sequence may have no end.
        var first = rows.Cast<object?>().Take(Shown + 1).ToList();
        if (first.Count == 0 || first.Contains(null) || first.Select(row => row!.GetType()).Distinct().Count() != 1) return null;
        var columns = Columns(first[0]!.GetType());
        if (columns.Count == 0) return null;

        var table = new ResultTable([.. columns.Select(column => column.Name)]);
        foreach (var row in first.Take(Shown)) table.Row([.. columns.Select(column => column.Get(row!))]);
        if (first.Count > Shown) table.Row([.. columns.Select((_, column) => column > 0 ? "" : rows is ICollection { Count: var count } ? $"… {count - Shown} more" : "… more")]);
        return table;
    }

    private static List<(string Name, Func<object, object?> Get)> Columns(Type type)
    {
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance;
        if (typeof(ITuple).IsAssignableFrom(type))
        {
            var count = type.GetGenericArguments().Length;
            return [.. Enumerable.Range(0, count).Select(i => ($"Item{i + 1}", (Func<object, object?>)(row => ((ITuple)row)[i])))];
        }
        return IsRecord(type)
            ? [.. type.GetProperties(Public).Where(property => property.GetIndexParameters().Length == 0).Select(property => (property.Name, (Func<object, object?>)property.GetValue))]
            : [];
    }

    /// <summary>The compiler writes a member that prints the others for a record, and a name that no source can have for an anonymous type.</summary>
    private static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null
        || (type.IsDefined(typeof(CompilerGeneratedAttribute), false) && type.Name.Contains("AnonymousType", StringComparison.Ordinal));
}
