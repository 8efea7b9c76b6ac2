[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace GruNotebooks.Kernel.Tests;

/// <summary>Every notebook, unchanged, in the real kernel, the cells that need Plotly.NET included.</summary>
public class NotebookTests
{
    public static TheoryData<string> Notebooks => [.. NotebookFile.All()];

    [Theory]
    [MemberData(nameof(Notebooks))]
    public async Task Runs_in_dotnet_interactive(string notebook)
    {
        var file = new NotebookFile(Path.Combine(NotebookFile.Root, notebook));
        Directory.SetCurrentDirectory(file.Folder);
        using var kernel = new KernelSession();
        var wrong = new List<string>();
        foreach (var (id, source, tags, charts) in file.CodeCells())
        {
            if (tags.Contains("skip-execution")) continue;
            var result = await kernel.RunAsync(source);
            if (result.Failure is null == tags.Contains("raises-exception")) wrong.Add($"cell {id}: {result.Failure ?? "ran, though it is tagged raises-exception"}");
            if (result.ErrorText.Length > 0) wrong.Add($"cell {id} wrote to the error stream: {result.ErrorText}");
            if (charts > 0 && result.Charts != charts) wrong.Add($"cell {id} shows {result.Charts} charts, {charts} are committed");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
