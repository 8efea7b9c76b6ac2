using GruNotebooks.Inspection;
using GruNotebooks.Layers;
using GruNotebooks.Lessons.Demonstrations;

namespace GruNotebooks.Lessons.Tests;

public class PhasePortraitTests
{
    [Fact]
    public void A_weak_loop_has_one_attractor_at_the_origin()
    {
        var portrait = PhasePortrait.Of(HandSetGru.Rotation(scale: 0.8, degrees: 30));
        var point = Assert.Single(portrait.FixedPoints);
        Assert.Equal(FixedPointKind.Attractor, point.Kind);
        Assert.Equal(0, Math.Abs(point.X) + Math.Abs(point.Y), 6);
        Assert.Equal(21 * 21, portrait.Arrows.Count);
    }

    [Fact]
    public void Two_strong_loops_remember_two_bits()
    {
        var kinds = PhasePortrait.Of(HandSetGru.Rotation(scale: 2, degrees: 0)).FixedPoints.GroupBy(point => point.Kind).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(4, kinds[FixedPointKind.Attractor]);
        Assert.Equal(4, kinds[FixedPointKind.Saddle]);
        Assert.Equal(1, kinds[FixedPointKind.Repeller]);
    }

    [Fact]
    public void A_turned_loop_goes_round_for_ever()
    {
        var gru = HandSetGru.Rotation(scale: 2, degrees: 45);
        Assert.Equal(FixedPointKind.Repeller, Assert.Single(PhasePortrait.Of(gru).FixedPoints).Kind);
        var path = PhasePortrait.Path(gru, 0.1, 0, 400);
        Assert.Equal(401, path.Count);
        var turns = path.Skip(200).Zip(path.Skip(201), (from, to) => from.Y < 0 && to.Y >= 0 ? 1 : 0).Sum();
        Assert.True(turns >= 3, $"{turns} turns");
        Assert.All(path.Skip(200), point => Assert.True(Math.Sqrt((point.X * point.X) + (point.Y * point.Y)) > 0.4));
    }

    [Fact]
    public void Fixed_points_stay_where_they_are()
    {
        var gru = HandSetGru.Rotation(scale: 2, degrees: 0);
        foreach (var point in PhasePortrait.Of(gru, points: 11).FixedPoints)
        {
            var (x, y) = PhasePortrait.Path(gru, point.X, point.Y, 1)[1];
            Assert.Equal((point.X, point.Y), (x, y), new Near(1e-9));
        }
    }

    /// <summary>One step multiplies a small state by z + (1 − z) λ, here λ = 1.5 turned by 60 degrees: the border is z = 5/7.</summary>
    [Theory]
    [InlineData(0.9, 0.984, FixedPointKind.Attractor, false)]
    [InlineData(0.72, 0.999, FixedPointKind.Attractor, false)]
    [InlineData(0.71, 1.001, FixedPointKind.Repeller, true)]
    [InlineData(0.5, 1.090, FixedPointKind.Repeller, true)]
    public void The_update_gate_decides_whether_a_turning_state_comes_to_rest(double z, double factor, FixedPointKind kind, bool circles)
    {
        var gru = HandSetGru.Rotation(scale: 1.5, degrees: 60, z);
        var origin = Assert.Single(PhasePortrait.Of(gru, points: 11).FixedPoints);
        Assert.Equal(kind, origin.Kind);
        Assert.Equal(factor, origin.LargestEigenvalue, 3);
        var (x, y) = PhasePortrait.Path(gru, 0.9, 0.1, 20000)[^1];
        Assert.Equal(circles, Math.Sqrt((x * x) + (y * y)) > 0.05);
    }

    [Fact]
    public void Only_a_plane_has_a_portrait() => Assert.Throws<ArgumentException>(() => PhasePortrait.Of(new Gru<double>(1, 3, 1)));

    private sealed class Near(double tolerance) : IEqualityComparer<(double X, double Y)>
    {
        public bool Equals((double X, double Y) a, (double X, double Y) b) => Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y) <= tolerance;

        public int GetHashCode((double X, double Y) point) => 0;
    }
}
