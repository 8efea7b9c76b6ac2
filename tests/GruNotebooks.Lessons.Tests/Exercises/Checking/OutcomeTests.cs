using GruNotebooks.Lessons.Exercises.Checking;

namespace GruNotebooks.Lessons.Tests.Exercises.Checking;

/// <summary>When two results count as the same, and what is said of one that differs.</summary>
public class OutcomeTests
{
    [Theory]
    [InlineData(1.0, 1 + 0.9e-9, true)]
    [InlineData(1.0, 1 + 1.2e-9, false)]
    [InlineData(0.0, 0.9e-12, true)]
    [InlineData(0.0, 1.2e-12, false)]
    [InlineData(1e6, 1e6 + 0.9e-3, true)]
    [InlineData(1e6, 1e6 - 1.2e-3, false)]
    [InlineData(double.NaN, double.NaN, true)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, true)]
    [InlineData(1.0, double.NaN, false)]
    public void Numbers_agree_to_a_billionth_of_the_largest(double expected, double got, bool agree) =>
        Assert.Equal(agree ? null : 1, Outcome.FirstDifference(Row(double.PositiveInfinity, expected), Row(double.PositiveInfinity, got)));

    [Fact]
    public void The_first_difference_is_found_and_a_shape_comes_before_all_numbers()
    {
        Assert.Equal(1, Outcome.FirstDifference(Row(1, 2, 3), Row(1, 5, 6)));
        Assert.Equal(0, Outcome.FirstDifference(Row(-1000, 1e-7), Row(1, 1e-7)));
        Assert.Null(Outcome.FirstDifference(Row(-1000, 1e-7), Row(-1000, 2e-7)));   // small beside the largest, whatever its sign
        Assert.Equal(-1, Outcome.FirstDifference(Row(1, 2), new("a", [1, 2], [1, 2])));
        Assert.Equal(-1, Outcome.FirstDifference(Row(1), null));
        Assert.Equal(-1, Outcome.FirstDifference(null, Row(1)));
        Assert.Null(Outcome.FirstDifference(null, null));
    }

    [Fact]
    public void Outcomes_agree_where_their_outputs_do_or_where_both_threw()
    {
        Outcome right = new([Row(1), Row(2)]), half = new([Row(1), Row(3)]), threw = new([null, null], new InvalidOperationException()), other = new([null, null], new ArgumentException());
        Assert.True(right.Agrees(half, 0));
        Assert.False(right.Agrees(half, 1));
        Assert.False(right.Agrees(half));
        Assert.True(right.Agrees(right));
        Assert.True(threw.Agrees(other));
        Assert.False(right.Agrees(threw, 0));
        Assert.False(threw.Agrees(right, 0));
    }

    [Fact]
    public void An_open_exercise_is_told_from_a_wrong_one()
    {
        Assert.True(Outcome.Of(() => throw new NotImplementedException(), ["a"]).IsBlank);
        Assert.False(Outcome.Of(() => throw new InvalidOperationException(), ["a"]).IsBlank);
        Assert.True(new Outcome([null, Row(double.NaN, double.NaN), new("n", [], [-1])]).IsBlank);
        Assert.False(new Outcome([null, Row(double.NaN, 0)]).IsBlank);
        Assert.False(new Outcome([null, Row(-1)]).IsBlank);
        Assert.False(new Outcome([new("n", [], [1])]).IsBlank);
    }

    [Fact]
    public void What_a_function_throws_is_kept_and_its_outputs_are_missing()
    {
        var outcome = Outcome.Of(() => throw new InvalidOperationException("no"), ["a", "b"]);
        Assert.Equal("no", outcome.Error!.Message);
        Assert.Equal([true, true], outcome.Outputs.Select(output => output is null));
        Assert.Equal([2.0], Outcome.Of(() => 2.0, ["a"]).Outputs[0]!.Values);
    }

    [Theory]
    [InlineData(1.0, 2.0, "1, got 2")]
    [InlineData(1.0 / 3, 0.33333334, "0.33333333, got 0.33333334")]
    [InlineData(1.0 / 3, 0.3333333334, "0.333333333333, got 0.3333333334")]
    [InlineData(1.0, 1.0000000000000002, "1, got 1.0000000000000002")]
    public void Expected_and_got_have_as_many_digits_as_tell_them_apart(double expected, double got, string text) =>
        Assert.Equal(text, OutcomeText.Numbers(expected, got));

    [Fact]
    public void A_difference_names_the_element_the_shape_or_that_there_is_nothing()
    {
        var expected = new AnswerTensor("dW", [2, 2], [1, 2, 3, 4]);
        Assert.Equal("dW here: expected 2 × 2, got nothing (null)", OutcomeText.Difference(expected, null, "here"));
        Assert.Equal("dW here: expected 2 × 2, got 4 numbers", OutcomeText.Difference(expected, Row(1, 2, 3, 4), "here"));
        Assert.Equal("dW[1,0] here: expected 3, got 5", OutcomeText.Difference(expected, expected with { Values = [1, 2, 5, 4] }, "here"));
    }

    public static TheoryData<Exception, string> Thrown => new()
    {
        { new ArgumentException("Matrix dimensions must agree"), "two shapes do not fit" },
        { new ArgumentException("All vectors must have the same length"), "two shapes do not fit" },
        { new ArgumentException("no"), "" },
        { new ArgumentNullException("dimension"), "something is null" },
        { Record.Exception(() => ((string?)null)!.Length), "something is null" },
        { Record.Exception(() => Array.Empty<int>()[0]), "an index runs past the end" },
        { new ArgumentOutOfRangeException("no"), "an index runs past the end" },
        { new DivideByZeroException(), "a division of whole numbers by zero" },
        { new InvalidOperationException(), "" },
    };

    [Theory, MemberData(nameof(Thrown))]
    public void The_usual_cause_of_an_exception_is_named(Exception error, string cause)
    {
        Assert.StartsWith(cause, OutcomeText.CauseOf(error), StringComparison.Ordinal);
        Assert.Equal(cause.Length == 0, OutcomeText.CauseOf(error).Length == 0);
    }

    public static TheoryData<double[], double[], string> Likenesses => new()
    {
        { [1, 2, 3], [1, double.NaN, 3], "not a number" },
        { [1, 2, 3], [0, 0, 0], "every number is zero" },
        { [1, 2, 3], [0, 0, 1], "" },
        { [1, 2, 3], [-1, -2, -3], "the sign" },
        { [1, 2, 3], [-1, -2, 3], "" },
        { [1, 2, 3], [3, 2, 1], "the order" },
        { [1, 2, 3], [2.5, 5, 7.5], "a factor: every number is 2.5 times the expected one." },
        { [0, 2, 3], [0, 1, 1.5], "a factor: every number is 0.5 times the expected one." },
        { [1, 2, 3], [2.5, 5, 7.6], "" },
        { [1, 2, 3], [2e-7, 4e-7, 6e-7], "" },
        { [2], [4], "" },
        { [1, 2, 3], [1.0005, 2.001, 2.999], "almost" },
        { [1, 0, 3], [1, 0.5e-6, 3], "almost" },
        { [1, 2, 3], [1.002, 2, 3], "" },
        { [1, 2, 3], [1, 2], "" },
    };

    [Theory, MemberData(nameof(Likenesses))]
    public void A_likeness_that_fits_any_exercise_is_named(double[] expected, double[] got, string cause)
    {
        var said = OutcomeText.GeneralCause([new([Row(expected)])], [new([Row(got)])], 0);
        Assert.StartsWith(cause, said, StringComparison.Ordinal);
        Assert.Equal(cause.Length == 0, said.Length == 0);
    }

    [Fact]
    public void A_likeness_must_hold_in_every_trial_that_gave_something()
    {
        Outcome one = new([Row(1, 2)]), minus = new([Row(-1, -2)]), threw = new([null], new InvalidOperationException());
        Assert.StartsWith("the sign", OutcomeText.GeneralCause([one, one, one], [minus, threw, minus], 0), StringComparison.Ordinal);
        Assert.Equal("", OutcomeText.GeneralCause([one, one], [minus, one], 0));
        Assert.Equal("", OutcomeText.GeneralCause([one], [threw], 0));
        Assert.Equal("", OutcomeText.GeneralCause([one], [new([null])], 0));
        Assert.StartsWith("not a number", OutcomeText.GeneralCause([one, one], [one, new([Row(double.NaN, 2)])], 0), StringComparison.Ordinal);
    }

    [Fact]
    public void A_transposed_matrix_is_seen_even_where_it_is_square()
    {
        AnswerTensor wide = new("m", [2, 3], [1, 2, 3, 4, 5, 6]), tall = new("m", [3, 2], [1, 4, 2, 5, 3, 6]), wrong = new("m", [3, 2], [1, 4, 2, 5, 3, 7]);
        AnswerTensor square = new("m", [2, 2], [1, 2, 3, 4]), turned = new("m", [2, 2], [1, 3, 2, 4]);
        Assert.Equal("the matrix is transposed.", Cause((wide, tall)));
        Assert.Equal("the matrix is transposed.", Cause((square, turned), (wide, tall)));
        Assert.Equal("", Cause((wide, wrong)));
        Assert.Equal("", Cause((square, turned), (wide, wrong)));
        Assert.Equal("", Cause((wide, new("m", [3, 3], [1, 4, 2, 5, 3, 6, 0, 0, 0]))));
        Assert.Equal("", Cause((wide, new("m", [2, 2], [1, 4, 2, 5]))));

        static string Cause(params (AnswerTensor Right, AnswerTensor Yours)[] trials) =>
            OutcomeText.GeneralCause([.. trials.Select(trial => new Outcome([trial.Right]))], [.. trials.Select(trial => new Outcome([trial.Yours]))], 0);
    }

    [Fact]
    public void Two_outputs_in_each_others_place_are_named_unless_they_are_equal()
    {
        AnswerTensor a = new("a", [1], [1]), b = new("b", [1], [2]), c = new("c", [1], [3]), alike = new("b", [1], [1]);
        Outcome expected = new([a, b, c]);
        Assert.Equal("a and b are exchanged: the order is a, b, c.", OutcomeText.Exchanged([expected], [new([b, a, c])]));
        Assert.Equal("a and c are exchanged: the order is a, b, c.", OutcomeText.Exchanged([expected], [new([c, b, a])]));
        Assert.Equal("b and c are exchanged: the order is a, b, c.", OutcomeText.Exchanged([expected, expected], [new([a, c, b]), new([a, c, b])]));
        Assert.Null(OutcomeText.Exchanged([expected, expected], [new([a, c, b]), expected]));
        Assert.Null(OutcomeText.Exchanged([expected], [expected]));
        Assert.Null(OutcomeText.Exchanged([expected], [new([b, b, c])]));
        Assert.Null(OutcomeText.Exchanged([expected], [new([b, c, a])]));
        Assert.Null(OutcomeText.Exchanged([new([a, alike])], [new([alike, a])]));
        Assert.Null(OutcomeText.Exchanged([expected, expected], [new([b, a, c]), new([null, null, null], new InvalidOperationException())]));
    }

    private static AnswerTensor Row(params double[] values) => new("a", [values.Length], values);
}
