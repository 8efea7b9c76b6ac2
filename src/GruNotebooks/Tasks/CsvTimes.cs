using System.Globalization;

namespace GruNotebooks.Tasks;

/// <summary>The column of times of a CSV file: its first, where that rises from line to line.</summary>
internal sealed record CsvTimes(string[] Texts, string Note)
{
    private const double Most = 0.9;      // so many steps alike make a rhythm, and what breaks it a mistake

    public static bool IsDate(string cell) => ReadDate(cell) is not null;

    /// <summary>The times, or null where the first column is something else.</summary>
    /// <exception cref="InvalidDataException">The lines are out of order, a time is there twice or missing, or a time cannot be read.</exception>
    public static CsvTimes? Of(CsvLines lines, int first, CsvNumber number, string name)
    {
        int rows = lines.Count - first;
        double?[] at = [.. Enumerable.Range(first, rows).Select(k => ReadDate(lines[k].Cells[0]))];
        bool dates = at.Count(time => time is not null) * 2 > rows;
        if (!dates) at = [.. Enumerable.Range(first, rows).Select(k => number.TryRead(lines[k].Cells[0], out double time) ? time : (double?)null)];
        int rising = Enumerable.Range(1, rows - 1).Count(k => at[k] > at[k - 1]);
        if (rows < 2 || rising < Most * (rows - 1)) return dates ? throw Disorder(lines, first, at, name) : null;

        var steps = new double[rows - 1];
        for (int k = 0; k < rows; k++)
        {
            var line = lines[first + k];
            if (at[k] is null) throw new InvalidDataException($"{name}, line {line.Number}: '{line.Cells[0]}' is not a {(dates ? "date or time (write 2026-01-31 or 2026-01-31 14:30)" : "number like those above it")}; correct it, or delete the line.");
            if (k == 0) continue;
            steps[k - 1] = at[k]!.Value - at[k - 1]!.Value;
            if (steps[k - 1] <= 0) throw Disorder(lines, first, at, name);
        }

        return new([.. Enumerable.Range(first, rows).Select(k => lines[k].Cells[0])], Rhythm(lines, first, steps, name));
    }

    // A network counts steps, not hours: a line that is missing makes a step that is longer than it looks.
    private static string Rhythm(CsvLines lines, int first, double[] steps, string name)
    {
        double[] sorted = [.. steps.Order()];
        double usual = sorted[sorted.Length / 2];
        bool Alike(double step) => Math.Abs(step - usual) <= 0.5 * usual;
        int alike = steps.Count(Alike);
        if (alike == steps.Length) return "";
        if (alike < Most * steps.Length) return ", steps of unequal length";
        int k = Array.FindIndex(steps, step => !Alike(step));
        throw new InvalidDataException($"{name}, line {lines[first + k + 1].Number}: the time goes from '{lines[first + k].Cells[0]}' to '{lines[first + k + 1].Cells[0]}', {(steps[k] > usual ? "longer" : "shorter")} than the usual step; "
            + (steps[k] > usual ? "put in the missing lines (their values may be empty with GapRule.KeepLast)." : "take out what does not belong there."));
    }

    private static InvalidDataException Disorder(CsvLines lines, int first, double?[] at, string name)
    {
        int k = Enumerable.Range(1, at.Length - 1).FirstOrDefault(k => !(at[k] > at[k - 1]), 1);
        if (at.Length < 2) return new($"{name} has one line of numbers; a series needs one for each step of time.");
        var (before, line) = (lines[first + k - 1], lines[first + k]);
        return new(at[k] is null ? $"{name}, line {line.Number}: '{line.Cells[0]}' is not a date or time (write 2026-01-31 or 2026-01-31 14:30); correct it, or delete the line."
            : at[k] == at[k - 1] ? $"{name}, line {line.Number}: the time '{line.Cells[0]}' is there twice; keep one line for each time."
            : $"{name}, line {line.Number}: '{line.Cells[0]}' comes after '{before.Cells[0]}'; sort the lines by time, earliest first.");
    }

    // Only forms that mean the same everywhere; 03/04/2026 is a day in March or in April.
    private static double? ReadDate(string cell) =>
        cell.Length >= 7 && char.IsAsciiDigit(cell[0]) && cell.Length > 4 && cell[4] == '-'
        && DateTimeOffset.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date.UtcTicks : null;
}
