using GruNotebooks.Cli.Engine.Formatting;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Tests.Engine;

public sealed class FormattingTests
{
    private sealed record Row(string Cell, double Error, int? Steps);

    private static IEnumerable<int> Endless()
    {
        for (int i = 0; ; i++) yield return i;
    }

    [Fact]
    public void Scalars_are_text_alone()
    {
        Assert.Equal("0.1", Plain(0.1));
        Assert.Equal("True", Plain(true));
        Assert.Equal("(1, a)", Plain((1, "a")));
        Assert.Equal("2 - 0.5i", Plain(new System.Numerics.Complex(2, -0.5)));
        Assert.Equal("<null>", Plain(null));
        Assert.Equal("[1, NaN, -Infinity]", Plain(new[] { 1, double.NaN, double.NegativeInfinity }));
        Assert.Null(MimeBundle.Of(0.1).Data["text/html"]);
    }

    [Fact]
    public void Sequences_of_records_are_tables_in_html_and_in_text()
    {
        var bundle = MimeBundle.Of(new[] { new Row("a<b", 0.5, 3), new Row("c", 1e-9, null) });
        string html = MultilineText.Read(bundle.Data["text/html"]);
        Assert.Contains("<th>Cell</th><th>Error</th><th>Steps</th>", html);
        Assert.Contains("<td>a&lt;b</td><td>0.5</td><td>3</td>", html);
        Assert.Equal("Cell  Error  Steps\na<b   0.5    3\nc     1E-09  <null>", MultilineText.Read(bundle.Data["text/plain"]));
    }

    [Fact]
    public void Dictionaries_rectangles_rows_tuples_and_objects_are_tables()
    {
        Assert.Equal("key  value\na    1", Plain(new Dictionary<string, int> { ["a"] = 1 }));
        Assert.Equal("0  1\n1  2\n3  4", Plain(new[,] { { 1, 2 }, { 3, 4 } }));
        Assert.Equal("0  1\n1  2\n3", Plain(new[] { new[] { 1, 2 }, new[] { 3 } }));
        Assert.Equal("Item1  Item2\n1      x", Plain(new[] { (1, "x") }));
        Assert.Equal("name   value\nCell   a\nError  2.5\nSteps  7", Plain(new Row("a", 2.5, 7)));
        Assert.Equal("name   value\nInner  Row { Cell = a, Error = 2.5, Steps = 7 }", Plain(new { Inner = new Row("a", 2.5, 7) }));
    }

    [Fact]
    public void Long_and_endless_sequences_end()
    {
        Assert.EndsWith("18, 19, … (10 more)]", Plain(Enumerable.Range(0, 30).ToArray()));
        Assert.EndsWith("19, … (more)]", Plain(Endless()));
        Assert.EndsWith("\n… (5 more)", Plain(Enumerable.Range(0, 25).Select(i => new { i }).ToList()));
    }

    [Fact]
    public void A_format_can_be_asked_for() => Assert.Equal(["text/html"], MimeBundle.Of("<b>x</b>", "text/html").Data.Select(entry => entry.Key));

    private static string Plain(object? value) => MultilineText.Read(MimeBundle.Of(value).Data["text/plain"]);
}
