using System.Text.Json.Nodes;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Tests.Portability;

public class NotebookRuleTests
{
    /// <summary>Read once: they are large, and no rule changes them.</summary>
    private static readonly Notebook[] Committed = [.. Repository.Notebooks().Select(path => new Notebook(path, JsonNode.Parse(File.ReadAllText(path))!.AsObject()))];

    public static TheoryData<string> Rules => [.. NotebookRule.All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_notebook_keeps(string rule)
    {
        string[] breaches = [.. from notebook in Committed
                                from breach in Find(rule).Breaches(notebook)
                                select $"{Path.GetRelativePath(Repository.Root, notebook.Path)}: {breach}"];
        Assert.True(breaches.Length == 0, $"{rule}:\n{string.Join('\n', breaches)}");
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_good_sample_keeps_and_the_spoilt_one_breaks(string rule)
    {
        var document = SampleNotebook.Good();
        Assert.Empty(Find(rule).Breaches(SampleNotebook.Read(document)));
        Find(rule).Spoil(document);
        Assert.NotEmpty(Find(rule).Breaches(SampleNotebook.Read(document)));
    }

    [Fact]
    public void Rules_have_different_names() => Assert.Equal(NotebookRule.All.Count, NotebookRule.All.Select(rule => rule.Name).Distinct().Count());

    [Fact]
    public void Files_are_text_with_line_feeds_and_end_in_one()
    {
        foreach (var path in Repository.Notebooks())
        {
            var text = File.ReadAllText(path);
            Assert.True(text.EndsWith("}\n", StringComparison.Ordinal) && !text.Contains("\r\n"), $"{path}: write lines that end in LF, the last one too");
        }
    }

    private static NotebookRule Find(string name) => NotebookRule.All.Single(rule => rule.Name == name);
}
