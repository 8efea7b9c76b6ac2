namespace GruNotebooks.Tasks;

/// <summary>The empty cells of a column: how many, and the longest run of them with its lines in the file.</summary>
internal sealed record CsvGaps(int Cells, int Longest, int FirstLine, int LastLine)
{
    private const int Fewest = 24;            // a day of hours
    private const double Share = 0.05;

    public static CsvGaps Of(CsvLines lines, int first, int column)
    {
        var found = new CsvGaps(0, 0, 0, 0);
        int run = 0;
        for (int k = first; k < lines.Count; k++)
        {
            run = lines[k].Cells[column].Length == 0 ? run + 1 : 0;
            if (run > 0) found = found with { Cells = found.Cells + 1 };
            if (run > found.Longest) found = found with { Longest = run, FirstLine = lines[k - run + 1].Number, LastLine = lines[k].Number };
        }
        return found;
    }

    public string InWords(GapRule rule) =>
        $"{Cells} empty {(Cells == 1 ? "cell holds" : "cells hold")} {(rule == GapRule.KeepLast ? "the value before" : $"the straight line between {(Cells == 1 ? "its" : "their")} neighbours")} "
        + $"(longest run: {Longest}, {Where})";

    /// <summary>Refuses a run that is too long to be filled.</summary>
    /// <exception cref="InvalidDataException">It is longer than 24 lines and longer than 5 % of the lines.</exception>
    public void Check(int rows, string where)
    {
        int most = Math.Max(Fewest, (int)(Share * rows));
        if (Longest > most)
            throw new InvalidDataException($"{where}: the cells of {Where} are empty, {Longest} in a row; at most {most} are filled ({Fewest} lines, or 5 % of the lines where that is more). Take a part of the file without that gap.");
    }

    private string Where => Longest == 1 ? $"line {FirstLine}" : $"lines {FirstLine} to {LastLine}";
}
