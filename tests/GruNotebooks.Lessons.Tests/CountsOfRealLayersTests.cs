using GruNotebooks.Cells;
using GruNotebooks.Inspection;
using GruNotebooks.Layers;
using GruNotebooks.Lessons.Demonstrations;
using GruNotebooks.Measuring;

namespace GruNotebooks.Lessons.Tests;

public class CountsOfRealLayersTests
{
    [Fact]
    public void Published_counts_come_out_of_the_formula_and_of_the_arrays() =>
        Assert.All(PublishedCount.All(), count => Assert.Equal((count.Published, count.Published), (count.Formula, count.Counted)));

    [Theory]
    [InlineData(nameof(CellKind.Rnn), BiasScheme.OnePerGate)]
    [InlineData(nameof(CellKind.Rnn), BiasScheme.TwoPerGate)]
    [InlineData(nameof(CellKind.Gru), BiasScheme.OnePerGate)]
    [InlineData(nameof(CellKind.Gru), BiasScheme.TwoPerGate)]
    [InlineData(nameof(CellKind.Lstm), BiasScheme.OnePerGate)]
    [InlineData(nameof(CellKind.Lstm), BiasScheme.TwoPerGate)]
    public void Formula_and_arrays_agree(string cell, BiasScheme bias)
    {
        var kind = CellKind.Parse(cell);
        var layer = PublishedCount.Build(kind, 7, 11, 3, bias);
        Assert.Equal(ParameterFormula.Stack(kind, 7, 11, 3, bias), layer.ParameterCount);
        Assert.Equal(layer.ParameterCount, ParameterRow.Of(layer)[^1].Count);
        Assert.Equal(layer.Parameters.Count + 1, ParameterRow.Of(layer).Count);
    }

    [Theory]
    [InlineData(nameof(CellKind.Rnn))]
    [InlineData(nameof(CellKind.Gru))]
    [InlineData(nameof(CellKind.Lstm))]
    public void A_tape_takes_at_least_what_the_backward_pass_needs_and_not_many_times_that(string cell)
    {
        var kind = CellKind.Parse(cell);
        var needed = 8.0 * TapeMemory.NumbersPerStep(kind, 32);
        var measured = TapeMemory.MeasuredBytesPerStep(kind.CreateLayer<double>(8, 32, 1));
        Assert.InRange(measured, needed, 4 * needed);
    }

    [Fact]
    public void Saturation_counts_the_steps_beyond_its_limits()
    {
        var gate = new Sequence<double>(4, 1, 2, [0.05, 0.5, 0.05, 0.95, 0.95, 0.95, 0.5, 0.95]);
        var units = GateSaturation.Of(gate);
        Assert.Equal(new GateSaturation(0, 0.5, 0.25, 1.55 / 4), units[0]);
        Assert.Equal(0.75, units[1].Right);
        Assert.Equal(1, GateSaturation.Of(gate, firstStep: 1)[1].Right);
        Assert.Throws<ArgumentOutOfRangeException>(() => GateSaturation.Of(gate, firstStep: 4));
    }
}
