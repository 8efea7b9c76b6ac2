using System.Text.Json.Nodes;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Tests.Notebooks;

/// <summary>A notebook in memory: its title, its cells, their languages and their outputs.</summary>
public sealed class NotebookTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gru-tests-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_title_is_the_first_heading_of_the_first_level_or_the_name_of_the_file()
    {
        Assert.Equal("The gates", Of("""{"cell_type": "code", "source": "# no heading"}""", """{"cell_type": "markdown", "source": "## small\ntext\n#  The gates \n# Later"}""").Title);
        Assert.Equal("a", Of("""{"cell_type": "markdown", "source": "## small\n#none"}""").Title);
    }

    [Fact]
    public void Code_cells_are_numbered_from_one_and_others_are_not()
    {
        var notebook = Of("""{"cell_type": "markdown", "source": ""}""", """{"cell_type": "code", "id": "a", "source": "1"}""", """{"cell_type": "raw", "source": ""}""", """{"cell_type": "code", "source": "2"}""");
        Assert.Equal([("a", 1), ("", 2)], notebook.NumberedCodeCells.Select(numbered => (numbered.Cell.Id, numbered.Number)));
        Assert.Equal([(false, true), (true, false), (false, false), (true, false)], notebook.Cells.Select(cell => (cell.IsCode, cell.IsMarkdown)));
    }

    [Fact]
    public void A_copy_has_cells_of_its_own()
    {
        var notebook = Of("""{"cell_type": "code", "source": "1"}""");
        var copy = notebook.Copy();
        Assert.Equal(notebook.Path, copy.Path);
        copy.Cells[0].Outputs = [new JsonObject()];
        Assert.Empty(notebook.Cells[0].Outputs);
        Assert.Single(copy.Cells[0].Outputs);
    }

    [Fact]
    public void A_cell_says_its_tags_and_its_language_in_either_place()
    {
        var cells = Of(
            """{"cell_type": "code", "source": "", "metadata": {"tags": ["volatile"], "polyglot_notebook": {"kernelName": "html"}, "dotnet_interactive": {"language": "csharp"}}}""",
            """{"cell_type": "code", "source": "", "metadata": {"dotnet_interactive": {"language": "csharp"}}}""",
            """{"cell_type": "code", "source": ""}""").Cells;
        Assert.Equal(["html", "csharp", null], cells.Select(cell => cell.Language));
        Assert.Equal([true, false, false], cells.Select(cell => cell.HasTag("volatile")));
        Assert.Empty(cells[1].Tags);
    }

    [Theory]
    [InlineData("HTML", "<b>1</b>", "#!html\n<b>1</b>")]
    [InlineData("javascript", "  #!javascript\n1", "  #!javascript\n1")]
    [InlineData("csharp", "1", "1")]
    [InlineData(null, "1", "1")]
    public void A_cell_that_is_shown_is_submitted_with_the_directive_that_says_so_once(string? language, string source, string submission)
    {
        var json = new JsonObject { ["cell_type"] = "code", ["source"] = source };
        if (language is not null) json["metadata"] = new JsonObject { ["polyglot_notebook"] = new JsonObject { ["kernelName"] = language } };
        Assert.Equal(submission, CellLanguage.Submission(new NotebookCell(json)));
    }

    [Theory]
    [InlineData("csharp", true, true)]
    [InlineData("C#", true, true)]
    [InlineData(".net-csharp", true, true)]
    [InlineData("cs", true, true)]
    [InlineData("HTML", false, true)]
    [InlineData("javascript", false, true)]
    [InlineData("markdown", false, true)]
    [InlineData("fsharp", false, false)]
    public void Languages_are_known_by_name_whatever_the_case(string name, bool csharp, bool known) =>
        Assert.Equal((csharp, known), (CellLanguage.IsCSharp(name), CellLanguage.IsKnown(name)));

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/vnd.plotly.v1+json", true)]
    [InlineData("text/json", false)]
    [InlineData("application/json+x", false)]
    public void Formats_that_are_JSON_are_known_by_name(string type, bool json) => Assert.Equal(json, MimeType.IsJson(type));

    [Fact]
    public void Pieces_of_one_stream_that_follow_each_other_are_one_output()
    {
        var outputs = new CellOutputs();
        foreach (var (name, text) in new[] { ("stdout", "a\n"), ("stdout", "b"), ("stderr", "c"), ("stdout", "d") })
            outputs.Add(new JsonObject { ["output_type"] = "stream", ["name"] = name, ["text"] = text });
        outputs.Add(new JsonObject { ["output_type"] = "error", ["ename"] = "E" });
        outputs.Add(new JsonObject { ["output_type"] = "error", ["ename"] = "F" });
        Assert.Equal(["a\nb", "c", "d", "", ""], outputs.ToJson().Select(output => MultilineText.Read(output!["text"])));
    }

    [Fact]
    public void A_later_display_of_the_same_id_takes_the_place_of_the_first_and_one_of_no_known_id_is_dropped()
    {
        var outputs = new CellOutputs();
        outputs.Add(Shown("one"), "id");
        outputs.Add(Shown("two"));
        outputs.Add(Shown("three", "alt"), "id", isUpdate: true);
        outputs.Add(Shown("four"), "another", isUpdate: true);
        outputs.Add(Shown("five"), displayId: null, isUpdate: true);
        var json = outputs.ToJson();
        Assert.Equal(["three", "two"], json.Select(output => output!["data"]!["text/plain"].Text()));
        Assert.Equal("alt", json[0]!["metadata"]!["alt"].Text());

        static JsonObject Shown(string text, string? alt = null) => new()
        {
            ["output_type"] = "display_data",
            ["data"] = new JsonObject { ["text/plain"] = text },
            ["metadata"] = alt is null ? new JsonObject() : new JsonObject { ["alt"] = alt },
        };
    }

    [Fact]
    public void The_stack_of_an_error_is_left_out_and_its_words_stay() => Assert.Equal(
        "System.Exception: stuck at the gate\n ---> inner",
        ErrorText.WithoutStack("System.Exception: stuck at the gate\r\n ---> inner\n   at A.B()\n   --- End of inner exception stack trace ---\n\n"));

    [Fact]
    public void A_file_that_already_holds_the_notebook_is_not_written_again()
    {
        string path = Path.Combine(folder.FullName, "a.ipynb");
        var notebook = Of("""{"cell_type": "code", "source": "1"}""");
        Assert.True(NotebookWriter.Write(notebook, path));
        Assert.False(NotebookWriter.Write(notebook, path));
        Assert.Equal(JupyterJson.Write(notebook.Document), File.ReadAllText(path));
        notebook.Cells[0].Outputs = [];
        Assert.True(NotebookWriter.Write(notebook, path));
        Assert.Equal(JupyterJson.Write(notebook.Document), File.ReadAllText(path));
    }

    [Fact]
    public void What_a_killed_process_left_beside_the_file_is_removed_even_where_nothing_is_to_be_written()
    {
        string path = Path.Combine(folder.FullName, "a.ipynb");
        var notebook = Of("""{"cell_type": "code", "source": "1"}""");
        NotebookWriter.Write(notebook, path);
        File.WriteAllText(path + $".{int.MaxValue}.tmp", "half");
        Assert.False(NotebookWriter.Write(notebook, path));
        Assert.Equal([path], Directory.GetFiles(folder.FullName));
    }

    private static Notebook Of(params string[] cells) =>
        new(Path.GetFullPath("a.ipynb"), JsonNode.Parse($$"""{"cells": [{{string.Join(", ", cells)}}]}""")!.AsObject());
}
