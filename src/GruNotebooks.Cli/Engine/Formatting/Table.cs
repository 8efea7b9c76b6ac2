using System.Collections;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace GruNotebooks.Cli.Engine.Formatting;

/// <summary>Rows and columns of text: how sequences of records, dictionaries, rectangular arrays and single objects are shown.</summary>
internal sealed record Table(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, string More)
{
    /// <returns>Null for what is shown as text.</returns>
    public static Table? Of(object? value) => value switch
    {
        _ when PlainText.IsScalar(value) => null,
        IDictionary pairs => OfPairs(pairs),
        Array { Rank: 2 } array => OfRectangle(array),
        IEnumerable items => OfSequence(Some.OfObjects(items)),
        _ => OfObject(value!),
    };

    public string ToHtml()
    {
        var html = new StringBuilder("<table>\n<thead><tr>");
        foreach (string column in Columns) html.Append("<th>").Append(WebUtility.HtmlEncode(column)).Append("</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in Rows)
        {
            html.Append("<tr>");
            foreach (string cell in row) html.Append("<td>").Append(WebUtility.HtmlEncode(cell)).Append("</td>");
            html.Append("</tr>\n");
        }
        if (More.Length > 0) html.Append(CultureInfo.InvariantCulture, $"<tr><td colspan=\"{Columns.Count}\">{More}</td></tr>\n");
        return html.Append("</tbody>\n</table>").ToString();
    }

    public string ToText()
    {
        var lines = Rows.Prepend(Columns).ToList();
        int[] widths = [.. Columns.Select((_, column) => lines.Max(line => line[column].Length))];
        var text = lines.Select(line => string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        return string.Join('\n', More.Length > 0 ? text.Append(More) : text);
    }

    private static Table? OfSequence(Some<object?> items)
    {
        if (items.Items.Count == 0 || items.Items.All(item => PlainText.IsScalar(item) && item is not ITuple)) return null;
        if (items.Items.All(item => item is IEnumerable and not string)) return OfRows(items);

        var types = items.Items.OfType<object>().Select(item => item.GetType()).Distinct().ToList();
        string[] columns = [.. types.SelectMany(ObjectMembers.Of).Select(member => member.Name).Distinct()];
        return columns.Length == 0 ? null : new Table(columns, items.Map(item => Row(item, columns)).Items, items.More(""));
    }

    private static IReadOnlyList<string> Row(object? item, string[] columns)
    {
        var members = item is null ? [] : ObjectMembers.Of(item.GetType());
        return [.. columns.Select(column => members.FirstOrDefault(member => member.Name == column) is { } member ? PlainText.Of(member.Read(item!)) : "")];
    }

    private static Table? OfRows(Some<object?> items)
    {
        var rows = items.Map(item => Some.OfObjects((IEnumerable)item!));
        if (rows.Items.Any(row => row.Left != 0 || row.Items.Any(cell => !PlainText.IsScalar(cell)))) return null;
        int width = rows.Items.Max(row => row.Items.Count);
        return new Table(Indexes(width), rows.Map<IReadOnlyList<string>>(row => [.. Enumerable.Range(0, width).Select(i => i < row.Items.Count ? PlainText.Of(row.Items[i]) : "")]).Items, items.More(""));
    }

    private static Table OfRectangle(Array array)
    {
        var rows = Some.Of(Enumerable.Range(0, array.GetLength(0)));
        var columns = Some.Of(Enumerable.Range(0, array.GetLength(1)));
        string tail = columns.More("");
        IEnumerable<string> Cells(int row) => columns.Items.Select(column => PlainText.Of(array.GetValue(row, column)));
        return new Table(
            [.. Indexes(columns.Items.Count), .. tail.Length > 0 ? new[] { tail } : []],
            rows.Map<IReadOnlyList<string>>(row => [.. Cells(row), .. tail.Length > 0 ? new[] { "…" } : []]).Items,
            rows.More(""));
    }

    private static Table OfPairs(IDictionary pairs)
    {
        var keys = Some.OfObjects(pairs.Keys);
        return new Table(["key", "value"], keys.Map<IReadOnlyList<string>>(key => [PlainText.Of(key), PlainText.Of(pairs[key!])]).Items, keys.More(""));
    }

    private static Table? OfObject(object value)
    {
        var members = ObjectMembers.Of(value.GetType());
        return members.Count == 0 ? null : new Table(["name", "value"], [.. members.Select(member => new[] { member.Name, PlainText.Of(member.Read(value)) })], "");
    }

    private static string[] Indexes(int count) => [.. Enumerable.Range(0, count).Select(i => i.ToString(CultureInfo.InvariantCulture))];
}
