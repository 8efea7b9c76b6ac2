using GruNotebooks.Lessons.Demonstrations;
using GruNotebooks.Tasks;

namespace GruNotebooks.Lessons.Tests;

public class ServiceCountersTests
{
    [Fact]
    public void The_file_is_what_the_program_writes() =>
        Assert.Equal(ServiceCounters.ToCsv(), File.ReadAllText(DataFolder.Find("counters.csv")).ReplaceLineEndings("\n"));

    [Fact]
    public void The_file_is_read_as_a_table_of_times()
    {
        var table = CsvTable.Read("counters.csv");
        Assert.Equal(ServiceCounters.Rows, table.Rows);
        Assert.Equal(["requests-per-second", "gc-heap-megabytes"], table.Names);
        Assert.Equal("2026-03-15 23:45", table.Times![^1]);
    }
}
