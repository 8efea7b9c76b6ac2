using System.Text;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Tests.Notebooks;

public sealed class NotebookReaderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gru-tests-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("""{"id": true}""", "has the id true, which is no text")]
    [InlineData("""{"id": 7}""", "has the id 7, which is no text")]
    [InlineData("""{"metadata": 1}""", "has metadata that is no object")]
    [InlineData("""{"outputs": [3]}""", "has an output 1 that is none")]
    [InlineData("""{"outputs": [null]}""", "has an output 1 that is none")]
    [InlineData("""{"id": "a", "id": "b"}""", "a name stands twice in one object")]
    [InlineData("""{"id": "\ud83d"}""", "half of a letter")]
    [InlineData("""{"outputs": [{"output_type": "stream", "name": "stdout", "text": NaN}]}""", "NaN and Infinity are no JSON")]
    [InlineData("""{"metadata": {"polyglot_notebook": {"kernelName": "fsharp"}}}""", "is written in 'fsharp'; only C#")]
    [InlineData("""{"metadata": {"dotnet_interactive": {"language": "pwsh"}}}""", "is written in 'pwsh'; only C#")]
    public void What_is_wrong_with_a_cell_is_said(string members, string message) => Assert.Contains(message, Refusal(Notebook(Cell(members))));

    [Fact]
    public void What_has_no_end_or_is_too_large_is_not_read_not_through_a_link_either()
    {
        if (OperatingSystem.IsWindows()) return;
        string link = Path.Combine(folder.FullName, "device.ipynb"), large = Path.Combine(folder.FullName, "large.ipynb");
        File.CreateSymbolicLink(link, "/dev/zero");
        using (var file = File.Create(large)) file.SetLength(2_000_000_000);
        Assert.Contains("device.ipynb: is empty, or is no file (a pipe, a device)", Assert.Throws<UserException>(() => NotebookReader.Read(link)).Message);
        Assert.Contains("large.ipynb: has 2,000,000,000 bytes; notebooks of up to 100,000,000 can be read", Assert.Throws<UserException>(() => NotebookReader.Read(large)).Message);
    }

    [Theory]
    [InlineData("""{"id": null}""")]
    [InlineData("""{"metadata": null}""")]
    [InlineData("""{"metadata": {"tags": null}}""")]
    [InlineData("""{"metadata": {"tags": ["parameters"]}}""")]
    [InlineData("""{"metadata": {"polyglot_notebook": {"kernelName": "html"}}}""")]
    [InlineData("""{"metadata": {"dotnet_interactive": {"language": "C#"}}}""")]
    [InlineData("""{"outputs": null}""")]
    [InlineData("""{"outputs": []}""")]
    [InlineData("""{"outputs": [{"output_type": "stream", "name": "stdout", "text": ["one\n", "two"]}]}""")]
    [InlineData("""{"outputs": [{"output_type": "error", "ename": "E", "evalue": "v"}]}""")]
    [InlineData("""{"outputs": [{"output_type": "error", "ename": "E", "evalue": "v", "traceback": []}]}""")]
    [InlineData("""{"outputs": [{"output_type": "display_data", "data": {"text/plain": "1", "application/json": 1}, "metadata": null}]}""")]
    [InlineData("""{"outputs": [{"output_type": "execute_result", "data": {}, "metadata": {}}]}""")]
    public void A_sound_cell_is_read(string members) => Assert.Single(NotebookReader.Parse(Notebook(Cell(members)), "a.ipynb").Cells);

    [Theory]
    [InlineData("""{"output_type": "stream", "name": 1, "text": "a"}""")]
    [InlineData("""{"output_type": "stream", "name": "stdout", "text": ["a", 1]}""")]
    [InlineData("""{"output_type": "stream", "name": "stdout", "text": "a", "metadata": []}""")]
    [InlineData("""{"output_type": "error", "evalue": "v"}""")]
    [InlineData("""{"output_type": "error", "ename": "E"}""")]
    [InlineData("""{"output_type": "error", "ename": "E", "evalue": "v", "traceback": "t"}""")]
    [InlineData("""{"output_type": "display_data", "data": "1"}""")]
    [InlineData("""{"output_type": "execute_result", "data": {"text/plain": 1}}""")]
    [InlineData("""{"output_type": "display_data", "data": {"application/json": 1, "text/html": {}}}""")]
    [InlineData("""{"output_type": "another"}""")]
    public void An_output_that_is_none_is_named_by_its_number(string output) => Assert.Contains(
        "has an output 2 that is none (clear it in VS Code or Jupyter)",
        Refusal(Notebook(Cell($$"""{"outputs": [{"output_type": "error", "ename": "E", "evalue": "v"}, {{output}}]}"""))));

    [Theory]
    [InlineData("""{"cell_type": "code"}""")]
    [InlineData("""{"source": "1"}""")]
    [InlineData("""{"cell_type": 1, "source": "1"}""")]
    [InlineData("""{"cell_type": "code", "source": [1]}""")]
    [InlineData("""[]""")]
    [InlineData("null")]
    public void What_is_no_cell_is_named_by_its_place_in_the_file(string cell) =>
        Assert.StartsWith("a.ipynb: cell 2 of the file is not a cell (cell_type, source); save the notebook again", Refusal(Notebook(Cell("{}"), cell)), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"metadata": {"tags": "parameters"}}""", "has tags that are no list of texts")]
    [InlineData("""{"metadata": {"tags": ["parameters", 1]}}""", "has tags that are no list of texts")]
    [InlineData("""{"outputs": {}}""", "has outputs that are no list")]
    [InlineData("""{"id": ["1234567890", "1234567890", "1234567890", "1234567890"]}""", "has the id [\"1234567890\",\"1234567890\",\"1234567890\",…, which is no text")]
    [InlineData("""{"id": ["1234567890", "1234567890", "1234567890"]}""", "has the id [\"1234567890\",\"1234567890\",\"1234567890\"], which")]
    [InlineData("""{"id": ["1234567890", "1234567890", "12345678901"]}""", "has the id [\"1234567890\",\"1234567890\",\"12345678901\"…, which")]
    [InlineData("""{"metadata": {"x": ["a", {"b": "\ud83d"}]}}""", "half of a letter")]
    [InlineData("""{"metadata": {"\ud83d": 1}}""", "half of a letter")]
    public void The_wrong_member_of_a_cell_is_named(string members, string message) => Assert.Contains(message, Refusal(Notebook(Cell(members))));

    [Fact]
    public void What_a_markdown_cell_calls_its_outputs_does_not_matter() =>
        Assert.Single(NotebookReader.Parse(Notebook("""{"cell_type": "markdown", "source": "text", "outputs": 3}"""), "a.ipynb").Cells);

    [Theory]
    [InlineData("""{"cells": [], "metadata": {}}""", "not a notebook of nbformat 4 (no list of cells)")]
    [InlineData("""{"nbformat": 4}""", "not a notebook of nbformat 4 (no list of cells)")]
    [InlineData("""{"nbformat": 4, "cells": {}}""", "not a notebook of nbformat 4 (no list of cells)")]
    [InlineData("""{"nbformat": 3, "cells": [1]}""", "nbformat 3 cannot be read, only 4")]
    [InlineData("""{"nbformat": "4", "cells": [1]}""", "nbformat \"4\" cannot be read, only 4")]
    [InlineData("""{"nbformat": 4, "cells": []}""", "has no cells; nothing can be run")]
    [InlineData("""{"nbformat": 4, "metadata": [], "cells": [1]}""", "its metadata is no object")]
    [InlineData("""{"nbformat": 4, "metadata": {"kernelspec": "C#"}, "cells": [{"cell_type": "code", "source": "1"}]}""", "its kernelspec is no object")]
    [InlineData("""{"nbformat": 4, "metadata": {"kernelspec": {"name": "ir"}}, "cells": [{"cell_type": "code", "source": "1"}]}""", "is written for the kernel 'ir'")]
    [InlineData("""{"nbformat": 4, "metadata": {"polyglot_notebook": {"kernelInfo": {"defaultKernelName": "fsharp"}}}, "cells": [{"cell_type": "code", "source": "1"}]}""", "is written for the kernel 'fsharp'")]
    [InlineData("[]", "not a notebook: its JSON is no object")]
    [InlineData("3", "not a notebook: its JSON is no object")]
    public void The_wrong_member_of_a_notebook_is_named(string text, string message) =>
        Assert.Contains("a.ipynb: " + message, Refusal(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "code", "source": "1"}]}""")]
    [InlineData("""{"nbformat": 4, "metadata": {"kernelspec": null}, "cells": [{"cell_type": "code", "source": "1"}]}""")]
    [InlineData("""{"nbformat": 4, "metadata": {"kernelspec": {"name": ".NET-CSharp"}, "polyglot_notebook": {"kernelInfo": {"defaultKernelName": "csharp"}}}, "cells": [{"cell_type": "code", "source": "1"}]}""")]
    public void A_notebook_that_says_csharp_or_nothing_is_read(string text)
    {
        var notebook = NotebookReader.Parse(Encoding.UTF8.GetBytes(text), "a.ipynb");
        Assert.Equal(Path.GetFullPath("a.ipynb"), notebook.Path);
        Assert.Equal("1", Assert.Single(notebook.Cells).Source);
    }

    [Theory]
    [InlineData("NaN", "not JSON (line 3): NaN and Infinity are no JSON; clear the outputs that hold them.")]
    [InlineData("[1,-Infinity]", "not JSON (line 3): NaN and Infinity are no JSON; clear the outputs that hold them.")]
    [InlineData("oops", "not JSON (line 3); restore the file, for example with git checkout.")]
    [InlineData("xNaN", "not JSON (line 3); restore the file, for example with git checkout.")]
    public void Broken_JSON_is_named_by_its_line_and_with_its_cure(string value, string message) =>
        Assert.Equal("a.ipynb: " + message, Refusal(Encoding.UTF8.GetBytes($"{{\n\"nbformat\": 4,\n\"cells\": {value}\n}}")));

    [Fact]
    public void A_name_that_stands_twice_is_said_without_its_path_in_the_file() =>
        Assert.Matches("^a.ipynb: [^:]*'nbformat'[^:]*\\(a name stands twice in one object\\); save", Refusal("""{"nbformat": 4, "nbformat": 4}"""u8.ToArray()));

    [Fact]
    public void A_code_cell_of_another_language_is_named_by_its_number_and_its_id()
    {
        const string FSharp = """{"cell_type": "code", "source": "1", "metadata": {"polyglot_notebook": {"kernelName": "fsharp"}}""";
        Assert.Contains("a.ipynb cell [2] gate: is written in 'fsharp'", Refusal(Notebook(Cell("{}"), """{"cell_type": "markdown", "source": ""}""", FSharp + """, "id": "gate"}""")));
        Assert.Contains("a.ipynb cell [1]: is written in 'fsharp'", Refusal(Notebook(FSharp + "}")));
    }

    [Fact]
    public void A_file_that_is_missing_is_named_with_its_place()
    {
        string missing = Path.Combine(folder.FullName, "none.ipynb"), deeper = Path.Combine(folder.FullName, "none", "b.ipynb");
        Assert.Equal($"none.ipynb: no such notebook or folder: {missing}", Assert.Throws<UserException>(() => NotebookReader.Read(missing)).Message);
        Assert.Equal($"b.ipynb: no such notebook or folder: {deeper}", Assert.Throws<UserException>(() => NotebookReader.Read(deeper)).Message);
    }

    [Fact]
    public void Files_that_are_no_notebooks_are_refused_in_a_sentence()
    {
        Assert.Contains("is not UTF-8 (byte 2)", Refusal([(byte)'{', 0xE9, (byte)'}']));
        Assert.Contains("is empty, or is no file", Refusal([]));
        Assert.Contains(".dib files are not read", Assert.Throws<UserException>(() => NotebookReader.Read(Path.Combine(folder.FullName, "a.dib"))).Message);
    }

    [Fact]
    public void A_byte_order_mark_is_no_fault()
    {
        string path = Path.Combine(folder.FullName, "bom.ipynb");
        File.WriteAllText(path, """{"cells": [{"cell_type": "code", "source": "1"}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}""", new UTF8Encoding(true));
        Assert.Single(NotebookReader.Read(path).Cells);
    }

    private static string Cell(string members) => """{"cell_type": "code", "source": "1" """ + (members == "{}" ? "}" : ", " + members[1..]);

    private static byte[] Notebook(params string[] cells) =>
        Encoding.UTF8.GetBytes($$"""{"cells": [{{string.Join(", ", cells)}}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}""");

    private string Refusal(byte[] content)
    {
        string path = Path.Combine(folder.FullName, "a.ipynb");
        File.WriteAllBytes(path, content);
        return Assert.Throws<UserException>(() => NotebookReader.Read(path)).Message;
    }
}
