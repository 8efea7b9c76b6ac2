using GruNotebooks.Tasks;

namespace GruNotebooks.Tests.Tasks;

public class CsvTableTests
{
    [Theory]
    [InlineData("year,spots\n1700,5\n1701,11\n", "spots", new[] { 5.0, 11 })]
    [InlineData("\uFEFFyear;value\r\n1700;5,5\r\n1701;-1,25e1\r\n", "value", new[] { 5.5, -12.5 })]
    [InlineData("\"YEAR\",\"SPOTS\"\n\"1700\",\"5\"\n\"1701\",\"11\"\n", "SPOTS", new[] { 5.0, 11 })]
    [InlineData("5\n11.5\n7\n", "column 1", new[] { 5, 11.5, 7 })]
    [InlineData("value\n5\n11\n", "value", new[] { 5.0, 11 })]
    [InlineData("2026-01-01 00:00\t1\n2026-01-01 01:00\t2\n", "column 2", new[] { 1.0, 2 })]
    [InlineData("time,count\n\n2026-01-01,\"1,5\"\n2026-01-02,\"2,5\"\n\n", "count", new[] { 1.5, 2.5 })]
    public void Reads_what_people_have(string text, string column, double[] values)
    {
        var table = CsvTable.Parse(text);
        Assert.Equal(values, table.Column(column));
        Assert.Equal(values, table.Column());
        Assert.Equal(values.Length, table.Rows);
    }

    [Fact]
    public void Says_what_it_found()
    {
        var table = CsvTable.Parse("day;a;b\n2026-01-01;1;2\n2026-01-02;3;4,5\n", "mine.csv");
        Assert.Equal("mine.csv: 'a', 'b'; 2 lines of numbers, names in line 1, columns parted by semicolons, decimal comma, times in 'day'.", table.ToString());
        Assert.Equal(["2026-01-01", "2026-01-02"], table.Times);
        Assert.Equal([1, 3], table.Column("A"));
    }

    [Theory]
    [InlineData("t,x\n1,5\n2,oops\n3,6\n", "mine.csv, line 3, column 'x': 'oops' is not a number; correct it, or delete the line.")]
    [InlineData("t,x\n1,5\n2,\n3,6\n", "mine.csv, line 3, column 'x': the cell is empty; fill it, delete the line, or read the file with GapRule.KeepLast.")]
    [InlineData("t,x\n1,5\n2,NaN\n3,6\n", "mine.csv, line 3, column 'x': 'NaN' stands for a missing value; leave the cell empty and read the file with GapRule.KeepLast, or delete the line.")]
    [InlineData("t,x\n1,5\n2,∞\n3,6\n", "mine.csv, line 3, column 'x': '∞' stands for a missing value; leave the cell empty and read the file with GapRule.KeepLast, or delete the line.")]
    [InlineData("t,x\n1,5\n2,1e999\n3,6\n", "mine.csv, line 3, column 'x': '1e999' is not a number; correct it, or delete the line.")]
    [InlineData("t;x\n1;5.5\n2;6,5\n", "mine.csv has numbers with a point (line 2) and with a comma (line 3): decide on one decimal sign, and take out signs between thousands.")]
    [InlineData("t;x\n1;1,234\n2;5,678\n", "mine.csv, line 2: '1,234' may be a number with three decimals or one with its thousands apart, and no other line tells; write it with a point, or without the comma.")]
    [InlineData("t;x\n1;1.234.567\n2;5\n", "mine.csv, line 2, column 'x': '1.234.567' has signs between its thousands; write it without them.")]
    [InlineData("t;x\n1;12 MB\n2;5\n", "mine.csv, line 2, column 'x': '12 MB' is a number with a unit; take the unit out.")]
    [InlineData("t,x\n1,5\n2,6,5\n", "mine.csv, line 3: 3 values where line 1 has 2; complete the line or delete it, and if its numbers have a decimal comma, part the columns by semicolons.")]
    [InlineData("t,x\n1,5\n2\n", "mine.csv, line 3: 1 value where line 1 has 2; complete the line or delete it, and if its numbers have a decimal comma, part the columns by semicolons.")]
    [InlineData("t,x\n", "mine.csv has no line of numbers after its names: it needs one line for each step of time.")]
    [InlineData("\n \n", "mine.csv is empty: it needs one line for each step of time.")]
    [InlineData("PK\u0003\u0004rest", "mine.csv is a workbook or another packed file, not text: open it in its program and save it as CSV.")]
    [InlineData("a\0b", "mine.csv is not a text file in UTF-8: save it as CSV in UTF-8.")]
    [InlineData("t,x\n1,\"5\n", "mine.csv, line 2: a quote is opened and not closed; close it or take it out.")]
    [InlineData("x,x\n1,5\n", "mine.csv, line 1: two columns are named 'x'; give each a name of its own.")]
    [InlineData("d,x\n2026-01-02,5\n2026-01-01,6\n2026-01-03,7\n", "mine.csv, line 3: '2026-01-01' comes after '2026-01-02'; sort the lines by time, earliest first.")]
    [InlineData("d,x\n2026-01-01,5\n2026-01-01,6\n2026-01-03,7\n", "mine.csv, line 3: the time '2026-01-01' is there twice; keep one line for each time.")]
    [InlineData("31/01/2026\n01/02/2026\n", "mine.csv, line 1, column 'column 1': '31/01/2026' is a date in a form that is another day elsewhere; write 2026-01-31.")]
    public void Refuses_the_rest_with_a_line_and_what_to_do(string text, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => CsvTable.Parse(text, "mine.csv").Column()).Message);

    [Fact]
    public void A_missing_time_is_seen()
    {
        string text = string.Concat(Enumerable.Range(1700, 40).Where(year => year != 1717).Select(year => $"{year},{year % 11}\n"));
        Assert.Equal("mine.csv, line 18: the time goes from '1716' to '1718', longer than the usual step; put in the missing lines (their values may be empty with GapRule.KeepLast).",
            Assert.Throws<InvalidDataException>(() => CsvTable.Parse(text, "mine.csv")).Message);
    }

    [Fact]
    public void Months_may_be_of_unequal_length() =>
        Assert.EndsWith("times in 'm'.", CsvTable.Parse("m,x\n" + string.Concat(Enumerable.Range(1, 12).Select(month => $"2026-{month:00}-01,{month}\n"))).ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_text_column_that_is_not_asked_for_does_not_matter() =>
        Assert.Equal([1, 2], CsvTable.Parse("t,place,x\n1,here,1\n2,there,2\n").Column("x"));

    [Theory]
    [InlineData(GapRule.KeepLast, new[] { 1.0, 1, 1, 7 })]
    [InlineData(GapRule.Interpolate, new[] { 1.0, 3, 5, 7 })]
    public void Gaps_are_filled_when_asked(GapRule rule, double[] values) => Assert.Equal(values, CsvTable.Parse("t,x\n1,1\n2,\n3,\n4,7\n", gaps: rule).Column());

    [Fact]
    public void A_gap_with_one_neighbour_is_refused() =>
        Assert.Equal("the text, column 'x': the last value is missing and has no neighbour on one side; delete the empty lines at that end.",
            Assert.Throws<InvalidDataException>(() => CsvTable.Parse("t,x\n1,1\n2,\n", gaps: GapRule.Interpolate).Column()).Message);

    [Fact]
    public void An_unknown_column_or_file_is_named()
    {
        Assert.StartsWith("the text has no column 'y'; it has 'x'.", Assert.Throws<ArgumentException>(() => CsvTable.Parse("t,x\n1,1\n2,2\n").Column("y")).Message, StringComparison.Ordinal);
        Assert.Contains("none of that name in the data folder", Assert.Throws<FileNotFoundException>(() => CsvTable.Read("nobody-has-this.csv")).Message, StringComparison.Ordinal);
        Assert.Equal(309, CsvTable.Read("sunspots.csv").Rows);
    }
}
