using System.Globalization;
using GruNotebooks.Display;

namespace GruNotebooks.Tests.Display;

public class ResultTableTests
{
    [Fact]
    public void Rows_of_objects_become_aligned_columns()
    {
        var table = ResultTable.Of([new { Model = "GRU", Parameters = 4_323_600, Loss = 0.012345 }, new { Model = "LSTM", Parameters = 150, Loss = 1.5e-7 }]);
        Assert.Equal("""
            Model  Parameters     Loss
            -----  ----------  -------
            GRU     4,323,600  0.01235
            LSTM          150   1.5e-7
            """.ReplaceLineEndings("\n"), table.ToString());
    }

    [Fact]
    public void Html_has_header_cells_with_scope_and_escapes_texts()
    {
        var html = new ResultTable("claim", "verdict").Row("a < b", true).ToHtml();
        Assert.Contains("<th scope=\"col\"", html, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\"", html, StringComparison.Ordinal);
        Assert.Contains(">a &lt; b</th>", html, StringComparison.Ordinal);
        Assert.Contains(">yes</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_caption_stands_above()
    {
        var table = new ResultTable("H", "count") { Caption = "Counts, one bias < a gate" }.Row(5, 150);
        Assert.Contains("><caption style=\"text-align:left\">Counts, one bias &lt; a gate</caption><thead>", table.ToHtml(), StringComparison.Ordinal);
        Assert.StartsWith("Counts, one bias < a gate\nH  count\n", table.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("caption", new ResultTable("a").Row(1).ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_and_cells_must_fit()
    {
        Assert.Throws<ArgumentException>(() => new ResultTable());
        Assert.Throws<ArgumentException>(() => new ResultTable("a", "b").Row(1));
        Assert.Throws<ArgumentException>(() => ResultTable.Of([new { a = 1, b = 2 }], "only one"));
        Assert.Throws<ArgumentException>(() => ResultTable.Of([new object()]));
    }

    [Theory]
    [InlineData(0.5, "0.5000")]
    [InlineData(12.345678, "12.35")]
    [InlineData(123456.7, "123,457")]
    [InlineData(5764800, "5,764,800")]
    [InlineData(-0.001234, "−0.001234")]
    [InlineData(1.25e-12, "1.25e-12")]
    [InlineData(3e12, "3e12")]
    [InlineData(0.00099999, "0.001000")]
    [InlineData(9.99996, "10.00")]
    [InlineData(-0.0, "0")]
    [InlineData(double.NaN, "–")]
    [InlineData(double.NegativeInfinity, "−∞")]
    public void Numbers_have_four_digits(double value, string text) => Assert.Equal(text, NumberText.Of(value));

    [Fact]
    public void Numbers_have_no_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Contains("1,234  0.2500", new ResultTable("n", "share").Row(1234, 0.25).ToString(), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
