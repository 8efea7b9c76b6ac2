using GruNotebooks.Lessons.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Lessons.Tests.Exercises.Checking;

/// <summary>A task whose answer is a function, on a small one with two outputs: what is said to be right, wrong and likely.</summary>
public class FunctionTaskTests
{
    private const string Form = "the exercise asks for a function (double, double[]) → (double, Vector<double>); yours is ";

    private static FunctionTask<Func<double, double[], (double Sum, Vector<double> Scaled)>> Task(string[]? inOrder = null) => new()
    {
        Id = "example",
        Title = "",
        Hints = [],
        Moral = "",
        Outputs = ["sum", "scaled"],
        ComputedInOrder = inOrder,
        BuildsOn = "another",
        Trial = k => new($"k = {k}", f => f(k + 2, [1, 2 + k, 4])),
        Reference = made => (a, x) => (
            (made["no-factor"] ? 1 : a) * x.Sum() + (made["offset"] ? 1 : 0),
            Vector<double>.Build.Dense(x) * (made["no-factor"] ? 1 : a) + (made["shift"] ? 0.5 : 0)),
        Recognises = new() { ["no-factor"] = "The factor is missing.", ["offset"] = "One too much.", ["shift"] = "Shifted." },
    };

    private static Finding Examine(Func<double, double[], (double, Vector<double>)> answer, string[]? inOrder = null) => Task(inOrder).Examine(answer);

    [Fact]
    public void A_right_function_is_solved_and_an_empty_one_is_open()
    {
        var solved = Examine((a, x) => (a * x.Sum(), V(x) * a));
        Assert.Equal((ExerciseState.Solved, "All 4 trials agree."), (solved.State, solved.Right));
        Assert.Equal(ExerciseState.NotYet, Task().Examine(null).State);
        Assert.Equal(ExerciseState.NotYet, Examine((_, _) => throw new NotImplementedException()).State);
        Assert.Equal(ExerciseState.NotYet, Examine((_, _) => (double.NaN, null!)).State);
        Assert.Equal(ExerciseState.Wrong, Examine((a, _) => a == 3 ? (1, null!) : (double.NaN, null!)).State);
    }

    [Theory]
    [InlineData("no-factor")]
    [InlineData("offset")]
    [InlineData("shift")]
    [InlineData("no-factor", "offset")]
    [InlineData("no-factor", "shift")]
    [InlineData("offset", "shift")]
    public void One_mistake_and_each_two_are_recognised(params string[] mistakes)
    {
        var finding = Task().Examine(Task().Reference(new Mistakes(mistakes)));
        Assert.Equal(mistakes, finding.Mistakes);
        var causes = mistakes.Select(mistake => Task().Recognises[mistake]).ToArray();
        Assert.Equal(mistakes.Length == 1 ? causes[0] : $"two things at once. (1) {causes[0]} (2) {causes[1]}", finding.Likely);
        Assert.Equal("", finding.MayComeFrom);
    }

    [Fact]
    public void Three_mistakes_are_named_as_far_as_the_first_wrong_output_goes() =>
        Assert.Equal(["no-factor", "offset"], Task().Examine(Task().Reference(new Mistakes("no-factor", "offset", "shift"))).Mistakes);

    [Fact]
    public void What_is_right_is_said_before_what_is_wrong()
    {
        var finding = Examine((a, x) => (a * x.Sum(), V(x) * a + 0.7));
        Assert.Equal(("sum", "scaled[0] with k = 0: expected 2, got 2.7"), (finding.Right, finding.Wrong));
        Assert.Equal(("", "another"), (finding.Likely, finding.MayComeFrom));
        finding = Examine((a, x) => (a * x.Sum() + 0.3, V(x) * a));
        Assert.Equal(("scaled", "sum with k = 0: expected 14, got 14.3"), (finding.Right, finding.Wrong));
        finding = Examine((a, x) => (a * x.Sum() + 0.3, V(x) * a + 0.7));
        Assert.Equal(("", "sum with k = 0: expected 14, got 14.3; wrong too: scaled"), (finding.Right, finding.Wrong));
        finding = Examine((a, x) => a > 3 ? (a * x.Sum() + 0.3, V(x) * a + 0.7) : (a * x.Sum(), V(x) * a));
        Assert.Equal(("2 of 4 trials", "sum with k = 2: expected 36, got 36.3; wrong too: scaled"), (finding.Right, finding.Wrong));
    }

    [Fact]
    public void What_is_computed_first_or_is_missing_is_reported_first()
    {
        Assert.StartsWith("scaled[0]", Examine((a, x) => (a * x.Sum() + 0.3, V(x) * a + 0.7), ["scaled", "sum"]).Wrong, StringComparison.Ordinal);
        Assert.StartsWith("scaled with k = 0: expected 3 numbers, got nothing (null)", Examine((a, x) => (a * x.Sum() + 0.3, null!)).Wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_thrown_is_told_with_its_trial_and_its_usual_cause()
    {
        var finding = Examine((a, x) => a > 3 ? (x[x.Length], V(x)) : (a * x.Sum(), V(x) * a));
        Assert.Equal(("2 of 4 trials", "with k = 2 your function threw IndexOutOfRangeException: Index was outside the bounds of the array."), (finding.Right, finding.Wrong));
        Assert.StartsWith("an index runs past the end", finding.Likely, StringComparison.Ordinal);
        Assert.Equal("", finding.MayComeFrom);
        finding = Examine((_, _) => throw new InvalidOperationException("in two\nlines "));
        Assert.Equal("with k = 0 your function threw InvalidOperationException: in two lines", finding.Wrong);
        Assert.Equal(("", "", "another"), (finding.Right, finding.Likely, finding.MayComeFrom));
    }

    [Fact]
    public void The_right_shape_alone_is_said_of_results_that_have_one()
    {
        var task = new FunctionTask<Func<double[], double[]>>
        {
            Id = "shape",
            Title = "",
            Hints = [],
            Moral = "",
            Outputs = ["y"],
            Trials = 2,
            Trial = k => new($"k = {k}", f => f([k, 2, 5])),
            Reference = _ => x => [.. x.Select(v => v * v)],
            Recognises = [],
        };
        Assert.Equal("it runs, and the result has the right shape", task.Examine((double[] x) => (double[])[.. x.Select(v => v + 7)]).Right);
        Assert.Equal("", task.Examine((double[] x) => (double[])[1, 2]).Right);
        Assert.Equal("", task.Examine((double[] x) => x[0] == 1 ? throw new InvalidOperationException() : (double[])[.. x.Select(v => v + 7)]).Right);
        Assert.Equal("All 2 trials agree.", task.Examine((double[] x) => (double[])[.. x.Select(v => v * v)]).Right);
    }

    [Fact]
    public void A_function_of_another_form_is_told_its_form_and_the_one_asked_for()
    {
        Assert.Equal(Form + "(double) → double.", Task().Examine((double a) => a).Wrong);
        Assert.Equal(Form + "(int, bool) → string.", Task().Examine((int a, bool b) => "x").Wrong);
        Assert.Equal(Form + "(List<double[]>) → (long, Int16).", Task().Examine((List<double[]> a) => (1L, (short)2)).Wrong);
        Assert.Equal(Form + "no function but string.", Task().Examine("x").Wrong);
        Assert.StartsWith("the function's form is given above its cell", Task().Examine("x").Likely, StringComparison.Ordinal);
    }

    private static Vector<double> V(double[] x) => Vector<double>.Build.Dense(x);
}
