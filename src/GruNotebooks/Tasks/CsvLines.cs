using System.Text;
using GruNotebooks.Display;

namespace GruNotebooks.Tasks;

/// <summary>A line of a CSV file, cut into cells.</summary>
internal sealed record CsvLine(int Number, string[] Cells);

/// <summary>The lines of a CSV file, all with the same number of cells; empty lines left out, quotes taken off.</summary>
internal sealed class CsvLines
{
    private static readonly char[] Separators = [';', '\t', ','];
    private readonly List<CsvLine> lines = [];
    private readonly char separator;

    private CsvLines(char separator) => this.separator = separator;

    public int Count => lines.Count;

    public int Columns => lines[0].Cells.Length;

    public CsvLine this[int k] => lines[k];

    public string SeparatorInWords => Columns == 1 ? "nothing (there is one)" : separator switch { ';' => "semicolons", '\t' => "tabs", _ => "commas" };

    /// <summary>What a message about the lines after it adds where the first line may be no line of names; empty elsewhere.</summary>
    public string Title => lines[0].Cells[0].StartsWith('#') ? $" (line {lines[0].Number} is {FileText.Quoted(lines[0].Cells[0])}: a title? delete it)" : "";

    public static InvalidDataException NotText(string name, bool packed) =>
        new(packed ? $"{name} is a workbook or another packed file, not text: open it in its program and save it as CSV." : $"{name} is not a text file in UTF-8: save it in UTF-8 (spreadsheets call it \"CSV UTF-8\").");

    public static CsvLines Of(string text, string name)
    {
        if (text.StartsWith("PK", StringComparison.Ordinal) || text.Contains('\0')) throw NotText(name, packed: text[0] == 'P');
        var rows = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        string[] written = [.. rows.Where(row => row.Trim().Length > 0).Take(2)];
        if (written.Length == 0) throw new InvalidDataException($"{name} is empty: it needs one line for each step of time.");
        char separator = SeparatorOf(written[0].TrimStart().StartsWith('#') ? written[^1] : written[0]);      // a title has no columns
        var found = new CsvLines(separator);
        for (int k = 0; k < rows.Length; k++)
        {
            if (rows[k].Trim().Length == 0) continue;
            string[] cells = [.. Cells(rows[k], separator, $"{name}, line {k + 1}")];
            if (found.lines.Count > 0 && cells.Length != found.Columns)
                throw new InvalidDataException($"{name}, line {k + 1}: {cells.Length} {(cells.Length == 1 ? "value" : "values")} where line {found.lines[0].Number} has {found.Columns}{found.Title}; complete the line or delete it{(separator == ',' ? ", and if its numbers have a decimal comma, part the columns by semicolons" : "")}.");
            found.lines.Add(new(k + 1, cells));
        }
        return found;
    }

    /// <summary>Whether the first line has names: no cell of it is a number or a date, and one begins with a letter.</summary>
    public bool HasNames(CsvNumber number) =>
        lines[0].Cells.All(cell => !number.Is(cell) && !CsvTimes.IsDate(cell)) && lines[0].Cells.Any(cell => cell.Length > 0 && (char.IsLetter(cell[0]) || cell[0] is '_' or '#' or '%'));

    // A semicolon or a tab stands in no number; a comma may.
    private static char SeparatorOf(string row) => Separators.FirstOrDefault(candidate => row.Contains(candidate), ',');

    private static IEnumerable<string> Cells(string row, char separator, string where)
    {
        var cell = new StringBuilder();
        bool quoted = false;
        for (int k = 0; k < row.Length; k++)
        {
            if (row[k] == '"')
            {
                if (quoted && k + 1 < row.Length && row[k + 1] == '"') cell.Append(row[k++]);
                else quoted = !quoted;
            }
            else if (row[k] == separator && !quoted)
            {
                yield return cell.ToString().Trim();
                cell.Clear();
            }
            else
            {
                cell.Append(row[k]);
            }
        }

        if (quoted) throw new InvalidDataException($"{where}: a quote is opened and not closed; close it or take it out.");
        yield return cell.ToString().Trim();
    }
}
