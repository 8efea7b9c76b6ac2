using System.Text;
using GruNotebooks.Display;

namespace GruNotebooks.Tasks;

/// <summary>A table of numbers that somebody else made: a CSV file with or without names, with commas, semicolons or tabs, with points or commas
/// in its numbers, with or without a column of times.</summary>
/// <remarks>What is found out is said by <see cref="ToString"/>. What cannot be read as it stands is refused with the line and what to do; nothing is
/// guessed, filled or left out without being asked, because a network trains on wrong numbers as quietly as on right ones.</remarks>
public sealed class CsvTable
{
    private readonly string name;
    private readonly CsvLines lines;
    private readonly CsvNumber number;
    private readonly int firstLine;                     // of the values: after the names
    private readonly int[] places;                      // of the columns in Names; those of times and dates are left out
    private readonly GapRule gaps;

    private CsvTable(string name, CsvLines lines, GapRule gaps)
    {
        (this.name, this.lines, this.gaps, number) = (name, lines, gaps, CsvNumber.Of(lines, name));
        bool header = lines.HasNames(number);
        firstLine = header ? 1 : 0;
        if (Rows < 1) throw new InvalidDataException($"{name} has no line of numbers{(header ? " after its names" : "")}: it needs one line for each step of time.");
        string[] names = [.. lines[0].Cells.Select((cell, k) => header && cell.Length > 0 ? cell : $"column {k + 1}")];
        if (names.GroupBy(column => column).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InvalidDataException($"{name}, line {lines[0].Number}: two columns are named {FileText.Quoted(twice.Key)}; give each a name of its own.");
        int[] dates = [.. Enumerable.Range(0, names.Length).Where(column => CsvTimes.AreDates(lines, firstLine, column, line => $"{name}, line {line}, column {FileText.Quoted(names[column])}"))];
        var times = lines.Columns > 1 ? CsvTimes.Of(lines, firstLine, dates, number, name) : null;
        places = [.. Enumerable.Range(0, names.Length).Where(column => !dates.Contains(column) && column != times?.Column)];
        if (places.Length == 0) throw new InvalidDataException($"{name} has dates and no column of numbers; a series needs a number beside each date.");
        (Names, Times) = ([.. places.Select(column => names[column])], times?.Texts);
        var filled = gaps == GapRule.Refuse ? [] : places.Select(column => (Column: names[column], Gaps: CsvGaps.Of(lines, firstLine, column))).Where(found => found.Gaps.Cells > 0);
        Form = $"{Rows} lines of numbers, {(header ? $"names in line {lines[0].Number}" : "no names")}, columns parted by {lines.SeparatorInWords}, decimal {(number.Comma ? "comma" : "point")}, "
            + (times is null ? "no column of times" : $"times in {FileText.Quoted(names[times.Column])}{times.Note}")
            + string.Concat(filled.Select(found => $"; in {FileText.Quoted(found.Column)} {found.Gaps.InWords(gaps)}"));
    }

    /// <summary>The columns by name, in the order of the file; <c>column 1</c> … where the file has no names. A column of times or of dates is not one of them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The column of times as it is written: the first column of dates, or without one the first column where its numbers rise from line to line; null otherwise.</summary>
    public IReadOnlyList<string>? Times { get; }

    /// <summary>How many lines of numbers there are.</summary>
    public int Rows => lines.Count - firstLine;

    /// <summary>What was found out about the file, in words.</summary>
    public string Form { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="file">A path; a plain name is looked for in the current folder and in the repository's data folder.</param>
    /// <param name="gaps">What to do where a cell is empty.</param>
    /// <exception cref="FileNotFoundException">There is no such file; the message says where it was looked for.</exception>
    /// <exception cref="InvalidDataException">A line cannot be read; one sentence says which, and what to do.</exception>
    public static CsvTable Read(string file, GapRule gaps = GapRule.Refuse)
    {
        string path = Locate(file);
        return Parse(Decode(path), Path.GetFileName(path), gaps);
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="gaps">What to do where a cell is empty.</param>
    /// <exception cref="InvalidDataException">A line does not fit the others, or the times are out of order; one sentence says where, and what to do.</exception>
    public static CsvTable Parse(string text, string name = "the text", GapRule gaps = GapRule.Refuse) => new(name, CsvLines.Of(text, name), gaps);

    /// <summary>The numbers of a column, line by line.</summary>
    /// <param name="column">Its name; empty for the last column.</param>
    /// <exception cref="ArgumentException">There is no such column; the message names those there are.</exception>
    /// <exception cref="InvalidDataException">A cell of it is not a number, or more cells in a row are empty than <see cref="GapRule"/> fills; one sentence says which, and what to do.</exception>
    public double[] Column(string column = "")
    {
        int k = column.Length == 0 ? Names.Count - 1 : Names.ToList().FindIndex(candidate => string.Equals(candidate, column, StringComparison.OrdinalIgnoreCase));
        if (k < 0) throw new ArgumentException($"{name} has no column {FileText.Quoted(column)}; it has {string.Join(", ", Names.Select(FileText.Quoted))}.", nameof(column));
        var values = new double[Rows];
        for (int row = 0; row < values.Length; row++)
        {
            var line = lines[firstLine + row];
            string cell = line.Cells[places[k]];
            values[row] = cell.Length == 0 && gaps != GapRule.Refuse ? double.NaN : number.Read(cell, $"{name}, line {line.Number}, column {FileText.Quoted(Names[k])}{(row == 0 ? lines.Title : "")}", timed: Times is not null);
        }

        if (gaps != GapRule.Refuse)
        {
            CsvGaps.Of(lines, firstLine, places[k]).Check(Rows, $"{name}, column {FileText.Quoted(Names[k])}");
            Fill(values, gaps, $"{name}, column {FileText.Quoted(Names[k])}");
        }
        return values;
    }

    /// <summary>One line: the file, its columns and its form.</summary>
    public override string ToString() => $"{name}: {string.Join(", ", Names.Select(FileText.Quoted))}; {Form}.";

    // NaN marks a gap, and none is left when this returns.
    private static void Fill(double[] values, GapRule rule, string where)
    {
        if (double.IsNaN(values[0]) || double.IsNaN(values[^1]))
            throw new InvalidDataException($"{where}: the {(double.IsNaN(values[0]) ? "first" : "last")} value is missing and has no neighbour on one side; delete the empty lines at that end.");
        int known = 0;
        for (int k = 1; k < values.Length; k++)
        {
            if (double.IsNaN(values[k])) continue;
            for (int gap = known + 1; gap < k; gap++)
                values[gap] = rule == GapRule.KeepLast ? values[known] : values[known] + ((values[k] - values[known]) * (gap - known) / (k - known));
            known = k;
        }
    }

    /// <summary>A file as plain text, found where <see cref="Read"/> finds one, with line ends as one character.</summary>
    /// <exception cref="FileNotFoundException">There is no such file; the message says where it was looked for.</exception>
    /// <exception cref="InvalidDataException">The file is not a text in UTF-8.</exception>
    public static string TextOf(string file) => Decode(Locate(file)).ReplaceLineEndings("\n");

    // A byte that is not UTF-8 would become a replacement character and go on as if it had been read.
    private static string Decode(string path)
    {
        try
        {
            return File.ReadAllText(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException)
        {
            throw CsvLines.NotText(Path.GetFileName(path), packed: File.ReadAllBytes(path).AsSpan().StartsWith("PK"u8));
        }
    }

    private static string Locate(string file)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        if (Directory.Exists(file)) throw new FileNotFoundException($"{file} is a folder; name the file in it.");
        if (File.Exists(file)) return file;
        string beside = Path.Combine(RepositoryFolder.Root ?? "", "data", file);
        return File.Exists(beside) ? beside : throw new FileNotFoundException(
            $"There is no file {Path.GetFullPath(file)}{(Path.IsPathRooted(file) ? "" : " and none of that name in the data folder")}. Write the whole path, with forward slashes.");
    }
}
