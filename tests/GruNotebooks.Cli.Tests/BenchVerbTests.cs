using GruNotebooks.Cli.Verbs;

namespace GruNotebooks.Cli.Tests;

public class BenchVerbTests
{
    [Theory]
    [InlineData("bench --hidden 9999999999", "Cannot parse argument '9999999999' for option '--hidden'")]
    [InlineData("bench --steps many", "Cannot parse argument 'many' for option '--steps'")]
    [InlineData("bench --batch 0", "--batch must be a whole number above 0")]
    [InlineData("bench --threads 9999999999", "Cannot parse argument '9999999999' for option '--threads'")]
    [InlineData("bench --seconds soon", "Cannot parse argument 'soon' for option '--seconds'")]
    [InlineData("bench --seconds NaN", "--seconds must lie between 0 and 3600")]
    [InlineData("fingerprint --threads -9999999999", "Cannot parse argument '-9999999999' for option '--threads'")]
    [InlineData("bench --hidden 2000000000", "choose smaller sizes")]
    [InlineData("bench --steps 2000000000 --batch 100", "choose smaller sizes")]
    public async Task What_cannot_be_measured_is_wrong_usage_in_one_line(string command, string message)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        int code = await GruCommand.InvokeAsync(command.Split(' '), output, error);
        Assert.Equal((ExitCode.Usage, ""), (code, output.ToString()));
        Assert.Contains(message, error.ToString());
        Assert.DoesNotContain("Exception", error.ToString());
        Assert.Single(error.ToString().Trim().Split('\n'));
    }
}
