using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using GruNotebooks.Tasks;
using GruNotebooks.Training;

namespace GruNotebooks.Tests.Tasks;

public class GrammarTests
{
    [Theory]
    [InlineData("BTBTXSETE", true)]
    [InlineData("BPBPVVEPE", true)]
    [InlineData("BTBTSSSXXTTVVETE", true)]
    [InlineData("BPBPTVPXTVPSEPE", true)]
    [InlineData("BPBTXSETE", false)]       // the outer letters differ
    [InlineData("BTBTXETE", false)]        // X leads on, not out
    [InlineData("BTBTXSTE", false)]        // the inner string has no end
    [InlineData("BTBTXSEETE", false)]      // … and must end once
    [InlineData("BTBTXSET", false)]
    [InlineData("BXBTXSEXE", false)]
    [InlineData("BTTE", false)]
    [InlineData("", false)]
    public void Legal_strings_are_those_of_the_graph(string text, bool legal) => Assert.Equal(legal, ReberGrammar.IsLegal(text));

    [Fact]
    public void What_is_drawn_is_legal_and_each_next_letter_is_among_those_announced()
    {
        var random = new SeededRandom(1);
        for (int k = 0; k < 500; k++)
        {
            string text = ReberGrammar.Draw(random);
            Assert.True(ReberGrammar.IsLegal(text), text);
            var following = ReberGrammar.Following(text);
            Assert.Equal(text.Length - 1, following.Length);
            Assert.All(following.Zip(text.Skip(1)), pair => Assert.Contains(pair.Second, pair.First));
        }
        Assert.Throws<ArgumentException>(() => ReberGrammar.Following("BTBTXETE"));
    }

    [Fact]
    public void An_oracle_is_right_throughout_and_a_forgetful_one_is_not()
    {
        var task = new EmbeddedReber();
        var (right, memory, loss) = Answer(task, forgetful: false);
        Assert.Equal((1, 1), (right, memory));
        Assert.Equal(task.Floor, loss, 1e-6);
        (right, memory, loss) = Answer(task, forgetful: true);
        Assert.Equal((0, 0), (right, memory));
        Assert.Equal(task.Baseline, loss, 1e-6);
        Assert.True(task.Floor < task.Baseline);
    }

    [Fact]
    public void An_bn_counts_only_what_is_right_from_the_first_b_to_the_end()
    {
        var task = new AnBn(5);
        var batch = task.Validation<double>()[0];
        Assert.Equal([2, 4, 6, 8, 10], batch.Lengths!);
        var output = new Sequence<double>(batch.AnswerSteps, 5, 3);
        for (int b = 0; b < 5; b++)
            for (int t = 0; t < batch.Lengths![b]; t++) output[t, b, batch.Classes![batch.Answer(t, b)]] = 1;
        output[0, 4, AnBn.End] = 2;        // a slip while reading a is chance, not a mistake
        Assert.Equal(1, task.Score(output, batch).Mean);
        output[9, 4, AnBn.B] = 2;          // one b too many
        Assert.Equal(0.8, task.Score(output, batch).Mean);
        Assert.Equal([AnBn.A, AnBn.A, AnBn.B, AnBn.B, AnBn.B, AnBn.End], AnBn.Example(3).Classes!);
        Assert.Equal(6, task.TestSet[0].Classes!.Length / 2);
    }

    [Fact]
    public void The_baseline_of_an_bn_is_the_best_constant_chance_of_change()
    {
        var task = new AnBn(6);
        var batch = task.Training<double>(6, 1).Next();
        double Loss(double chance)
        {
            var output = new Sequence<double>(batch.AnswerSteps, 6, 3);
            for (int t = 0; t < output.Steps; t++)
            {
                for (int b = 0; b < 6; b++)
                {
                    int read = Softmax.Choice<double>(batch.Input.Row(t, b));
                    output[t, b, 0] = output[t, b, 1] = output[t, b, 2] = -50;
                    output[t, b, read] = Math.Log(1 - chance);
                    output[t, b, read + 1] = Math.Log(chance);
                }
            }
            return task.Loss.Measure(output, batch);
        }
        Assert.Equal(task.Baseline, Loss(2.0 / 7), 1e-12);
        Assert.True(Loss(2.0 / 7 * 1.01) > task.Baseline && Loss(2.0 / 7 * 0.99) > task.Baseline);
    }

    [Fact]
    public void An_epoch_shows_every_string_and_pads_only_to_the_longest_of_its_batch()
    {
        var task = new EmbeddedReber();
        var source = task.Training<float>(32, 1);
        var lengths = new List<int>();
        for (int k = 0; k < 256 / 32; k++)
        {
            var batch = source.Next();
            Assert.Equal(batch.Input.Steps, batch.Lengths!.Max());
            lengths.AddRange(batch.Lengths!);
        }
        Assert.Equal(task.TrainingStrings.Select(text => text.Length - 1).Order(), lengths.Order());
    }

    private static (double Right, double Memory, double Loss) Answer(EmbeddedReber task, bool forgetful)
    {
        Tally right = default, memory = default, loss = default;
        foreach (var batch in task.Validation<double>())
        {
            var output = new Sequence<double>(batch.AnswerSteps, batch.Input.Batch, 7);
            for (int b = 0; b < output.Batch; b++)
            {
                int steps = batch.Lengths![b];
                string text = "B" + new string([.. Enumerable.Range(0, steps).Select(t => ReberGrammar.Letters[batch.Classes![batch.Answer(t, b)]])]);
                var following = ReberGrammar.Following(text);
                for (int t = 0; t < steps; t++)
                    foreach (char letter in forgetful && t == steps - 2 ? "TP" : following[t]) output[t, b, ReberGrammar.Letters.IndexOf(letter)] = 30;
            }
            right += task.Score(output, batch);
            memory += EmbeddedReber.MemoryScore(output, batch);
            loss += new Tally(task.Loss.Measure(output, batch) * batch.CountAnswers(), batch.CountAnswers());
        }
        return (right.Mean, memory.Mean, loss.Mean);
    }
}
