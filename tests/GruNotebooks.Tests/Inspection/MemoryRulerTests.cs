using GruNotebooks.Inspection;

namespace GruNotebooks.Tests.Inspection;

public class MemoryRulerTests
{
    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(0.25, 0.5)]
    [InlineData(0.9, 6.5788)]
    [InlineData(0.99, 68.9676)]
    public void Half_life_is_the_step_at_which_half_is_left(double z, double steps)
    {
        Assert.Equal(steps, MemoryRuler.HalfLife(z), 4);
        Assert.Equal(0.5, Math.Pow(z, MemoryRuler.HalfLife(z)), 12);
        Assert.Equal(1 / Math.E, Math.Pow(z, MemoryRuler.TimeConstant(z)), 12);
        Assert.Equal(z, MemoryRuler.UpdateGateFor(MemoryRuler.HalfLife(z)), 12);
    }

    [Fact]
    public void A_closed_and_an_open_gate_are_the_ends_of_the_ruler()
    {
        Assert.Equal(0, MemoryRuler.HalfLife(0));
        Assert.Equal(double.PositiveInfinity, MemoryRuler.HalfLife(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => MemoryRuler.HalfLife(1.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => MemoryRuler.TimeConstant(double.NaN));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.9)]
    [InlineData(0.97)]
    public void A_measured_decay_gives_the_predicted_half_life(double z)
    {
        double[] curve = [.. Enumerable.Range(0, 200).Select(t => -2.5 * Math.Pow(z, t))];
        Assert.Equal(MemoryRuler.HalfLife(z), MemoryRuler.MeasuredFall(curve, 0.5), 9);
        Assert.Equal(MemoryRuler.TimeConstant(z), MemoryRuler.MeasuredFall(curve, 1 / Math.E), 9);
    }

    [Fact]
    public void A_curve_that_stays_up_has_no_half_life()
    {
        Assert.Equal(double.PositiveInfinity, MemoryRuler.MeasuredFall([1, 0.9, 0.8], 0.5));
        Assert.Equal(1, MemoryRuler.MeasuredFall([1, 0], 0.5));
        Assert.Throws<ArgumentException>(() => MemoryRuler.MeasuredFall([0, 1], 0.5));
    }
}
