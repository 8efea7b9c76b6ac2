using GruNotebooks.Gradients;

namespace GruNotebooks.Tests.Gradients;

/// <summary>The comparison inside the gradient check, on functions whose derivative is known.</summary>
public class GradientCompareTests
{
    [Fact]
    public void A_right_gradient_passes_with_the_numbers_of_its_worst_place_and_moves_nothing()
    {
        double[] a = [0.5, -2, 3];
        var row = Assert.Single(Check(() => [a[0] * a[0] * a[0], a[1] * a[2]], [2, 10], ("a", [3], a, [2 * 3 * 0.25, 30, -20])).Rows);
        Assert.True(row.Passed, row.ToString());
        Assert.Equal(30, row.LargestGradient, 1e-8);
        Assert.Equal(Math.Abs(row.Analytic - row.Numeric), row.LargestError);
        Assert.Equal(row.LargestError / row.LargestGradient, row.RelativeError);
        Assert.Equal([0.5, -2, 3], a);
    }

    [Fact]
    public void A_wrong_number_is_shown_with_its_place_and_with_what_it_should_be()
    {
        double[] a = [1, 2, 3, 4, 5, 6];
        var row = Assert.Single(Check(() => [.. a], [1, 1, 1, 1, 1, 1], ("a", [3, 2], a, [1, 1, 1.001, 0.99, 1, 1])).Rows);
        Assert.Equal(("a", "[3 × 2]", "[1, 1]"), (row.Tensor, row.Shape, row.At));
        Assert.Equal(0.99, row.Analytic);
        Assert.Equal(1, row.Numeric, 1e-6);
        Assert.Equal(0.01, row.LargestError, 1e-6);
        Assert.Equal(0.01 / 1.001, row.RelativeError, 1e-6);
        Assert.False(row.Passed);
    }

    [Fact]
    public void The_error_is_relative_to_the_tensor_and_where_that_is_next_to_zero_to_the_others()
    {
        double[] large = [1], none = [1], small = [1];
        var rows = Check(() => [1000 * large[0], 5 * small[0]], [1, 1], ("large", [1], large, [1000]), ("none", [1], none, [1e-3]), ("small", [1], small, [5.5])).Rows;
        Assert.Equal(1e-3 / (1e-4 * 1000), rows[1].RelativeError, 1e-6);
        Assert.Equal(0.5 / 5.5, rows[2].RelativeError, 1e-6);
    }

    [Fact]
    public void A_gradient_that_is_exactly_zero_everywhere_passes()
    {
        double[] a = [1, 2];
        var row = Assert.Single(Check(() => [7], [1], ("a", [2], a, [0, 0])).Rows);
        Assert.Equal((0, 0, "[0]", true), (row.LargestGradient, row.RelativeError, row.At, row.Passed));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5e-5, 1)]
    [InlineData(1e-3, 4)]
    public void Only_what_fails_is_looked_at_again_with_three_smaller_steps(double wrong, int looks)
    {
        double[] a = [0.25];
        var passes = 0;
        Check(() => { passes++; return [1000 * a[0]]; }, [1], ("a", [1], a, [1000 + wrong]));
        Assert.Equal(2 * looks, passes);
    }

    [Theory]
    [InlineData(5e-6, true)]
    [InlineData(5e-8, true)]
    [InlineData(5e-9, false)]
    public void A_kink_is_left_out_by_smaller_steps_down_to_a_thousandth(double distance, bool passes)
    {
        double[] a = [distance];
        var row = Assert.Single(Check(() => [Math.Abs(a[0])], [1], ("a", [1], a, [1])).Rows);
        Assert.True(passes == row.Passed, row.ToString());
        Assert.Equal(passes ? 1 : 0.5, row.Numeric, 1e-3);
    }

    [Fact]
    public void A_smaller_step_that_is_further_off_is_not_taken()
    {
        // Wrong by a hundredth at every step: smaller ones only add rounding.
        double[] a = [1.7];
        var row = Assert.Single(Check(() => [1e6 + Math.Sin(a[0])], [1], ("a", [1], a, [Math.Cos(1.7) + 0.01])).Rows);
        Assert.InRange(row.LargestError, 0, 0.01 + 1e-4);
    }

    [Fact]
    public void What_is_not_a_number_fails_wherever_it_is()
    {
        double[] a = [1, 2, 3];
        foreach (var (at, analytic) in new[] { ("[0]", new[] { double.NaN, 1, 7 }), ("[1]", [1, double.NaN, 7]), ("[2]", [1, 1, double.NaN]), ("[1]", [1, double.NaN, double.NaN]) })
        {
            var row = Assert.Single(Check(() => [.. a], [1, 1, 1], ("a", [3], a, analytic)).Rows);
            Assert.False(row.Passed);
            Assert.Equal((at, double.NaN, double.NaN), (row.At, row.LargestError, row.LargestGradient));
        }
    }

    [Fact]
    public void The_result_names_what_failed_and_takes_NaN_for_the_worst()
    {
        var result = new GradientCheckResult([Row("Wz", 1e-9), Row("Uz", 0.5), Row("bz", double.NaN), Row("x", 2e-7), Row("h0", 1e-7)]);
        Assert.False(result.Passed);
        Assert.Equal(["Uz", "bz", "x"], result.Failed);
        Assert.Equal("bz", result.Worst.Tensor);
        Assert.Equal(double.NaN, result.LargestRelativeError);
        Assert.Equal("FAILED: 5 tensors, worst bz [2]: FAILED, NaN at [1] (analytic 3, numeric 4)", result.ToString());
        var good = new GradientCheckResult([Row("Wz", 1e-9), Row("Uz", 2e-9), Row("bz", 1e-10)]);
        Assert.True(good.Passed);
        Assert.Empty(good.Failed);
        Assert.Equal("passed: 3 tensors, worst Uz [2]: passed, 2.0e-9 at [1] (analytic 3, numeric 4)", good.ToString());
        var lines = result.Table().ToString().Split('\n').Where(line => line.Contains("[2]", StringComparison.Ordinal)).ToList();
        Assert.Equal([true, false, false, false, true], lines.Select(line => line.Contains("passed", StringComparison.Ordinal)));
        Assert.Equal([false, true, true, true, false], lines.Select(line => line.Contains("FAILED", StringComparison.Ordinal)));
    }

    private static GradientCheckRow Row(string name, double error) => new(name, "[2]", 1, error, error, "[1]", 3, 4);

    private static GradientCheckResult Check(Func<double[]> outputs, double[] weights, params (string Name, int[] Shape, double[] Values, double[] Gradient)[] tensors) =>
        GradientCheck.Compare([.. tensors.Select(tensor => GradientCheckTensor.Of(tensor.Name, tensor.Shape, tensor.Values, tensor.Gradient))], outputs, weights);
}
