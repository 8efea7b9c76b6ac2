using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using GruNotebooks.Layers;
using GruNotebooks.Tasks;
using GruNotebooks.Training;

namespace GruNotebooks.Tests.Tasks;

public class GeneratedTaskTests
{
    [Fact]
    public void Adding_marks_one_step_in_each_half_and_wants_their_sum()
    {
        var batch = new AddingProblem(21).Draw<double>(200, seed: 1);
        var seen = new HashSet<int>();
        for (int b = 0; b < 200; b++)
        {
            int[] marked = [.. Enumerable.Range(0, 21).Where(t => batch.Input[t, b, 1] == 1)];
            Assert.Equal(2, marked.Length);
            Assert.True(marked[0] < 10 && marked[1] >= 10);
            Assert.Equal(marked.Sum(t => batch.Input[t, b, 0]), batch.Values![0, b, 0]);
            Assert.All(Enumerable.Range(0, 21), t => Assert.InRange(batch.Input[t, b, 0], 0, 1));
            seen.UnionWith(marked);
        }
        Assert.Equal(21, seen.Count);
    }

    [Fact]
    public void A_quiet_adding_problem_marks_none_of_the_last_steps()
    {
        var task = new AddingProblem(20, quiet: 10);
        var batch = task.Draw<double>(200, seed: 1);
        var seen = new HashSet<int>();
        for (int b = 0; b < 200; b++) seen.UnionWith(Enumerable.Range(0, 20).Where(t => batch.Input[t, b, 1] == 1));
        Assert.Equal(Enumerable.Range(0, 10), seen.Order());
        Assert.Equal("adding problem, T = 20, no mark in the last 10", task.Name);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AddingProblem(20, quiet: 19));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AddingProblem(20, quiet: -1));
    }

    [Fact]
    public void Copy_says_the_symbols_after_the_signal()
    {
        var task = new CopyMemory(delay: 12);
        Assert.Equal(32, task.Steps);
        var batch = task.Draw<double>(50, seed: 1);
        for (int b = 0; b < 50; b++)
        {
            int[] read = [.. Enumerable.Range(0, 32).Select(t => Symbol(batch.Input, t, b))];
            int[] said = [.. Enumerable.Range(0, 32).Select(t => batch.Classes![batch.Answer(t, b)])];
            Assert.All(read[..10], symbol => Assert.InRange(symbol, 0, 7));
            Assert.All(read[10..21], symbol => Assert.Equal(8, symbol));    // T − 1 blanks
            Assert.Equal(9, read[21]);
            Assert.All(read[22..], symbol => Assert.Equal(8, symbol));
            Assert.All(said[..22], symbol => Assert.Equal(8, symbol));      // T + 10 blanks
            Assert.Equal(read[..10], said[22..]);
        }
        Assert.Equal(8, Enumerable.Range(0, 50).Select(b => Symbol(batch.Input, 0, b)).Distinct().Count());
    }

    [Fact]
    public void Temporal_order_puts_the_signals_where_the_paper_does()
    {
        var batch = new TemporalOrder(50).Draw<double>(400, seed: 1);
        var (first, second, classes) = (new HashSet<int>(), new HashSet<int>(), new HashSet<int>());
        for (int b = 0; b < 400; b++)
        {
            int[] signals = [.. Enumerable.Range(0, 50).Where(t => Symbol(batch.Input, t, b) < 2)];
            Assert.Equal(2, signals.Length);
            first.Add(signals[0]);
            second.Add(signals[1]);
            int wanted = (2 * Symbol(batch.Input, signals[0], b)) + Symbol(batch.Input, signals[1], b);
            Assert.Equal(wanted, batch.Classes![b]);
            classes.Add(wanted);
        }
        Assert.Equal([5, 6, 7, 8, 9], first.Order());
        Assert.Equal([25, 26, 27, 28, 29], second.Order());
        Assert.Equal(4, classes.Count);
    }

    [Fact]
    public void Baselines_are_the_losses_of_the_answers_they_name()
    {
        // Each answer is what a network without memory would give; its loss on many examples is near the baseline.
        var adding = new AddingProblem(20);
        Near(adding, (_, _, _) => 1, examples: 4000, within: 0.01);
        var copy = new CopyMemory(10);
        Near(copy, (t, _, o) => t < 20 ? (o == 8 ? 40 : 0) : o < 8 ? 40 : 0, examples: 20, within: 1e-9);
        Near(new TemporalOrder(20), (_, _, _) => 0, examples: 10, within: 1e-12);
    }

    [Fact]
    public void Same_seed_same_examples_and_held_out_ones_are_others()
    {
        SequenceTask[] tasks = [new AddingProblem(10), new CopyMemory(5), new TemporalOrder(20)];
        foreach (var task in tasks)
        {
            var (one, same, other) = (task.Training<float>(4, 1), task.Training<float>(4, 1), task.Training<float>(4, 2));
            one.Next();
            same.Next();
            other.Next();
            Assert.Equal(one.Next().Input.Data, same.Next().Input.Data);
            Assert.NotEqual(one.Next().Input.Data, other.Next().Input.Data);
            Assert.NotEqual(task.Validation<float>()[0].Input.Data[..40], task.Test<float>()[0].Input.Data[..40]);
            Assert.Equal(task.Validation<float>()[0].Input.Data, task.Validation<float>()[0].Input.Data);
        }
    }

    [Fact]
    public void Examples_are_the_same_in_every_version_and_on_every_machine()
    {
        // Printed numbers of the notebooks rest on them: whoever changes this runs all notebooks again.
        GeneratedTask[] tasks = [new AddingProblem(10), new CopyMemory(5), new TemporalOrder(20)];
        byte[] examples = [.. tasks.SelectMany(task => MemoryMarshal.AsBytes<double>(task.Draw<double>(5, seed: 3).Input.Data).ToArray()), .. Encoding.ASCII.GetBytes(string.Concat(new EmbeddedReber().TrainingStrings))];
        Assert.Equal("698B572B654206A0", Convert.ToHexString(SHA256.HashData(examples))[..16]);
    }

    [Fact]
    public void Float_and_double_see_the_same_examples()
    {
        var task = new AddingProblem(10);
        Assert.Equal(task.Draw<double>(3, 5).Input.Data.Select(x => (float)x), task.Draw<float>(3, 5).Input.Data);
    }

    [Fact]
    public void Impossible_sizes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AddingProblem(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CopyMemory(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TemporalOrder(9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AddingProblem().Training<float>(0, 1));
    }

    private static void Near(GeneratedTask task, Func<int, int, int, double> answer, int examples, double within)
    {
        var batch = task.Draw<double>(examples, seed: 2);
        var output = new Sequence<double>(batch.AnswerSteps, examples, task.OutputSize);
        for (int t = 0; t < output.Steps; t++)
            for (int b = 0; b < examples; b++)
                for (int o = 0; o < task.OutputSize; o++) output[t, b, o] = answer(t, b, o);
        Assert.Equal(task.Baseline, task.Loss.Measure(output, batch), within);
        Assert.False(task.IsSolved(new Evaluation(task.Baseline, task.Score(output, batch).Mean)));
    }

    private static int Symbol(Sequence<double> input, int t, int b) => Softmax.Choice<double>(input.Row(t, b));
}
