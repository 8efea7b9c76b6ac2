using GruNotebooks.Cells;
using GruNotebooks.Gradients;
using GruNotebooks.Lessons.Museum;
using GruNotebooks.Training;

namespace GruNotebooks.Lessons.Tests;

public class BugMuseumTests
{
    public static TheoryData<string> Names => [.. BugMuseum.Exhibits.Select(exhibit => exhibit.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Every_exhibit_is_caught_by_the_test_on_its_label(string name)
    {
        var exhibit = BugMuseum.Exhibit(name);
        foreach (var seed in new ulong[] { 1, 2, 3 })
            Assert.Contains(exhibit.CaughtBy, exhibit.Test(seed).CaughtBy);
    }

    [Theory, MemberData(nameof(Names))]
    public void The_gradient_check_finds_mistakes_of_the_backward_pass_and_only_those(string name)
    {
        var exhibit = BugMuseum.Exhibit(name);
        var row = exhibit.Test(seed: 4);
        if (exhibit.Kind == BugKind.Backward)
        {
            Assert.Equal([BugTest.GradientCheck], row.CaughtBy);
            Assert.Equal(0, row.OutputError);
            Assert.True(row.GradientError > 0.01, $"{name}: {row.GradientError}");
        }
        else
        {
            Assert.True(row.GradientError <= GradientCheck.Tolerance, exhibit.CheckGradients(seed: 4).ToString());
            Assert.True(row.OutputError > 0.01, $"{name}: {row.OutputError}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void The_right_cell_beside_an_exhibit_passes_every_test(string name)
    {
        var exhibit = BugMuseum.Exhibit(name);
        var right = new BugMuseumExhibit(name, exhibit.Kind, (i, h, seed) => (exhibit.Right(i, h, seed), exhibit.Right(i, h, seed)))
        {
            Mistake = "",
            Source = "",
            Link = "",
            Symptom = "",
            CaughtBy = exhibit.CaughtBy,
        };
        Assert.Empty(right.Test().CaughtBy);
    }

    [Fact]
    public void A_state_that_is_never_carried_shows_when_the_same_sequence_comes_one_step_later()
    {
        Assert.Equal(0, BugMuseum.Exhibit("StateNeverCarried").ShiftInTime());
        Assert.All(BugMuseum.Exhibits.Where(exhibit => exhibit.Name != "StateNeverCarried"), exhibit => Assert.True(exhibit.ShiftInTime() > 0.01));
    }

    [Fact]
    public void With_all_biases_at_zero_the_gradient_check_cannot_see_a_bias_in_the_wrong_place()
    {
        var parameters = LstmParameters.Random(3, 4, seed: 1);
        foreach (var bias in new[] { parameters.bi, parameters.bf, parameters.bg, parameters.bo }) bias.Clear();
        var cell = new BugMuseumLstms.SlopeWithAnotherBias(parameters);
        Assert.True(GradientCheck.Of(cell).Passed);
        parameters.bf[0] = 1;
        Assert.False(GradientCheck.Of(cell).Passed);
    }

    [Fact]
    public void Every_exhibit_has_a_source_a_page_and_code_that_can_be_shown()
    {
        Assert.True(BugMuseum.Exhibits.Count >= 8);
        Assert.Equal(BugMuseum.Exhibits.Count, BugMuseum.Exhibits.Select(exhibit => exhibit.Name).Distinct().Count());
        Assert.All(BugMuseum.Exhibits, exhibit =>
        {
            Assert.StartsWith("https://github.com/", exhibit.Link);
            Assert.Contains(exhibit.Source.Split(',')[0], exhibit.Link);
            Assert.Matches("issue|pull request|commit", exhibit.Source);
            Assert.NotEmpty(exhibit.Mistake);
            Assert.NotEmpty(exhibit.Symptom);
            Assert.Contains($"class {exhibit.Name}(", exhibit.Code.Text);
        });
        Assert.Contains("it has SigmoidForItsSlope", Assert.Throws<ArgumentException>(() => BugMuseum.Exhibit("Sigmoid")).Message);
    }

    [Fact]
    public void The_tables_have_a_row_for_every_exhibit()
    {
        var (labels, verdicts) = (BugMuseum.Labels().ToString(), BugMuseum.Verdicts().ToString());
        Assert.All(BugMuseum.Exhibits, exhibit =>
        {
            Assert.Contains(exhibit.Source, labels);
            Assert.Contains(exhibit.Name, verdicts);
        });
        Assert.Contains("comparison with the readable cell, time shift", verdicts);
        Assert.DoesNotContain("nothing", verdicts);
    }

    [Fact]
    public void Training_shows_what_somebody_with_the_mistake_would_have_seen()
    {
        var settings = new TrainingSettings { Steps = 100, BatchSize = 16, LearningRate = 0.01, EvaluateEvery = 50, StopWhenSolved = false };
        var curves = BugMuseumTraining.Run(
            [BugMuseum.Exhibit("StateNeverCarried"), BugMuseum.Exhibit("BiasesCopiedFromForget"), BugMuseum.Exhibit("GateLabelsSwapped"), BugMuseum.Exhibit("EmptyBackward")],
            settings: settings);
        Assert.Equal(["StateNeverCarried", "BiasesCopiedFromForget", "GateLabelsSwapped", "EmptyBackward"], curves.Select(curve => curve.Exhibit.Name));
        Assert.All(curves, curve => Assert.True(curve.Right.Last.Loss < 0.5, $"{curve.Exhibit.Name}: {curve.Right.Last}"));
        Assert.True(curves[0].Wrong.Last.Loss > 1.3);
        Assert.True(curves[1].Wrong.Last.Loss < 0.5);
        Assert.True(curves[2].Wrong.Last.Loss < 0.5);
        Assert.True(curves[3].Wrong.Last.Loss > 1.3);
    }
}
