using System.Diagnostics;
using GruNotebooks.Cli.Kernel;
using GruNotebooks.Cli.Verbs;

namespace GruNotebooks.Cli.Tests.Running;

/// <summary>`gru` as a user starts it: a process of its own, with the user's culture, home and current folder.</summary>
public sealed class UserMachineTests
{
    [Theory]
    [InlineData("de_DE.UTF-8", null, "1,5|I|1.5")]
    [InlineData("tr_TR.UTF-8", "/dev/null", "1,5|İ|1.5")]
    public async Task Runs_under_any_culture_and_without_a_home_and_leaves_nothing_where_it_was_started(string culture, string? home, string printed)
    {
        using var folder = new NotebookFolder();
        folder.Notebook("01-a.ipynb", "Console.Write($\"{1.5}|{\"i\".ToUpper()}|\"); 1.5", "new[] { new { Rate = 0.25 } }");
        string empty = Directory.CreateDirectory(Path.Combine(folder.Notebooks, "here")).FullName;
        var start = new ProcessStartInfo(DotnetHost.Path)
        {
            ArgumentList = { typeof(GruCommand).Assembly.Location, "run", folder.Path("01-a.ipynb"), "--out", folder.Out },
            WorkingDirectory = empty,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = culture;
        start.Environment["HOME"] = home;

        using var gru = Process.Start(start)!;
        string errors = await gru.StandardError.ReadToEndAsync();
        string output = await gru.StandardOutput.ReadToEndAsync();
        await gru.WaitForExitAsync();

        Assert.Equal((ExitCode.Done, ""), (gru.ExitCode, errors));
        Assert.DoesNotMatch(@"\d,\d s", output);
        Assert.Empty(Directory.EnumerateFileSystemEntries(empty));
        var executed = folder.Executed("01-a.ipynb");
        // The user's culture inside the cell, none in what is shown. Windows has no LC_ALL.
        if (!OperatingSystem.IsWindows()) Assert.Equal(printed, executed.Text(1));
        Assert.Contains("0.25", executed.Text(2));
    }
}
