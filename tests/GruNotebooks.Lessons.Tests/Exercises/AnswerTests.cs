using GruNotebooks.Cells;
using GruNotebooks.Layers;
using GruNotebooks.Lessons.Exercises;
using GruNotebooks.Lessons.Exercises.Checking;
using static GruNotebooks.Cells.CellMaths;
using V = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace GruNotebooks.Lessons.Tests.Exercises;

/// <summary>Whatever a reader hands in, the answer is a few friendly lines.</summary>
public class AnswerTests
{
    public static TheoryData<string> Exercises => [.. ExerciseBook.All.Select(task => task.Id)];

    private static V Right(V x, V h, GruParameters p) => new GruCell(p).Forward(x, h).h;

    [Fact]
    public void A_right_answer_is_solved()
    {
        var text = Exercise.Check("gru-step", Right, record: false);
        Assert.StartsWith("Solved: gru-step.", text, StringComparison.Ordinal);
        Assert.Contains("why it matters", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_answer_names_element_expected_got_and_cause()
    {
        var text = Exercise.Check("gru-step", (V x, V h, GruParameters p) => (0.0 * h) + Right(x, h, p).PointwiseMultiply(Twist(h)), record: false);
        Assert.Contains("wrong:  h[1] with 2 inputs and 3 units: expected ", text, StringComparison.Ordinal);
        Assert.Contains("Exercise.Hint(\"gru-step\")", text, StringComparison.Ordinal);

        static V Twist(V h) => V.Build.Dense(h.Count, k => k == 0 ? 1 : 2);
    }

    [Fact]
    public void Two_mistakes_at_once_are_both_named()
    {
        var finding = Examine("gru-step", (V x, V h, GruParameters p) =>
        {
            var (z, r) = (Sigmoid(p.Wz * x + p.Uz * h + p.bz), Sigmoid(p.Wr * x + p.Ur * h + p.br));
            return Mul(1 - z, h) + Mul(z, Tanh(p.Wh * x + Mul(r, p.Uh * h)));   // z swapped, reset after, and the bias forgotten
        });
        Assert.Equal(ExerciseState.Wrong, finding.State);
        Assert.Empty(finding.Mistakes);   // three are too many to name

        finding = Examine("gru-step", (V x, V h, GruParameters p) =>
        {
            var (z, r) = (Sigmoid(p.Wz * x + p.Uz * h + p.bz), Sigmoid(p.Wr * x + p.Ur * h + p.br));
            return Mul(1 - z, h) + Mul(z, Tanh(p.Wh * x + Mul(r, p.Uh * h) + p.bh));
        });
        Assert.Equal(["reset-after", "z-swapped"], finding.Mistakes.Order());
        Assert.StartsWith("two things at once", finding.Likely, StringComparison.Ordinal);
    }

    [Fact]
    public void A_right_output_is_said_to_be_right()
    {
        var finding = Examine("half-life", (double z) => (Math.Log(0.5) / Math.Log(z), 0.0));
        Assert.Equal("halfLife", finding.Right);
        Assert.StartsWith("timeConstant with z = 0.9: expected 9.4912, got 0", finding.Wrong, StringComparison.Ordinal);
        Assert.Contains("zero", finding.Likely, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_of_an_earlier_exercise_is_thought_of_while_that_one_is_open()
    {
        var task = ExerciseBook.All.Single(candidate => candidate.Id == "gru-step");
        var finding = Examine("gru-step", (V x, V h, GruParameters p) => Mul(h, h) + 0.1);
        Assert.Contains(finding.Lines(task, ["blend"]), line => line.Contains("calls that of update-gate, solve that one first", StringComparison.Ordinal));
        Assert.DoesNotContain(finding.Lines(task, ["update-gate"]), line => line.Contains("update-gate", StringComparison.Ordinal));
    }

    [Fact]
    public void An_answer_for_one_size_only_does_not_pass()
    {
        var finding = Examine("copy-baseline", (int symbols, int copied, int delay) => 10 * Math.Log(8) / 120);
        Assert.Equal(ExerciseState.Wrong, finding.State);
        Assert.Equal("1 of 4 trials", finding.Right);
    }

    [Fact]
    public void An_exception_is_explained_in_one_line()
    {
        var text = Exercise.Check("rnn-step", (V x, V h, RnnParameters p) => p.Wh.Transpose() * x + p.Uh * h, record: false);
        Assert.Contains("your function threw ArgumentException: Matrix dimensions must agree", text, StringComparison.Ordinal);
        Assert.Contains("two shapes do not fit", text, StringComparison.Ordinal);
        Assert.Contains("index", Exercise.Check("adding-target", (double[] v, double[] m) => v[v.Length] + m[0], record: false), StringComparison.Ordinal);
    }

    [Fact]
    public void Not_a_number_and_wrong_shapes_are_explained()
    {
        Assert.Contains("not a number", Exercise.Check("update-gate", (V x, V h, GruParameters p) => V.Build.Dense(h.Count, k => k == 0 ? double.NaN : 1), record: false), StringComparison.Ordinal);
        Assert.Contains("expected 3 numbers, got 2 numbers", Exercise.Check("update-gate", (V x, V h, GruParameters p) => V.Build.Dense(2), record: false), StringComparison.Ordinal);
        Assert.Contains("got nothing (null)", Exercise.Check("lstm-step", (V x, V h, V c, LstmParameters p) => ((V)null!, c), record: false), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1.0, "the sign")]
    [InlineData(3.0, "a factor: every number is 3 times")]
    [InlineData(1.0000001, "almost")]
    public void General_causes_are_seen(double factor, string cause) =>
        Assert.Contains(cause, Exercise.Check("connectivity", (MathNet.Numerics.LinearAlgebra.Matrix<double>[] js, V d) =>
        {
            var norms = new double[js.Length + 1];
            norms[^1] = d.L2Norm();
            for (var t = js.Length - 1; t >= 0; t--) norms[t] = (d = js[t].TransposeThisAndMultiply(d)).L2Norm();
            for (var t = 0; t < norms.Length; t++) norms[t] *= factor + (factor is > 1 and < 2 ? 1e-7 * t : 0);
            return norms;
        }, record: false), StringComparison.Ordinal);

    [Fact]
    public void A_function_of_another_form_is_told()
    {
        var text = Exercise.Check("gru-step", (V x, V h) => x, record: false);
        Assert.Contains("asks for a function (Vector<double>, Vector<double>, GruParameters) → Vector<double>; yours is (Vector<double>, Vector<double>) → Vector<double>", text, StringComparison.Ordinal);
        Assert.Contains("yours is no function but double", Exercise.Check("gru-step", 3.0, record: false), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_gets_the_nearest_one() =>
        Assert.Contains("Did you mean \"gru-step\"?", Exercise.Check("gru-stepp", Right, record: false), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Exercises))]
    public void Nothing_throws(string id)
    {
        object?[] answers = [null, double.NaN, 0, -7.5, "", "?", "Q", "ABCDEFG", Array.Empty<double>(), new[] { double.NaN, double.NaN }, new object(), new RnnParameters(1, 1),
            new LstmParameters(5, 4), new GruParameters(2, 1), MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(2, 3, double.PositiveInfinity), (Func<int>)(() => throw new InvalidOperationException("no"))];
        foreach (var answer in answers)
            Assert.Matches($"^(Not yet|Not right yet|Solved): {id}", Exercise.Check(id, answer, record: false));
        Assert.StartsWith("Not yet: " + id, Exercise.Check(id, answer: null, record: false), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Exercises))]
    public void Every_exercise_has_three_hints_that_rise(string id)
    {
        var task = ExerciseBook.All.Single(candidate => candidate.Id == id);
        Assert.Equal(3, task.Hints.Count);
        Assert.All(task.Hints, hint => Assert.True(hint.Length > 15, hint));
        Assert.NotEmpty(task.Moral);
        Assert.NotEmpty(task.KnownMistakes);
    }

    [Fact]
    public void Each_notebook_has_three_to_six_and_the_projects_of_12_eight()
    {
        var groups = ExerciseBook.All.GroupBy(ExerciseBook.NotebookOf).ToList();
        Assert.Equal(13, groups.Count);
        Assert.All(groups, group => Assert.InRange(group.Count(), 3, group.Key.StartsWith("12", StringComparison.Ordinal) ? 8 : 6));
        Assert.Equal(ExerciseBook.All.Count, ExerciseBook.All.Select(task => task.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("lstm-bug", new[] { "h0" }, new[] { "Wi", "Ug", "bf", "x", "h0", "c0" })]
    [InlineData("gru-bug", new[] { "Uh" }, new[] { "Uh" })]
    public void The_planted_bug_shows_where_the_answer_says(string id, string[] oneStep, string[] threeSteps)
    {
        var rows = Exercise.Show(id).ToString()!.Split('\n').Skip(2)
            .Select(line => System.Text.RegularExpressions.Regex.Split(line, "  +")).ToDictionary(cells => cells[0], cells => cells);
        Assert.Equal(oneStep, rows.Values.Where(cells => cells[1].StartsWith("WRONG", StringComparison.Ordinal)).Select(cells => cells[0]));
        Assert.All(threeSteps, tensor => Assert.StartsWith("WRONG", rows[tensor][2], StringComparison.Ordinal));
        if (id == "gru-bug") Assert.Single(rows.Values, cells => cells[2].StartsWith("WRONG", StringComparison.Ordinal));
    }

    [Fact]
    public void The_chosen_sizes_are_the_largest_under_their_budgets() =>
        Assert.StartsWith("Solved", Exercise.Check("choose-cell", new[] { (CellKind.Lstm, 13), (CellKind.Gru, 35), (CellKind.Rnn, 20) }, record: false), StringComparison.Ordinal);

    private static Finding Examine(string id, Delegate answer) => ExerciseBook.All.Single(task => task.Id == id).Examine(answer);
}
