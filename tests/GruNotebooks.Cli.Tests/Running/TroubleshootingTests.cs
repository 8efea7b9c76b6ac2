using System.Diagnostics;
using System.Text.Json.Nodes;
using GruNotebooks.Cli.Kernel;
using Repository = GruNotebooks.Cli.Tests.Portability.Repository;

namespace GruNotebooks.Cli.Tests.Running;

/// <summary>What docs/troubleshooting.md tells of, provoked; and the words by which a reader finds it there.</summary>
public sealed class TroubleshootingTests : IDisposable
{
    private static readonly string Page = File.ReadAllText(Repository.Path("docs/troubleshooting.md"));

    private readonly NotebookFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Before_a_build_the_import_says_what_to_do_and_after_it_the_notebook_runs()
    {
        folder.Notebook("01-a.ipynb", "#!import gru.csx", Count);
        var before = await folder.RunAsync();
        Assert.Equal(ExitCode.Failed, before.ExitCode);
        Assert.Contains("Build the library, which writes the import: run `dotnet build`", Assert.Single(before.ErrorLines));

        await LibraryBelow(folder.Notebooks);
        Assert.Equal((ExitCode.Done, ""), await Outcome());
        Assert.Equal("3", folder.Executed("01-a.ipynb").Text(2));
    }

    [Fact]
    public async Task After_a_move_the_import_says_what_to_do()
    {
        folder.Notebook("01-a.ipynb", "#!import gru.csx", Count);
        await LibraryBelow(folder.In("where it was"));
        File.Copy(Path.Combine(folder.In("where it was"), "gru.csx"), folder.Path("gru.csx"));
        Directory.Delete(folder.In("where it was"), recursive: true);
        string line = Assert.Single((await folder.RunAsync()).ErrorLines);
        Assert.Contains("error CS0006: Metadata file", line);
        Assert.EndsWith("run `dotnet build` in the repository's folder.", line);
        Assert.Contains("The folder was moved", Page);
    }

    [Fact]
    public async Task Another_SDK_is_refused_in_the_words_of_the_page()
    {
        const string words = "A compatible .NET SDK was not found";
        File.WriteAllText(Path.Combine(folder.Notebooks, "global.json"), """{"sdk": {"version": "99.0.100", "rollForward": "latestFeature"}}""");
        Assert.Contains(words, await Dotnet("build"));
        Assert.Contains($"`{words}`", Page);

        var asked = JsonNode.Parse(File.ReadAllText(Repository.Path("global.json")))!["sdk"]!;
        Assert.Equal(("10.0.100", "latestFeature"), ((string)asked["version"]!, (string)asked["rollForward"]!));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/hosts.md")]
    [InlineData("docs/troubleshooting.md")]
    public void The_kernel_is_installed_by_the_command_that_the_pinned_tool_has(string document)
    {
        var tool = JsonNode.Parse(File.ReadAllText(Repository.Path(".config/dotnet-tools.json")))!["tools"]!["microsoft.dotnet-interactive"]!;
        string text = File.ReadAllText(Repository.Path(document)), command = (string)tool["commands"]![0]!;
        Assert.Contains("dotnet tool restore\n", text);
        Assert.Contains($"dotnet tool run {command} jupyter install\n", text);
        if (document == "docs/hosts.md") Assert.Contains((string)tool["version"]!, text);
    }

    private const string Count = "new GruNotebooks.Layers.Gru<double>(4, 5, seed: 1).Parameters.Count";

    private async Task<(int, string)> Outcome()
    {
        var run = await folder.RunAsync();
        return (run.ExitCode, run.Errors);
    }

    /// <summary>The library and the script that loads it, in a folder of any name, as a build there would leave them.</summary>
    private static async Task LibraryBelow(string place)
    {
        string[] assemblies = [typeof(Layers.Parameter<>).Assembly.Location, typeof(MathNet.Numerics.Constants).Assembly.Location];
        var copies = assemblies.Select(from => Path.Combine(Directory.CreateDirectory(Path.Combine(place, "bin")).FullName, Path.GetFileName(from))).ToArray();
        foreach (var (from, to) in assemblies.Zip(copies)) File.Copy(from, to);
        await File.WriteAllLinesAsync(Path.Combine(place, "gru.csx"), [.. copies.Select(copy => $"#r \"{copy.Replace('\\', '/')}\""), "using GruNotebooks.Layers;"]);
    }

    private async Task<string> Dotnet(string arguments)
    {
        var start = new ProcessStartInfo(DotnetHost.Path, arguments) { WorkingDirectory = folder.Notebooks, RedirectStandardOutput = true, RedirectStandardError = true };
        using var dotnet = Process.Start(start)!;
        var output = dotnet.StandardOutput.ReadToEndAsync();
        string errors = await dotnet.StandardError.ReadToEndAsync();
        await dotnet.WaitForExitAsync();
        return await output + errors;
    }
}
