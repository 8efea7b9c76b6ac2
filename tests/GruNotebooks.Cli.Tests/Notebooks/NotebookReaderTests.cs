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
    public void What_is_wrong_with_a_cell_is_said(string members, string message)
    {
        string cell = """{"cell_type": "code", "source": "1", """ + members[1..];
        Assert.Contains(message, Refusal(Encoding.UTF8.GetBytes($$"""{"cells": [{{cell}}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}""")));
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

    private string Refusal(byte[] content)
    {
        string path = Path.Combine(folder.FullName, "a.ipynb");
        File.WriteAllBytes(path, content);
        return Assert.Throws<UserException>(() => NotebookReader.Read(path)).Message;
    }
}
