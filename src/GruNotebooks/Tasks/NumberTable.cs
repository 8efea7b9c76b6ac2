using System.Globalization;

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
        var lines = File.ReadAllLines(file);
        int first = header ? 1 : 0;
        var table = new List<double[]>(rows);
        for (int k = first; k < lines.Length; k++)
        {
            if (lines[k].Length > 0 || k < lines.Length - 1) table.Add(Row(file, k + 1, lines[k], columns));
        }
        return table.Count == rows
            ? [.. table]
            : throw new InvalidDataException($"{file} has {table.Count} rows of numbers, {rows} are expected: {(table.Count < rows ? "it is cut short" : "it has grown")}. Get it again: git checkout data/{Path.GetFileName(file)}");
    }

    private static double[] Row(string file, int line, string text, int columns)
    {
        var cells = text.Split(',');
        if (cells.Length != columns)
            throw new InvalidDataException($"{file}, line {line}: {cells.Length} values where {columns} are expected.");
        return [.. cells.Select(cell => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : throw new InvalidDataException($"{file}, line {line}: '{cell}' is not a number."))];
    }
}
