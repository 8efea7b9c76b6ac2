using GruNotebooks.Cells;
using GruNotebooks.Layers;
using GruNotebooks.Measuring;

namespace GruNotebooks.Tests.Measuring;

public class ParameterFormulaTests
{
    [Theory]
    [InlineData(BiasScheme.OnePerGate, 150)]
    [InlineData(BiasScheme.TwoPerGate, 165)]
    public void The_textbook_example(BiasScheme bias, long expected) => Assert.Equal(expected, ParameterFormula.Count(CellKind.Gru, 4, 5, bias));

    [Fact]
    public void Two_layers_of_600_as_published_by_Madsen_2019()
    {
        Assert.Equal(4_323_600, ParameterFormula.Stack(CellKind.Gru, 600, 600, 2));
        Assert.Equal(5_764_800, ParameterFormula.Stack(CellKind.Lstm, 600, 600, 2));
    }

    [Theory]
    [InlineData(nameof(CellKind.Rnn))]
    [InlineData(nameof(CellKind.Gru))]
    [InlineData(nameof(CellKind.Lstm))]
    public void A_budget_is_used_to_the_last_unit_that_fits(string cell)
    {
        var kind = CellKind.Parse(cell);
        var units = ParameterFormula.HiddenSizeFor(kind, 88, 20_000);
        Assert.True(ParameterFormula.Count(kind, 88, units) <= 20_000);
        Assert.True(ParameterFormula.Count(kind, 88, units + 1) > 20_000);
    }

    [Fact]
    public void Multiply_adds_of_a_small_step()
    {
        Assert.Equal(5 * (4 + 5), ParameterFormula.MultiplyAdds(CellKind.Rnn, 4, 5));
        Assert.Equal((3 * 5 * (4 + 5)) + 15, ParameterFormula.MultiplyAdds(CellKind.Gru, 4, 5));
        Assert.Equal((4 * 5 * (4 + 5)) + 15, ParameterFormula.MultiplyAdds(CellKind.Lstm, 4, 5));
    }

    [Fact]
    public void Sizes_that_make_no_layer_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ParameterFormula.Count(CellKind.Gru, 0, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => ParameterFormula.Stack(CellKind.Gru, 4, 5, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ParameterFormula.HiddenSizeFor(CellKind.Gru, 4, 10));
    }
}
