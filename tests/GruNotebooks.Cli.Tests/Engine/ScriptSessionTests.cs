using System.Globalization;
using System.Text.Json.Nodes;
using GruNotebooks.Cli.Engine;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Tests.Engine;

/// <summary>Cells in this process: what a host of C# notebooks gives and what it refuses.</summary>
public sealed class ScriptSessionTests : IDisposable
{
    private readonly List<JsonObject> outputs = [];
    private readonly CellOutputs sink;
    private readonly ScriptSession session;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gru-tests-");

    public ScriptSessionTests()
    {
        sink = new CellOutputs(outputs.Add);
        session = new ScriptSession(new StartMessage(folder.FullName, folder.FullName, [], DateTime.UtcNow), sink);
        DisplayExtensions.Outputs = sink;
    }

    public void Dispose()
    {
        session.Dispose();
        sink.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_notebook_of_cells()
    {
        // One session for all: starting the compiler is what costs.
        Assert.Equal("3", await Text("var list = new List<int> { 1, 2 };\nlist.Sum()"));
        Assert.Equal("", await Text("list.Add(4);"));
        Assert.Equal("[1, 2, 4]", await Text("list"));
        Assert.Equal("7", await Text("await Task.FromResult(list.Sum())"));
        Assert.Equal("<null>", await Text("(string)null"));
        Assert.Equal("first7", await Text("\"first\".Display(); list.Sum().Display()"));
        Assert.Equal("", await Text("#!csharp\n// nothing"));

        // What a cell sets before it throws stays set.
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => session.RunAsync("int kept = 5; throw new InvalidOperationException(\"stop\");"));
        Assert.Equal("stop", thrown.Message);
        Assert.Equal("5", await Text("kept"));

        // C# 13 is what the oldest host compiles.
        await Assert.ThrowsAsync<Microsoft.CodeAnalysis.Scripting.CompilationErrorException>(() => session.RunAsync("class Late { public int X { get => field; set; } }"));
    }

    [Fact]
    public async Task Imports_scripts_and_notebooks_with_paths_from_the_notebooks_folder()
    {
        Write("helpers.csx", "using System.IO;\nint Twice(int x) => 2 * x;");
        Write("all.csx", "#!import helpers.csx\nvar six = Twice(3);");
        Write("loop.csx", "#!import loop.csx");
        Write("odd.csx", "#!magic");
        Assert.Equal("6 a.txt", await Text("#!import all.csx\nvar name = Path.GetFileName(\"x/a.txt\"); $\"{six} {name}\""));
        Assert.Contains("imports itself", (await Assert.ThrowsAsync<InvalidOperationException>(() => session.RunAsync("#!import loop.csx"))).Message);
        Assert.Contains("no such file", (await Assert.ThrowsAsync<FileNotFoundException>(() => session.RunAsync("#!import none.csx"))).Message);
        Assert.Contains("cannot be imported", (await Assert.ThrowsAsync<NotSupportedException>(() => session.RunAsync(Write("a.txt", "")))).Message);
        Assert.Contains("unknown directive #!magic", (await Assert.ThrowsAnyAsync<Exception>(() => session.RunAsync("#!import odd.csx"))).Message);

        // The compiler counts the cell's own lines, those of directives too.
        var error = await Assert.ThrowsAsync<Microsoft.CodeAnalysis.Scripting.CompilationErrorException>(() => session.RunAsync("#!import helpers.csx\n\nmissing"));
        Assert.StartsWith("(3,1)", error.Diagnostics[0].ToString());
    }

    [Fact]
    public async Task References_an_assembly_by_its_path_and_shows_its_types_by_its_formatters()
    {
        string library = typeof(GruNotebooks.Charts.Plot).Assembly.Location.Replace("\\", "/");
        string numbers = typeof(MathNet.Numerics.Constants).Assembly.Location.Replace("\\", "/");
        await session.RunAsync($"#r \"{library}\"\n#r \"{numbers}\"\nusing GruNotebooks.Layers;\nusing MathNet.Numerics.LinearAlgebra;");
        Assert.Equal("Gru", await Text("CellKind.Gru"));
        await session.RunAsync("Matrix<double>.Build.Dense(2, 3, 0.5)");
        var data = outputs[^1]["data"]!.AsObject();
        Assert.Contains("<table", MultilineText.Read(data["text/html"]));
        Assert.Contains("2 × 3", MultilineText.Read(data["text/plain"]));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public async Task Shown_numbers_know_no_culture_and_printed_ones_do(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Assert.Equal("1234.5", await Text("1234.5"));
            Assert.Equal("A = -1.5", (await Text("new { A = -1.5 }")).Replace("name  value\n", "").Replace("A     ", "A = "));
            Assert.Equal(1.5.ToString(CultureInfo.CurrentCulture), await Text("$\"{1.5}\""));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>Runs a cell and gives what it showed, as text.</summary>
    private async Task<string> Text(string source)
    {
        outputs.Clear();
        sink.Begin(1);
        await session.RunAsync(source);
        sink.Flush();
        return string.Concat(outputs.Select(output => MultilineText.Read(output["text"]) + MultilineText.Read(output["data"]?["text/plain"])));
    }

    /// <summary>Writes a file beside the notebook and gives the line that imports it.</summary>
    private string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(folder.FullName, name), text);
        return $"#!import {name}";
    }
}
