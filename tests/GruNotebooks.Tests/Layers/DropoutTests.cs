using GruNotebooks.Gradients;
using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using GruNotebooks.Training;

namespace GruNotebooks.Tests.Layers;

public class DropoutTests
{
    private static Sequence<double> Input => Samples.Normal(20, 10, 3, new SeededRandom(1));

    [Fact]
    public void Gradients_are_those_of_the_function_with_its_mask()
    {
        foreach (int[]? lengths in new int[]?[] { null, [4, 6] })
        {
            var lower = new Dropout<double>(new Gru<double>(3, 5, 1), 0.4, 2) { KeepsMask = true };
            var stack = new Stacked<double>(lower, new Lstm<double>(5, 5, 3)) { Training = true };
            var result = GradientCheck.Of(stack, lengths: lengths);
            Assert.True(result.Passed, result.ToString());
        }
    }

    [Fact]
    public void The_check_would_see_a_mask_that_changes() =>
        Assert.False(GradientCheck.Of(new Dropout<double>(new Gru<double>(3, 5, 1), 0.4, 2) { Training = true }).Passed);

    [Fact]
    public void The_mean_of_an_output_is_kept()
    {
        var (x, gru) = (Input, new Gru<double>(3, 40, 1));
        var tape = new Dropout<double>(gru, 0.25, 2) { Training = true }.Forward(x);
        Assert.Equal(0.25, tape.Mask!.Average(m => m == 0 ? 1.0 : 0), 0.02);
        Assert.All(tape.Mask!, m => Assert.True(m is 0 or 1 / 0.75));
        Assert.Equal(gru.Forward(x).Output.Data.Zip(tape.Mask!, (h, m) => h * m), tape.Output.Data);
    }

    [Fact]
    public void Outside_training_it_is_its_layer()
    {
        var (x, gru) = (Input, new Gru<double>(3, 5, 1));
        var dropout = new Dropout<double>(gru, 0.9, 2);
        Assert.Equal(gru.Forward(x).Output.Data, dropout.Forward(x).Output.Data);
        Assert.Same(gru.Parameters, dropout.Parameters);
    }

    [Fact]
    public void The_state_is_not_left_out()
    {
        var (x, gru) = (Input, new Gru<double>(3, 5, 1));
        Assert.Equal(gru.Forward(x).Final.H, new Dropout<double>(gru, 0.5, 2) { Training = true }.Forward(x).Final.H);
    }

    [Fact]
    public void Same_seed_same_masks_and_each_pass_its_own()
    {
        var x = Input;
        double[][] Masks(ulong seed)
        {
            var dropout = new Dropout<double>(new Gru<double>(3, 5, 1), 0.5, seed) { Training = true };
            return [[.. dropout.Forward(x).Mask!], [.. dropout.Forward(x).Mask!]];
        }

        Assert.Equal(Masks(3), Masks(3));
        Assert.NotEqual(Masks(3)[0], Masks(4)[0]);
        Assert.NotEqual(Masks(3)[0], Masks(3)[1]);
    }

    [Fact]
    public void The_trainer_trains_with_it_and_judges_without()
    {
        var lower = new Dropout<double>(new Gru<double>(1, 4, 1), 0.5, 2);
        var network = new Network<double>(new Stacked<double>(lower, new Gru<double>(4, 4, 3)), new Dense<double>(4, 1, 5), Readout.EveryStep);
        var task = new GruNotebooks.Tasks.SeriesForecast([.. Enumerable.Range(0, 80).Select(t => SameBits.Sin(t))]);
        var trainer = new Trainer<double>(network, task);
        var batch = task.Training<double>(1, 1).Next();
        Assert.NotEqual(trainer.Step(batch).Loss, Evaluation.Of(network, task, [batch]).Loss, 1e-6);
        Assert.False(lower.Training);
        Assert.Equal(Evaluation.Of(network, task, [batch]), Evaluation.Of(network, task, [batch]));
    }

    [Fact]
    public void Room_is_used_again_while_its_shape_stays()
    {
        var dropout = new Dropout<double>(new Gru<double>(3, 5, 1), 0.5, 2) { Training = true };
        var tape = dropout.Forward(new Sequence<double>(4, 2, 3));
        var (mask, output) = (tape.Mask, tape.Output);
        Assert.Same(tape, dropout.Forward(new Sequence<double>(4, 2, 3), reuse: tape));
        Assert.Same(mask, tape.Mask);
        Assert.Same(output, tape.Output);
        foreach (var (steps, batch) in new[] { (5, 2), (4, 3), (2, 4) })   // (2, 4) holds as many numbers as (4, 2)
        {
            dropout.Forward(Samples.Normal(steps, batch, 3, new SeededRandom(1)), reuse: tape);
            Assert.Equal((steps, batch, 5), (tape.Output.Steps, tape.Output.Batch, tape.Output.Features));
            Assert.Equal(((GruTape<double>)tape.Inner).Output.Data.Zip(tape.Mask!, (h, m) => h * m), tape.Output.Data);
            Assert.Equal((steps, batch, 3), dropout.Backward(tape, new Sequence<double>(steps, batch, 5)).Input is var dx ? (dx.Steps, dx.Batch, dx.Features) : default);
        }
    }

    [Fact]
    public void With_a_rate_of_zero_nothing_is_drawn()
    {
        var dropout = new Dropout<double>(new Gru<double>(3, 5, 1), 0, 2) { Training = true };
        Assert.Null(dropout.Forward(Input).Mask);
    }

    [Fact]
    public void A_gradient_of_another_shape_is_refused()
    {
        var dropout = new Dropout<double>(new Gru<double>(3, 5, 1), 0.5, 2) { Training = true };
        var tape = dropout.Forward(new Sequence<double>(4, 2, 3));
        foreach (var (steps, batch, features) in new[] { (5, 2, 5), (4, 3, 5), (4, 2, 6) })
            Assert.Contains("has not the shape", Assert.Throws<ArgumentException>(() => dropout.Backward(tape, new Sequence<double>(steps, batch, features))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => dropout.Backward(tape, null, truncate: -1));
        Assert.Throws<ArgumentNullException>(() => new Dropout<double>(null!, 0.5, 2));
        var final = new State<double>(1, 2, 5);
        final.H[3] = 1;
        Assert.NotEqual(0, dropout.Backward(tape, null, final).Initial.H.Sum(Math.Abs));
    }

    [Fact]
    public void A_tape_is_used_by_the_layer_alone_that_recorded_it()
    {
        var gru = new Gru<double>(3, 5, 1);
        var (own, other) = (new Dropout<double>(gru, 0.5, 2) { Training = true }, new Dropout<double>(gru, 0.9, 3) { Training = true });
        var tape = own.Forward(Input);
        double[] before = [.. tape.Output.Data];
        Assert.NotSame(tape, other.Forward(Input, reuse: tape));
        Assert.Equal(before, tape.Output.Data);
        Assert.Same(tape, own.Forward(Input, reuse: tape));
        Assert.Contains("not recorded by this layer", Assert.Throws<ArgumentException>(() => other.Backward(tape, null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mask_on_two_tapes_is_not_drawn_over()
    {
        var dropout = new Dropout<double>(new Gru<double>(3, 5, 1), 0.5, 2) { Training = true };
        var first = dropout.Forward(Input);
        dropout.KeepsMask = true;
        var second = dropout.Forward(Input);
        dropout.KeepsMask = false;
        double[] before = [.. first.Mask!];
        foreach (var tape in new[] { second, first, second }) dropout.Forward(Input, reuse: tape == first ? null : tape);
        Assert.Equal(before, first.Mask);
    }

    [Fact]
    public void Eight_threads_draw_the_masks_that_one_would()
    {
        var x = Input;
        string[] Masks(int threads)
        {
            var dropout = new Dropout<double>(new Gru<double>(3, 5, 1), 0.5, 2) { Training = true };
            var masks = new System.Collections.Concurrent.ConcurrentBag<string>();
            // Threads of its own: those of the pool may come one after the other.
            using var start = new Barrier(threads);
            Thread[] all = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() =>
            {
                start.SignalAndWait();
                for (var k = 0; k < 200 / threads; k++) masks.Add(string.Join(' ', dropout.Forward(x).Mask!));
            }))];
            foreach (var thread in all) thread.Start();
            foreach (var thread in all) thread.Join();
            return [.. masks.Order()];
        }

        Assert.Equal(Masks(1), Masks(8));
    }

    [Theory, InlineData(-0.1), InlineData(1.0), InlineData(double.NaN)]
    public void A_rate_that_is_no_share_is_refused(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout<double>(new Gru<double>(3, 5, 1), rate, 2));
}
