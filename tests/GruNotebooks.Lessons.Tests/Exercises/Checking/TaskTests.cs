using GruNotebooks.Cells;
using GruNotebooks.Lessons.Exercises.Checking;

namespace GruNotebooks.Lessons.Tests.Exercises.Checking;

/// <summary>The four shapes of an exercise on small examples: what each says of every kind of answer.</summary>
public class TaskTests
{
    private static PredictionTask Prediction(double tolerance = 0.01) => new()
    {
        Id = "predict",
        Title = "two numbers",
        Hints = ["one", "two", "three"],
        Moral = "the moral",
        Names = ["small", "large"],
        Expected = [2, 100],
        Tolerance = tolerance,
        Recognises = [("doubled", 0, 4, "it was doubled"), ("halved", 1, 50, "it was halved"), ("nearly halved", 1, 53, "it was nearly halved")],
    };

    public static TheoryData<object?, string> Predictions => new()
    {
        { new[] { 2.0, 100 }, "Solved: All predictions are right." },
        { new[] { 2.0199, 99.01 }, "Solved: All predictions are right." },
        { new[] { 2.0201, 100 }, "Wrong: large | small is not 2.0201; the right number is smaller | " },
        { new[] { 2.0, 98.9 }, "Wrong: small | large is not 98.9; the right number is larger | " },
        { new[] { 4.0, 100 }, "Wrong: large | small is not 4; the right number is smaller | it was doubled" },
        { new[] { 2.0, 4 }, "Wrong: small | large is not 4; the right number is larger | " },
        { new[] { 4.0, 50 }, "Wrong:  | small is not 4; the right number is smaller | it was doubled" },
        { new[] { 100.0, 2 }, "Wrong:  | small is not 100 | the two numbers are exchanged: small comes first, then large." },
        { new[] { 100.0, 3 }, "Wrong:  | small is not 100; the right number is smaller | " },
        { new[] { 3.0, 2 }, "Wrong:  | small is not 3; the right number is smaller | " },
        { new[] { 2.0, double.NaN }, "Wrong: small | large is still open | " },
        { new[] { double.NaN, double.NaN }, "NotYet: " },
        { null, "NotYet: " },
        { new[] { 2.0 }, "Wrong:  | expected an array of 2 numbers (small, large), got 1 numbers | " },
        { "two", "Wrong:  | expected an array of 2 numbers (small, large), got a String | " },
    };

    [Theory, MemberData(nameof(Predictions))]
    public void A_prediction_is_right_within_its_tolerance_and_otherwise_told_from_its_mistakes(object? answer, string text) => Assert.Equal(text, Text(Prediction().Examine(answer)));

    [Fact]
    public void A_rough_prediction_is_compared_with_mistakes_less_roughly_and_with_the_nearest_first()
    {
        Assert.Equal("Solved: All predictions are right.", Text(Prediction(tolerance: 0.4).Examine(new[] { 2.7, 70 })));
        Assert.Equal(["halved"], Prediction(tolerance: 0.3).Examine(new[] { 2, 51.0 }).Mistakes);
        Assert.Equal(["nearly halved"], Prediction(tolerance: 0.3).Examine(new[] { 2, 52.0 }).Mistakes);
        Assert.Equal(["nearly halved"], Prediction(tolerance: 0.3).Examine(new[] { 2, 58.0 }).Mistakes);
        Assert.Empty(Prediction(tolerance: 0.3).Examine(new[] { 2, 60.0 }).Mistakes);
        Assert.Empty(Prediction(tolerance: 0.3).Examine(new[] { 4.8, 100 }).Mistakes);
    }

    [Fact]
    public void One_number_is_asked_for_and_answered_in_the_singular()
    {
        var task = new PredictionTask { Id = "one", Title = "", Hints = [], Moral = "", Names = ["only"], Expected = [0], Recognises = [] };
        Assert.Equal("Put your number in place of double.NaN", task.Asks);
        Assert.Equal("Put your numbers in place of double.NaN", Prediction().Asks);
        Assert.Equal("Solved: The prediction is right.", Text(task.Examine(1e-13)));
        Assert.Equal("Wrong:  | only is not 1E-11; the right number is smaller | ", Text(task.Examine(1e-11)));
        Assert.Equal("Wrong:  | expected one number, got a String | ", Text(task.Examine("x")));
        Assert.Equal(["doubled", "halved", "nearly halved"], Prediction().KnownMistakes);
    }

    private static ChoiceTask Choice(string expected) => new()
    {
        Id = "choose",
        Title = "letters",
        Hints = [],
        Moral = "",
        Expected = expected,
        Options = new Dictionary<char, string> { ['A'] = "of A", ['B'] = "of B", ['C'] = "of C" },
    };

    [Theory]
    [InlineData("AC", "AC", "Solved: A, C is right.")]
    [InlineData("AC", "c, a", "Solved: A, C is right.")]
    [InlineData("AC", "CCA", "Solved: A, C is right.")]
    [InlineData("AC", "A", "Wrong: A | one more belongs to it | of C")]
    [InlineData("AC", "AB", "Wrong: A | B is not right | of B")]
    [InlineData("ABC", "B", "Wrong: B | 2 more belong to it | of A")]
    [InlineData("AC", "AX", "Wrong:  | X is none of the letters A, B, C | write nothing but letters, such as \"AC\".")]
    [InlineData("A", "X", "Wrong:  | X is none of the letters A, B, C | write nothing but one letter, such as \"A\".")]
    [InlineData("A", "AB", "Wrong:  | expected one letter, got 2 | only one of them is right; decide.")]
    [InlineData("A", "B", "Wrong:  | B is not right | of B")]
    [InlineData("A", "a", "Solved: A is right.")]
    [InlineData("A", "", "NotYet: ")]
    [InlineData("A", " - ", "NotYet: ")]
    [InlineData("A", null, "NotYet: ")]
    [InlineData("A", 'A', "Solved: A is right.")]
    [InlineData("A", 3, "Wrong:  | expected one letter, such as \"A\", got a Int32 | ")]
    [InlineData("AC", 3, "Wrong:  | expected letters, such as \"AC\", got a Int32 | ")]
    public void A_choice_names_the_first_letter_too_many_or_what_is_missing(string expected, object? answer, string text) => Assert.Equal(text, Text(Choice(expected).Examine(answer)));

    [Fact]
    public void The_mistakes_of_a_choice_are_its_wrong_letters_and_of_several_its_right_ones_too()
    {
        Assert.Equal(["with B", "with C"], Choice("A").KnownMistakes);
        Assert.Equal(["without A", "with B", "without C"], Choice("AC").KnownMistakes);
        Assert.Equal(["with B"], Choice("AC").Examine("AB").Mistakes);
        Assert.Equal(["without C"], Choice("AC").Examine("A").Mistakes);
    }

    [Fact]
    public void A_design_is_judged_by_what_it_does_and_a_crash_is_told()
    {
        var task = new DesignTask<int[]>
        {
            Id = "design",
            Title = "",
            Hints = [],
            Moral = "",
            IsBlank = design => design.Length == 0,
            Judge = design => design[0] / design[1] == 2 ? Finding.Solved("it works") : Finding.Mistaken("", "it does not", "because", "odd"),
            Recognises = ["odd"],
        };
        Assert.Equal("NotYet: ", Text(task.Examine(null)));
        Assert.Equal("NotYet: ", Text(task.Examine(Array.Empty<int>())));
        Assert.Equal("Solved: it works", Text(task.Examine(new[] { 4, 2 })));
        Assert.Equal("Wrong:  | it does not | because", Text(task.Examine(new[] { 6, 2 })));
        Assert.Equal("Wrong:  | expected a Int32[], got a String | ", Text(task.Examine("x")));
        Assert.StartsWith("Wrong:  | it could not be put to work: Index was outside the bounds of the array. | an index runs past the end", Text(task.Examine(new[] { 1 })), StringComparison.Ordinal);
        Assert.StartsWith("Wrong:  | it could not be put to work: Attempted to divide by zero. | a division of whole numbers by zero", Text(task.Examine(new[] { 1, 0 })), StringComparison.Ordinal);
        Assert.Equal(["odd"], task.KnownMistakes);
    }

    [Fact]
    public void A_finding_is_told_in_a_few_lines()
    {
        var task = Prediction();
        Assert.Equal(["Not yet: predict is open. Put your numbers in place of double.NaN, then run the cell again. Exercise.Hint(\"predict\") helps."], Finding.NotYet.Lines(task));
        Assert.Equal(["Solved: predict. Good.", "  why it matters: the moral"], Finding.Solved("Good.").Lines(task));
        Assert.Equal(
            ["Not right yet: predict (two numbers).", "  right:  this", "  wrong:  that", "  likely: a cause", "  help:   Exercise.Hint(\"predict\")"],
            Finding.Mistaken("this", "that", "a cause").Lines(task));
        var unexplained = Finding.Mistaken("", "that") with { MayComeFrom = "another" };
        string[] plain = ["Not right yet: predict (two numbers).", "  wrong:  that", "  help:   Exercise.Hint(\"predict\")"];
        Assert.Equal(plain, Finding.Mistaken("", "that").Lines(task));
        Assert.Equal(plain, unexplained.Lines(task, ["another"]));
        foreach (var lines in new[] { unexplained.Lines(task), unexplained.Lines(task, ["a third"]) })
            Assert.Equal("  likely: none that is known. If your function calls that of another, solve that one first.", lines.ElementAt(2));
        Assert.DoesNotContain((Finding.Mistaken("", "that", "a cause") with { MayComeFrom = "another" }).Lines(task), line => line.Contains("another", StringComparison.Ordinal));
    }

    [Fact]
    public void The_inputs_of_trials_have_the_sizes_and_the_range_that_they_say_and_come_again()
    {
        Assert.Equal([(2, 3), (3, 3), (1, 4), (4, 2), (2, 3)], Enumerable.Range(0, 5).Select(TrialInputs.SizesOf));
        Assert.Equal("1 input and 4 units", TrialInputs.Sizes(1, 4));
        Assert.Equal("2 inputs and 3 units", TrialInputs.Sizes(2, 3));
        var numbers = TrialInputs.Array(3, 1000, 2, 5);
        Assert.All(numbers, number => Assert.InRange(number, 2, 5));
        Assert.True(numbers.Min() < 2.1 && numbers.Max() > 4.9);
        Assert.Equal(numbers, TrialInputs.Array(3, 1000, 2, 5));
        Assert.NotEqual(numbers, TrialInputs.Array(4, 1000, 2, 5));
        Assert.True(TrialInputs.Array(3, 1000).Min() < -0.9);
        Assert.Equal((2, 3), (TrialInputs.Matrix(1, 2, 3).RowCount, TrialInputs.Matrix(1, 2, 3).ColumnCount));
        Assert.Equal(TrialInputs.Array(1, 6), TrialInputs.Matrix(1, 2, 3).ToRowMajorArray());
        var vectors = TrialInputs.Vectors(1, 3, 4);
        Assert.Equal([4, 4, 4], vectors.Select(vector => vector.Count));
        Assert.Equal(3, vectors.Distinct().Count());
        Assert.DoesNotContain(TrialInputs.Vector(1, 4), vectors);
        Assert.Equal(TrialInputs.Matrix(1, 2, 3), TrialInputs.TransposeIf(false, TrialInputs.Matrix(1, 2, 3)));
        Assert.Equal(TrialInputs.Matrix(1, 2, 3).Transpose(), TrialInputs.TransposeIf(true, TrialInputs.Matrix(1, 2, 3)));
    }

    [Fact]
    public void A_cell_with_any_number_set_is_not_blank()
    {
        Assert.True(TrialInputs.AllZero(new GruParameters(2, 3)));
        foreach (var name in new GruParameters(2, 3).Tensors.Select(tensor => tensor.Name))
        {
            var p = new GruParameters(2, 3);
            var tensor = p[name];
            tensor[tensor.Rows - 1, tensor.Columns - 1] = 0.1;
            Assert.False(TrialInputs.AllZero(p), name);
        }
    }

    private static string Text(Finding finding) => finding.State switch
    {
        ExerciseState.Wrong => $"Wrong: {finding.Right} | {finding.Wrong} | {finding.Likely}",
        _ => $"{finding.State}: {finding.Right}",
    };
}
