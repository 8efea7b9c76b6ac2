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
    [InlineData("t,x\n1,5\n2,oops\n3,6\n", "mine.csv, line 3, column 'x': 'oops' is not a number; correct it, or leave the cell empty.")]
    [InlineData("x\n5\n\u001b[31mred\n6\n", "mine.csv, line 3, column 'x': '?[31mred' is not a number; correct it, or delete the line.")]
    [InlineData("{1},x\n01.02.2024,5\n02.02.2024,6\n", "mine.csv, line 2, column '{1}': '01.02.2024' is a date in a form that is another day elsewhere; write year, month, day, as in 2024-03-01.")]
    [InlineData("x\n5\noops\n6\n", "mine.csv, line 3, column 'x': 'oops' is not a number; correct it, or delete the line.")]
    [InlineData("t,x\n1,5\n2,\n3,6\n", "mine.csv, line 3, column 'x': the cell is empty; fill it, or let it hold the value before: GapRule.KeepLast (in notebook 12 set gaps = GapRule.KeepLast).")]
    [InlineData("y,x\n7,5\n2,\n3,6\n", "mine.csv, line 3, column 'x': the cell is empty; fill it, delete the line, or let it hold the value before: GapRule.KeepLast (in notebook 12 set gaps = GapRule.KeepLast).")]
    [InlineData("t,x\n1,5\n2,NaN\n3,6\n", "mine.csv, line 3, column 'x': 'NaN' stands for a missing value; fill it, or leave the cell empty and let it hold the value before: GapRule.KeepLast (in notebook 12 set gaps = GapRule.KeepLast).")]
    [InlineData("t,x\n1,5\n2,∞\n3,6\n", "mine.csv, line 3, column 'x': '∞' stands for a missing value; fill it, or leave the cell empty and let it hold the value before: GapRule.KeepLast (in notebook 12 set gaps = GapRule.KeepLast).")]
    [InlineData("t,x\n1,5\n2,1e999\n3,6\n", "mine.csv, line 3, column 'x': '1e999' is not a number; correct it, or leave the cell empty.")]
    [InlineData("t;x\n1;5.5\n2;6,5\n", "mine.csv has numbers with a point (line 2) and with a comma (line 3): decide on one decimal sign, and take out signs between thousands.")]
    [InlineData("t;x\n1;1,234\n2;5,678\n", "mine.csv, line 2: '1,234' may be a number with three decimals or one with its thousands apart, and no other line tells; write it with a point, or without the comma.")]
    [InlineData("t;x\n1;1.234.567\n2;5\n", "mine.csv, line 2, column 'x': '1.234.567' has signs between its thousands; write it without them.")]
    [InlineData("t;x\n1;12 MB\n2;5\n", "mine.csv, line 2, column 'x': '12 MB' is a number with a unit; take the unit out.")]
    [InlineData("t,x\n1,5\n2,6,5\n", "mine.csv, line 3: 3 values where line 1 has 2; complete the line or delete it, and if its numbers have a decimal comma, part the columns by semicolons.")]
    [InlineData("t,x\n1,5\n2\n", "mine.csv, line 3: 1 value where line 1 has 2; complete the line or delete it, and if its numbers have a decimal comma, part the columns by semicolons.")]
    [InlineData("t,x\n", "mine.csv has no line of numbers after its names: it needs one line for each step of time.")]
    [InlineData("\n \n", "mine.csv is empty: it needs one line for each step of time.")]
    [InlineData("PK\u0003\u0004rest", "mine.csv is a workbook or another packed file, not text: open it in its program and save it as CSV.")]
    [InlineData("a\0b", "mine.csv is not a text file in UTF-8: save it in UTF-8 (spreadsheets call it \"CSV UTF-8\").")]
    [InlineData("# sales of 2025\nd;x\n2026-01-01;5\n", "mine.csv, line 2: 2 values where line 1 has 1 (line 1 is '# sales of 2025': a title? delete it); complete the line or delete it.")]
    [InlineData("# sales, all shops\nd,x\n2026-01-01,5\n", "mine.csv, line 2, column 'all shops' (line 1 is '# sales': a title? delete it): 'x' is not a number; correct it, or delete the line.")]
    [InlineData("t,x\n1,\"5\n", "mine.csv, line 2: a quote is opened and not closed; close it or take it out.")]
    [InlineData("x,x\n1,5\n", "mine.csv, line 1: two columns are named 'x'; give each a name of its own.")]
    [InlineData("d,x\n2026-01-02,5\n2026-01-01,6\n2026-01-03,7\n", "mine.csv, line 3: '2026-01-01' comes after '2026-01-02'; sort the lines by time, earliest first.")]
    [InlineData("d,x\n2026-01-01,5\n2026-01-01,6\n2026-01-03,7\n", "mine.csv, line 3: the time '2026-01-01' is there twice; keep one line for each time, and if the hour stands in another column, join the two.")]
    [InlineData("31/01/2026\n01/02/2026\n", "mine.csv, line 1, column 'column 1': '31/01/2026' is a date in a form that is another day elsewhere; write year, month, day, as in 2024-03-01.")]
    [InlineData("d,x\n01.03.2024 00:00,5\n02.03.2024 00:00,6\n", "mine.csv, line 2, column 'd': '01.03.2024 00:00' is a date in a form that is another day elsewhere; write year, month, day, as in 2024-03-01.")]
    [InlineData("x,d\n5,01.03.2024 00:00\n6,02.03.2024 00:00\n", "mine.csv, line 2, column 'd': '01.03.2024 00:00' is a date in a form that is another day elsewhere; write year, month, day, as in 2024-03-01.")]
    [InlineData("d,x\n03/01/2024 12:00 AM,5\n03/02/2024 12:00 AM,6\n", "mine.csv, line 2, column 'd': '03/01/2024 12:00 AM' is a date in a form that is another day elsewhere; write year, month, day, as in 2024-03-01.")]
    [InlineData("n,d,x\n1,1-3-24,5\n2,2-3-24,6\n", "mine.csv, line 2, column 'd': '1-3-24' is a date in a form that is another day elsewhere; write year, month, day, as in 2024-03-01.")]
    [InlineData("from,to\n2024-03-01,2024-03-02\n2024-03-02,2024-03-03\n", "mine.csv has dates and no column of numbers; a series needs a number beside each date.")]
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

    /// <summary>What is filled is said, with the longest run and its lines.</summary>
    [Theory]
    [InlineData("t,x,y\n1,1,1\n2,,1\n3,,1\n4,7,1\n5,,1\n6,8,1\n", GapRule.KeepLast, "times in 't'; in 'x' 3 empty cells hold the value before (longest run: 2, lines 3 to 4).")]
    [InlineData("t,x\n1,1\n2,\n3,1\n", GapRule.Interpolate, "times in 't'; in 'x' 1 empty cell holds the straight line between its neighbours (longest run: 1, line 3).")]
    [InlineData("t,x\n1,1\n2,4\n3,1\n", GapRule.KeepLast, "times in 't'.")]
    public void What_is_filled_is_said(string text, GapRule rule, string said) => Assert.EndsWith(said, CsvTable.Parse(text, gaps: rule).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData(24, 100, true)]
    [InlineData(25, 100, false)]
    [InlineData(50, 1000, true)]
    [InlineData(51, 1000, false)]
    public void A_long_gap_is_refused(int gap, int rows, bool filled)
    {
        var table = CsvTable.Parse("t,x\n" + string.Concat(Enumerable.Range(1, rows).Select(t => $"{t},{(t > 10 && t <= 10 + gap ? "" : "5")}\n")), "mine.csv", GapRule.KeepLast);
        if (filled) Assert.All(table.Column(), value => Assert.Equal(5, value));
        else Assert.Equal($"mine.csv, column 'x': the cells of lines 12 to {11 + gap} are empty, {gap} in a row; at most {gap - 1} are filled (24 lines, or 5 % of the lines where that is more). Take a part of the file without that gap.",
            Assert.Throws<InvalidDataException>(() => table.Column()).Message);
    }

    /// <summary>Dates are times wherever their column stands, and no numbers to forecast.</summary>
    [Fact]
    public void A_column_of_dates_is_found_in_any_place()
    {
        var table = CsvTable.Parse("n,x,d\n1,7,2024/03/01\n2,8,2024/03/02\n", "mine.csv");
        Assert.Equal("mine.csv: 'n', 'x'; 2 lines of numbers, names in line 1, columns parted by commas, decimal point, times in 'd'.", table.ToString());
        Assert.Equal([7, 8], table.Column());
        Assert.Equal(["n"], CsvTable.Parse("n,d,e\n7,2024-03-01,2024-03-01\n8,2024-03-02,2024-03-01\n").Names);
        string text = "x,d\n" + string.Concat(Enumerable.Range(1, 28).Where(day => day != 17).Select(day => $"{day % 5},2026-02-{day:00}\n"));
        Assert.Equal("mine.csv, line 18: the time goes from '2026-02-16' to '2026-02-18', longer than the usual step; put in the missing lines (their values may be empty with GapRule.KeepLast).",
            Assert.Throws<InvalidDataException>(() => CsvTable.Parse(text, "mine.csv")).Message);
    }

    /// <summary>A name in another encoding would be read as a replacement character.</summary>
    [Fact]
    public void A_file_in_another_encoding_is_refused_by_name()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, [.. "gr"u8, 0xFC, .. "n\n1\n2\n"u8]);
            foreach (Func<object> read in new Func<object>[] { () => CsvTable.Read(path), () => CsvTable.TextOf(path) })
                Assert.Equal($"{Path.GetFileName(path)} is not a text file in UTF-8: save it in UTF-8 (spreadsheets call it \"CSV UTF-8\").", Assert.Throws<InvalidDataException>(read).Message);
            File.WriteAllBytes(path, [.. "PK"u8, 3, 4, 0xFF]);
            Assert.Contains("is a workbook", Assert.Throws<InvalidDataException>(() => CsvTable.Read(path)).Message, StringComparison.Ordinal);
            File.WriteAllText(path, "grün\n1\n2\n", System.Text.Encoding.Unicode);
            Assert.Equal(["grün"], CsvTable.Read(path).Names);
        }
        finally
        {
            File.Delete(path);
        }
    }

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
