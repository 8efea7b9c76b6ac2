using GruNotebooks.Cli.Running;

namespace GruNotebooks.Cli.Tests.Running;

public sealed class ParameterCellsTests : IDisposable
{
    private readonly NotebookFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("var a = \"quick\"; // how long", "paper \"x\"", "var a = \"paper \\\"x\\\"\"; // how long")]
    [InlineData("int a = 3;", "-4", "int a = -4;")]
    [InlineData("var a = -3;", "4", "var a = 4;")]
    [InlineData("double a = 1;", "1e-3", "double a = 0.001d;")]
    [InlineData("var a = 1.5;", "2", "var a = 2d;")]
    [InlineData("float a = 1;", "0.5", "float a = 0.5f;")]
    [InlineData("bool a = false;", "TRUE", "bool a = true;")]
    [InlineData("var a = CellKind.Gru;", "Lstm", "var a = CellKind.Lstm;")]
    [InlineData("CellKind a = CellKind.Gru;", "CellKind.Rnn", "CellKind a = CellKind.Rnn;")]
    [InlineData("int[] a = { 1 };", "2, 3", "int[] a = new int[] { 2, 3 };")]
    [InlineData("var a = new[] { 0.5 };", "[1,2]", "var a = new double[] { 1d, 2d };")]
    [InlineData("double a = 1;", "NaN", "double a = double.NaN;")]
    [InlineData("int b = 1, a = 2; int c = a;", "5", "int b = 1, a = 5; int c = a;")]
    public void A_value_is_read_as_the_variable_s_type(string source, string value, string expected) => Assert.Equal(expected, Set(source, value));

    [Theory]
    [InlineData("int a = 3;", "1.5")]
    [InlineData("int a = 3;", "1,000")]
    [InlineData("double a = 3;", "1,5")]
    [InlineData("bool a = true;", "yes")]
    [InlineData("var a = CellKind.Gru;", "1 + 1")]
    [InlineData("int[] a = { 1 };", "2, x")]
    public void A_value_of_another_type_is_refused(string source, string value) =>
        Assert.StartsWith($"--set a={value}: '{value}' is no ", Assert.Throws<UserException>(() => Set(source, value)).Message);

    private string Set(string source, string value)
    {
        folder.Notebook("p.ipynb", "tag:parameters", source, "int a = 99;");
        var notebook = folder.Read("p.ipynb");
        NotebookParameters.Set(notebook, new Dictionary<string, string> { ["a"] = value });
        Assert.Equal("int a = 99;", notebook.NumberedCodeCells.Last().Cell.Source);
        return notebook.NumberedCodeCells.First().Cell.Source;
    }
}
