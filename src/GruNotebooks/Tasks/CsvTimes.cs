using System.Globalization;
using System.Text.RegularExpressions;
using GruNotebooks.Display;

namespace GruNotebooks.Tasks;

/// <summary>The column of times of a CSV file: its first column of dates, or without one its first column where the numbers in it rise from line to line.</summary>
internal sealed partial record CsvTimes(int Column, string[] Texts, string Note)
{
    private const double Most = 0.9;      // so many steps alike make a rhythm, and what breaks it a mistake

    public static bool IsDate(string cell) => ReadDate(cell) is not null;

    /// <summary>A date whose day and month change places from country to country.</summary>
    [GeneratedRegex(@"^\d{1,2}([./-])\d{1,2}\1\d{2,4}(?!\d)")]
    public static partial Regex DayAndMonth();

    /// <summary>Whether more than half of a column's cells are dates.</summary>
    /// <remarks>A message begins with what <paramref name="where"/> says of the line.</remarks>
    /// <exception cref="InvalidDataException">They are, in a form that is another day elsewhere: as times they could not be checked, and missing lines would go unseen.</exception>
    public static bool AreDates(CsvLines lines, int first, int column, Func<int, string> where)
    {
        int rows = lines.Count - first;
        int[] unclear = [.. Enumerable.Range(first, rows).Where(k => DayAndMonth().IsMatch(lines[k].Cells[column]))];
        if (unclear.Length * 2 > rows) throw new InvalidDataException($"{where(lines[unclear[0]].Number)}: {Unclear(lines[unclear[0]].Cells[column])}.");
        return Enumerable.Range(first, rows).Count(k => IsDate(lines[k].Cells[column])) * 2 > rows;
    }

    public static string Unclear(string cell) => $"{FileText.Quoted(cell)} is a date in a form that is another day elsewhere; write year, month, day, as in 2024-03-01";

    /// <summary>The times, or null where there is no such column.</summary>
    /// <exception cref="InvalidDataException">The lines are out of order, a time is there twice or missing, or a time cannot be read.</exception>
    public static CsvTimes? Of(CsvLines lines, int first, int[] columnsOfDates, CsvNumber number, string name)
    {
        int rows = lines.Count - first;
        bool dates = columnsOfDates.Length > 0;
        int column = dates ? columnsOfDates[0] : 0;
        string[] texts = [.. Enumerable.Range(first, rows).Select(k => lines[k].Cells[column])];
        double?[] at = [.. texts.Select(text => dates ? ReadDate(text) : number.TryRead(text, out double time) ? time : null)];
        int rising = Enumerable.Range(1, rows - 1).Count(k => at[k] > at[k - 1]);
        if (rows < 2 || rising < Most * (rows - 1)) return dates ? throw Disorder(lines, first, texts, at, name) : null;

        var steps = new double[rows - 1];
        for (int k = 0; k < rows; k++)
        {
            var line = lines[first + k];
            if (at[k] is null) throw new InvalidDataException($"{name}, line {line.Number}: {FileText.Quoted(texts[k])} is not a {(dates ? "date or time (write 2026-01-31 or 2026-01-31 14:30)" : "number like those above it")}; correct it, or delete the line.");
            if (k == 0) continue;
            steps[k - 1] = at[k]!.Value - at[k - 1]!.Value;
            if (steps[k - 1] <= 0) throw Disorder(lines, first, texts, at, name);
        }

        return new(column, texts, Rhythm(lines, first, texts, steps, name));
    }

    // A network counts steps, not hours: a line that is missing makes a step that is longer than it looks.
    private static string Rhythm(CsvLines lines, int first, string[] texts, double[] steps, string name)
    {
        double[] sorted = [.. steps.Order()];
        double usual = sorted[sorted.Length / 2];
        bool Alike(double step) => Math.Abs(step - usual) <= 0.5 * usual;
        int alike = steps.Count(Alike);
        if (alike == steps.Length) return "";
        if (alike < Most * steps.Length) return ", steps of unequal length";
        int k = Array.FindIndex(steps, step => !Alike(step));
        throw new InvalidDataException($"{name}, line {lines[first + k + 1].Number}: the time goes from {FileText.Quoted(texts[k])} to {FileText.Quoted(texts[k + 1])}, {(steps[k] > usual ? "longer" : "shorter")} than the usual step; "
            + (steps[k] > usual ? "put in the missing lines (their values may be empty with GapRule.KeepLast)." : "take out what does not belong there."));
    }

    private static InvalidDataException Disorder(CsvLines lines, int first, string[] texts, double?[] at, string name)
    {
        int k = Enumerable.Range(1, at.Length - 1).FirstOrDefault(k => !(at[k] > at[k - 1]), 1);
        if (at.Length < 2) return new($"{name} has one line of numbers; a series needs one for each step of time.");
        var line = lines[first + k];
        return new(at[k] is null ? $"{name}, line {line.Number}: {FileText.Quoted(texts[k])} is not a date or time (write 2026-01-31 or 2026-01-31 14:30); correct it, or delete the line."
            : at[k] == at[k - 1] ? $"{name}, line {line.Number}: the time {FileText.Quoted(texts[k])} is there twice; keep one line for each time, and if the hour stands in another column, join the two."
            : $"{name}, line {line.Number}: {FileText.Quoted(texts[k])} comes after {FileText.Quoted(texts[k - 1])}; sort the lines by time, earliest first.");
    }

    // Only forms that mean the same everywhere; 03/04/2026 is a day in March or in April.
    private static double? ReadDate(string cell) =>
        cell.Length >= 7 && char.IsAsciiDigit(cell[0]) && cell[4] is '-' or '/'
        && DateTimeOffset.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date.UtcTicks : null;
}
