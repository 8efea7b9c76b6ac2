using System.Net;
using System.Text;

namespace GruNotebooks.Display;

/// <summary>The few numbers behind a chart: a small table that a screen reader reads and a search finds.</summary>
[TypeFormatterSource(typeof(ResultTableFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class ResultTable
{
    private readonly string[] headers;
    private readonly List<string[]> rows = [];
    private readonly bool[] numeric;
    private readonly Dictionary<(int Row, int Column), string> links = [];

    /// <summary>A table to be filled by <see cref="Row"/>.</summary>
    /// <param name="headers">One text for each column.</param>
    /// <exception cref="ArgumentException">No columns.</exception>
    public ResultTable(params string[] headers)
    {
        if (headers.Length == 0) throw new ArgumentException("A table needs at least one column.", nameof(headers));
        this.headers = headers;
        numeric = new bool[headers.Length];
    }

    /// <summary>Significant digits of numbers that are not whole; set it before the rows.</summary>
    public int Digits { get; init; } = 4;

    /// <summary>What the table lists, above it; empty for none.</summary>
    public string Caption { get; init; } = "";

    /// <summary>A table with a row for each element and a column for each public property, such as those of <c>new { Model = "GRU", Steps = 320 }</c>.</summary>
    /// <param name="rows">Anonymous objects or records.</param>
    /// <param name="headers">In place of the names of the properties: with units, with spaces.</param>
    /// <exception cref="ArgumentException">The type has no properties, or not as many as headers.</exception>
    public static ResultTable Of<T>(IEnumerable<T> rows, params string[] headers)
    {
        var properties = typeof(T).GetProperties().Where(p => p.GetIndexParameters().Length == 0).ToArray();
        if (properties.Length == 0) throw new ArgumentException($"{typeof(T).Name} has no public properties to make columns of; give anonymous objects or records.", nameof(rows));
        var table = new ResultTable(headers.Length == 0 ? [.. properties.Select(p => p.Name)] : headers);
        foreach (var row in rows)
            table.Row([.. properties.Select(p => p.GetValue(row))]);
        return table;
    }

    /// <summary>Adds a row.</summary>
    /// <param name="cells">As many as there are columns: numbers, texts, a <see cref="LinkText"/>, anything with a text.</param>
    /// <returns>This table.</returns>
    /// <exception cref="ArgumentException">Not as many cells as columns.</exception>
    public ResultTable Row(params object?[] cells)
    {
        if (cells.Length != headers.Length)
            throw new ArgumentException($"{cells.Length} cells for {headers.Length} columns ({string.Join(", ", headers)}); give one each.", nameof(cells));
        for (var j = 0; j < cells.Length; j++)
            numeric[j] |= cells[j] is IConvertible and not (string or bool or char) and not Enum;
        for (var j = 0; j < cells.Length; j++)
            if (cells[j] is LinkText link) links[(rows.Count, j)] = link.Address;
        rows.Add([.. cells.Select(c => NumberText.OfAny(c, Digits))]);
        return this;
    }

    /// <summary>A plain HTML table: header cells with their scope, no colours of its own.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder("<table style=\"border-collapse:collapse\">");
        if (Caption.Length > 0) html.Append("<caption style=\"text-align:left\">").Append(WebUtility.HtmlEncode(Caption)).Append("</caption>");
        html.Append("<thead><tr>");
        for (var j = 0; j < headers.Length; j++)
            html.Append(Cell("th scope=\"col\"", "th", j, headers[j]));
        html.Append("</tr></thead><tbody>");
        for (var i = 0; i < rows.Count; i++)
        {
            html.Append("<tr>").Append(Cell("th scope=\"row\"", "th", 0, rows[i][0], links.GetValueOrDefault((i, 0))));
            for (var j = 1; j < rows[i].Length; j++)
                html.Append(Cell("td", "td", j, rows[i][j], links.GetValueOrDefault((i, j))));
            html.Append("</tr>");
        }
        return html.Append("</tbody></table>").ToString();
    }

    /// <summary>The table in columns of a fixed-width font: numbers right, texts left.</summary>
    public override string ToString()
    {
        int[] widths = [.. headers.Select((h, j) => rows.Select(r => r[j].Length).Append(h.Length).Max())];
        string Aligned(string[] cells) =>
            string.Join("  ", cells.Select((c, j) => numeric[j] ? c.PadLeft(widths[j]) : c.PadRight(widths[j]))).TrimEnd();
        string[] above = Caption.Length > 0 ? [Caption] : [];
        return string.Join('\n', [.. above, Aligned(headers), string.Join("  ", widths.Select(w => new string('-', w))), .. rows.Select(Aligned)]);
    }

    private string Cell(string open, string close, int column, string text, string? address = null)
    {
        var content = WebUtility.HtmlEncode(text);
        if (address is not null) content = $"<a href=\"{WebUtility.HtmlEncode(address)}\">{content}</a>";
        return $"<{open} style=\"text-align:{(numeric[column] ? "right" : "left")};padding:2px 10px\">{content}</{close}>";
    }
}
