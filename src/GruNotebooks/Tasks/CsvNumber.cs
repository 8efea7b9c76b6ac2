using System.Globalization;
using System.Text.RegularExpressions;
using GruNotebooks.Display;

namespace GruNotebooks.Tasks;

/// <summary>How a file writes its numbers: with a decimal point or a decimal comma.</summary>
internal sealed partial class CsvNumber
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private CsvNumber(bool comma) => Comma = comma;

    public bool Comma { get; }

    /// <summary>Finds out which, from all cells.</summary>
    /// <exception cref="InvalidDataException">There are numbers of both kinds.</exception>
    public static CsvNumber Of(CsvLines lines, string name)
    {
        int? point = null, comma = null;
        var thousands = (Line: 0, Cell: "");      // the first number that could be either, 1,234
        bool sure = false;
        for (int k = 0; k < lines.Count; k++)
        {
            foreach (string cell in lines[k].Cells)
            {
                if (WithPoint().IsMatch(cell)) point ??= lines[k].Number;
                if (!WithComma().IsMatch(cell)) continue;
                comma ??= lines[k].Number;
                if (!OneGroup().IsMatch(cell)) sure = true;
                else if (thousands.Line == 0) thousands = (lines[k].Number, cell);
            }
        }

        if (point is { } a && comma is { } b)
            throw new InvalidDataException($"{name} has numbers with a point (line {a}) and with a comma (line {b}): decide on one decimal sign, and take out signs between thousands.");
        if (comma is not null && !sure)
            throw new InvalidDataException($"{name}, line {thousands.Line}: {FileText.Quoted(thousands.Cell)} may be a number with three decimals or one with its thousands apart, and no other line tells; write it with a point, or without the comma.");
        return new(comma is not null);
    }

    public bool Is(string cell) => TryRead(cell, out _);

    public bool TryRead(string cell, out double number) =>
        double.TryParse(Comma ? cell.Replace(',', '.') : cell, Plain, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>The number in a cell.</summary>
    /// <remarks>Where the lines have times (<paramref name="timed"/>), to delete a line is no help: its time would be missing.</remarks>
    /// <exception cref="InvalidDataException">There is none; one sentence says where, and what to do.</exception>
    public double Read(string cell, string where, bool timed)
    {
        if (TryRead(cell, out double number)) return number;
        string delete = timed ? "" : ", delete the line";
        string help = cell.Length == 0 ? $"the cell is empty; fill it{delete}, or let it hold the value before: GapRule.KeepLast (in notebook 12 set gaps = GapRule.KeepLast)"
            : Missing().IsMatch(cell) ? $"{FileText.Quoted(cell)} stands for a missing value; fill it{delete}, or leave the cell empty and let it hold the value before: GapRule.KeepLast (in notebook 12 set gaps = GapRule.KeepLast)"
            : Grouped().IsMatch(cell) ? $"{FileText.Quoted(cell)} has signs between its thousands; write it without them"
            : CsvTimes.DayAndMonth().IsMatch(cell) ? CsvTimes.Unclear(cell)
            : WithUnit().IsMatch(cell) ? $"{FileText.Quoted(cell)} is a number with a unit; take the unit out"
            : $"{FileText.Quoted(cell)} is not a number; correct it{(timed ? ", or leave the cell empty" : ", or delete the line")}";
        throw new InvalidDataException($"{where}: {help}.");
    }

    [GeneratedRegex(@"^[+-]?\d*\.\d+([eE][+-]?\d+)?$")]
    private static partial Regex WithPoint();

    [GeneratedRegex(@"^[+-]?\d*,\d+([eE][+-]?\d+)?$")]
    private static partial Regex WithComma();

    [GeneratedRegex(@"^[+-]?[1-9]\d{0,2},\d{3}$")]
    private static partial Regex OneGroup();

    [GeneratedRegex(@"^(n/?a|nan|null|none|[+-]?inf(inity)?|∞|-+|\?+|\.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Missing();

    [GeneratedRegex(@"^[+-]?\d{1,3}([ ,.'’\u00A0\u202F]\d{3})+([.,]\d+)?$")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^[+-]?[\d.,]+\s*[^\d\s.,]+$|^[$€£]\s*[\d.,]+$")]
    private static partial Regex WithUnit();
}
