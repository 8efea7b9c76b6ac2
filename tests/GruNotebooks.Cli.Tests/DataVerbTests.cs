using GruNotebooks.Cli.Verbs;

namespace GruNotebooks.Cli.Tests;

public class DataVerbTests
{
    [Fact]
    public async Task An_unknown_data_set_is_wrong_usage_and_the_known_ones_are_named()
    {
        var (code, _, error) = await Invoke("data", "fetch", "mnist");
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("chorales", error);
    }

    [Theory]
    [InlineData(true, "is not the published jsb-chorales-quarter.json")]
    [InlineData(false, "nowhere.json")]
    public async Task A_file_that_is_not_the_data_set_is_refused_in_one_line(bool exists, string message)
    {
        var folder = Directory.CreateTempSubdirectory("gru-tests-");
        string file = Path.Combine(folder.FullName, "nowhere.json");
        if (exists) await File.WriteAllTextAsync(file, "{}");
        var (code, output, error) = await Invoke("data", "fetch", "chorales", "--from", file);
        folder.Delete(recursive: true);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(message, error);
        Assert.Single(error.Trim().Split('\n'));
        Assert.Empty(output);
    }

    [Fact]
    public async Task Prose_is_gathered_into_a_file()
    {
        var folder = Directory.CreateTempSubdirectory("gru-tests-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "01.ipynb"), """{"cells": [{"cell_type": "markdown", "source": "A sentence of the tutorial, and a long one."}]}""");
        string file = Path.Combine(folder.FullName, "prose.txt");
        var (code, output, _) = await Invoke("data", "prose", folder.FullName, "--out", file);
        string text = await File.ReadAllTextAsync(file);
        folder.Delete(recursive: true);
        Assert.Equal((ExitCode.Done, "A sentence of the tutorial, and a long one.\n"), (code, text));
        Assert.Contains("44 characters", output);
    }

    [Fact]
    public async Task A_folder_without_notebooks_has_no_prose()
    {
        var folder = Directory.CreateTempSubdirectory("gru-tests-");
        var (code, _, error) = await Invoke("data", "prose", folder.FullName);
        folder.Delete();
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("has no notebook with prose", error);
    }

    private static async Task<(int Code, string Output, string Error)> Invoke(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        int code = await GruCommand.InvokeAsync(args, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
