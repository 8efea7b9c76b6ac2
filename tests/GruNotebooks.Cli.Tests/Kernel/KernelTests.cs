using System.Text.Json.Nodes;
using GruNotebooks.Cli.Notebooks;
using GruNotebooks.Cli.Tests.Running;
using Repository = GruNotebooks.Cli.Tests.Portability.Repository;

namespace GruNotebooks.Cli.Tests.Kernel;

/// <summary>How the kernel treats what notebooks are made of: the import, charts, tables, and what public notebooks use.</summary>
public sealed class KernelTests : IDisposable
{
    private static readonly string Import = $"#!import {Repository.Path("artifacts/gru.csx").Replace('\\', '/')}";
    private const string Chart = """Plot.New("Halving").X("step").Line("what is left", new[] { 1, 0.5, 0.25 }).Alt("What is left halves with every step of the walk.")""";

    private readonly NotebookFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_the_library_shows_looks_the_same_from_the_import_on()
    {
        var notebook = await RunAsync(
            Import,
            "Matrix<double>.Build.Dense(2, 3, 0.25)",
            "record Score(string Model, double Loss);\nnew[] { new Score(\"GRU\", 0.125), new Score(\"LSTM\", 0.25) }",
            "new[] { 1, 2, 3 }.Select(n => new { n, Half = n / 2.0 })",
            "0.1 + 0.2",
            Import,
            Chart,
            "new Dictionary<string, int> { [\"a\"] = 1 }");
        Assert.Contains("2 × 3", notebook.Text(2));
        Assert.Contains("<table", Html(notebook, 2));
        Assert.Equal("Model    Loss\n-----  ------\nGRU    0.1250\nLSTM   0.2500", notebook.Text(3));
        Assert.DoesNotContain("dni-treeview\"><summary", Html(notebook, 3));
        Assert.Contains("1.500", notebook.Text(4));
        Assert.Equal("0.30000000000000004", notebook.Text(5));
        var chart = Output(notebook, 7);
        Assert.Equal([MimeType.Plotly], chart["data"]!.AsObject().Select(format => format.Key).Where(format => format != MimeType.Png));
        Assert.Equal("What is left halves with every step of the walk.", (string?)chart["metadata"]![MimeType.Png]!["alt"]);
        Assert.Equal(["data", "execution_count", "metadata", "output_type"], chart.Select(entry => entry.Key));
        Assert.Contains("a", notebook.Text(8));
    }

    [Fact]
    public async Task What_public_notebooks_use_is_there()
    {
        var notebook = await RunAsync(
            "display(3); HTML(\"<b>x</b>\")",
            "#i \"nuget: https://packages.example/v3/index.json\"\n1 + 1",
            "1.Display(); \"<i>y</i>\".DisplayAs(\"text/html\");",
            "#!time\nvar kept = 5;",
            "#!markdown\n*loud*",
            "#!csharp\nkept",
            "public record Later(int N); await Task.FromResult(new Later(2).N)",
            "Console.Write(\"out\"); Console.Error.Write(\"err\");",
            "#!html\n<u>z</u>",
            "new[] { (1, \"a\") }.DisplayTable();");
        Assert.Contains("<b>x</b>", Html(notebook, 1, last: true));
        Assert.Equal("2", notebook.Text(2));
        Assert.Contains("<i>y</i>", Html(notebook, 3, last: true));
        Assert.Contains("Wall time: ", notebook.Text(4));
        Assert.Contains("<em>loud</em>", Html(notebook, 5));
        Assert.Equal("5", notebook.Text(6));
        Assert.Equal("2", notebook.Text(7));
        Assert.Equal(["stdout", "stderr"], notebook.NumberedCodeCells.ElementAt(7).Cell.Outputs.Select(output => (string?)output!["name"]));
        Assert.Contains("<u>z</u>", Html(notebook, 9));
        Assert.NotEmpty(notebook.Text(10));
    }

    [Fact]
    public async Task A_cell_that_does_not_compile_shows_the_diagnostics_and_one_that_throws_its_exception_without_a_stack()
    {
        folder.Notebook("01-a.ipynb", "tag:raises-exception", "\nint x = \"text\";", "tag:raises-exception", "int kept = 5; throw new InvalidOperationException(\"stop\", new Exception(\"inner\"));", "kept");
        var run = await folder.RunAsync();
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Errors));
        var notebook = folder.Executed("01-a.ipynb");
        Assert.Equal("\n(2,9): error CS0029: Cannot implicitly convert type 'string' to 'int'\n\ncompilation error", notebook.Text(1));
        Assert.Equal("System.InvalidOperationException: stop\n ---> System.Exception: inner", notebook.Text(2));
        Assert.Equal("5", notebook.Text(3));
    }

    [Theory]
    [InlineData("--nuget-source", "https://127.0.0.1:9/index.json")]
    [InlineData("--nuget-source", ".")]
    public async Task A_package_that_no_feed_has_fails_with_package_version_and_feed(string option, string feed)
    {
        folder.Notebook("01-a.ipynb", "#r \"nuget: GruNotebooks.No.Such.Package, 1.2.3\"\n1", "2");
        var run = await folder.RunAsync(option, feed);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        string line = Assert.Single(run.ErrorLines);
        Assert.StartsWith("gru: 01-a.ipynb cell [1] cell-1: no feed gave GruNotebooks.No.Such.Package 1.2.3: ", line);
        Assert.Contains(feed == "." ? Directory.GetCurrentDirectory() : feed, line);
    }

    private async Task<Notebook> RunAsync(params string[] cells)
    {
        folder.Notebook("01-a.ipynb", cells);
        var run = await folder.RunAsync();
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Errors));
        return folder.Executed("01-a.ipynb");
    }

    private static JsonObject Output(Notebook notebook, int cell, bool last = false)
    {
        var outputs = notebook.NumberedCodeCells.ElementAt(cell - 1).Cell.Outputs;
        return outputs[last ? ^1 : 0]!.AsObject();
    }

    private static string Html(Notebook notebook, int cell, bool last = false) => MultilineText.Read(Output(notebook, cell, last)["data"]?[MimeType.Html]);
}
