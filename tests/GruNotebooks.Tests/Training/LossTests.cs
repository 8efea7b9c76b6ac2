using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using GruNotebooks.Training;

namespace GruNotebooks.Tests.Training;

public class LossTests
{
    private const int Steps = 4, Size = 3, Features = 5;

    public static TheoryData<string> Losses => [nameof(Loss.CrossEntropy), nameof(Loss.MeanSquaredError), nameof(Loss.BinaryCrossEntropy)];

    [Theory, MemberData(nameof(Losses))]
    public void The_gradient_is_that_of_the_loss_with_masks_and_lengths(string name)
    {
        var (loss, batch, output) = Example(name, Readout.EveryStep);
        var gradient = new Sequence<double>(Steps, Size, Features);
        loss.Measure(output, batch, gradient);
        for (int k = 0; k < output.Data.Length; k++)
        {
            double at = output.Data[k];
            const double Step = 1e-5;
            output.Data[k] = at + Step;
            double above = loss.Measure(output, batch);
            output.Data[k] = at - Step;
            double below = loss.Measure(output, batch);
            output.Data[k] = at;
            Assert.Equal((above - below) / (2 * Step), gradient.Data[k], 1e-9);
        }
    }

    [Theory, MemberData(nameof(Losses))]
    public void What_does_not_count_has_no_gradient_and_no_weight(string name)
    {
        var (loss, batch, output) = Example(name, Readout.EveryStep);
        var gradient = new Sequence<double>(Steps, Size, Features);
        Array.Fill(gradient.Data, double.NaN);
        double before = loss.Measure(output, batch, gradient);
        for (int s = 0; s < Steps; s++)
        {
            for (int b = 0; b < Size; b++)
            {
                bool zero = gradient.Row(s, b).ToArray().All(g => g == 0);
                Assert.Equal(!batch.Counts(s, b), zero);
                if (!batch.Counts(s, b)) output.Row(s, b).Fill(1e6);
            }
        }
        Assert.Equal(before, loss.Measure(output, batch));
    }

    [Theory, MemberData(nameof(Losses))]
    public void Lengths_do_not_hide_the_answer_read_at_the_last_step(string name)
    {
        var (_, batch, _) = Example(name, Readout.LastStep);
        Assert.Equal(Size, batch.CountAnswers());
    }

    [Theory, MemberData(nameof(Losses))]
    public void Enormous_scores_overflow_nothing(string name)
    {
        var (loss, batch, output) = Example(name, Readout.LastStep);
        for (int k = 0; k < output.Data.Length; k++) output.Data[k] = (k % 2 == 0 ? 1 : -1) * 1e4;
        var gradient = new Sequence<double>(1, Size, Features);
        Assert.True(double.IsFinite(loss.Measure(output, batch, gradient)));
        Assert.All(gradient.Data, g => Assert.True(double.IsFinite(g)));
    }

    [Fact]
    public void Known_values()
    {
        var input = new Sequence<double>(1, 2, 1);
        var even = new Sequence<double>(1, 2, 4);
        Assert.Equal(Math.Log(4), Loss.CrossEntropy.Measure(even, new Batch<double>(input, [0, 3])), 1e-15);
        Assert.Equal(4 * Math.Log(2), Loss.BinaryCrossEntropy.Measure(even, new Batch<double>(input, new Sequence<double>(1, 2, 4))), 1e-15);
        var target = new Sequence<double>(1, 2, 4, [1, 2, 3, 4, 0, 0, 0, 0]);
        Assert.Equal(30.0 / 8, Loss.MeanSquaredError.Measure(even, new Batch<double>(input, target)), 1e-15);
    }

    [Fact]
    public void Misuse_is_said_in_one_line()
    {
        var input = new Sequence<double>(2, 2, 1);
        var output = new Sequence<double>(1, 2, 3);
        var loss = Loss.CrossEntropy;
        Assert.Contains("Class 3", Assert.Throws<ArgumentException>(() => loss.Measure(output, new Batch<double>(input, [0, 3]))).Message);
        Assert.Contains("[2, 2", Assert.Throws<ArgumentException>(() => loss.Measure(output, new Batch<double>(input, [0, 0, 0, 0]))).Message);
        Assert.Contains("No answer", Assert.Throws<ArgumentException>(() => loss.Measure(output, new Batch<double>(input, [0, 0], counted: [false, false]))).Message);
        Assert.Contains("2 answers", Assert.Throws<ArgumentException>(() => new Batch<double>(input, [0, 0, 0])).Message);
    }

    private static (Loss Loss, Batch<double> Batch, Sequence<double> Output) Example(string name, Readout readout)
    {
        var random = new SeededRandom(7);
        var loss = (Loss)typeof(Loss).GetProperty(name)!.GetValue(null)!;
        int answers = readout == Readout.LastStep ? 1 : Steps;
        var input = new Sequence<double>(Steps, Size, 2);
        int[] lengths = [4, 1, 3];
        bool[] counted = [.. Enumerable.Range(0, answers * Size).Select(k => k != 3)];
        var output = new Sequence<double>(answers, Size, Features);
        foreach (ref double y in output.Data.AsSpan()) y = 2 * random.NextNormal();
        if (loss == Loss.CrossEntropy)
            return (loss, new(input, [.. Enumerable.Range(0, answers * Size).Select(_ => random.NextInt(Features))], lengths, counted), output);
        var values = new Sequence<double>(answers, Size, Features);
        foreach (ref double v in values.Data.AsSpan()) v = random.NextInt(2);
        return (loss, new(input, values, lengths, counted), output);
    }
}
