using System.Globalization;
using GruNotebooks.Display;

namespace GruNotebooks.Tasks;

/// <summary>Reads a file of numbers separated by commas, and says on which line it is not that.</summary>
internal static class NumberTable
{
    /// <summary>The rows of <paramref name="file"/>.</summary>
    /// <param name="file">Path.</param>
    /// <param name="columns">Numbers in each row.</param>
    /// <param name="rows">Rows there must be.</param>
    /// <param name="header">Whether the first line has names.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A line does not fit, or there are too few or too many.</exception>
    public static double[][] Read(string file, int columns, int rows, bool header = false)
    {
        if (!File.Exists(file)) throw new FileNotFoundException($"{file} is missing.");
        using var text = new StreamReader(file);
        return Read(text, file, columns, rows, header);
    }

    /// <summary>The rows of a text; reading ends at the first line that does not fit.</summary>
    internal static double[][] Read(TextReader text, string file, int columns, int rows, bool header)
    {
        var table = new List<double[]>();
        int line = 0;
        if (header && text.ReadLine() is not null) line++;
        while (text.ReadLine() is { } row)
        {
            line++;
            if (row.Length == 0 && text.Peek() < 0) break;
            if (table.Count == rows) throw new InvalidDataException($"{file} has more than the {rows} rows of numbers that are expected: it has grown. {GetAgain(file)}");
            table.Add(Row(file, line, row, columns));
        }
        return table.Count == rows
            ? [.. table]
            : throw new InvalidDataException($"{file} has {table.Count} rows of numbers, {rows} are expected: it is cut short. {GetAgain(file)}");
    }

    private static string GetAgain(string file) => $"Get it again: git checkout data/{Path.GetFileName(file)}";

    private static double[] Row(string file, int line, ReadOnlySpan<char> text, int columns)
    {
        int found = text.Count(',') + 1;
        if (found != columns) throw new InvalidDataException($"{file}, line {line}: {found} values where {columns} are expected.");
        var row = new double[columns];
        int column = 0;
        foreach (var place in text.Split(','))
        {
            var cell = text[place];
            row[column++] = double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
                ? number
                : throw new InvalidDataException($"{file}, line {line}: {FileText.Quoted(cell.ToString())} is not a number.");
        }
        return row;
    }
}
