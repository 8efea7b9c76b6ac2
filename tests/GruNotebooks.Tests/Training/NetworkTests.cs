using System.Collections.Concurrent;
using GruNotebooks.Layers;
using GruNotebooks.Tasks;
using GruNotebooks.Training;

namespace GruNotebooks.Tests.Training;

public class NetworkTests
{
    [Theory]
    [InlineData(nameof(CellKind.Rnn), Readout.LastStep)]
    [InlineData(nameof(CellKind.Lstm), Readout.LastStep)]
    [InlineData(nameof(CellKind.Gru), Readout.LastStep)]
    [InlineData(nameof(CellKind.Gru), Readout.EveryStep)]
    public void The_gradient_of_the_whole_network_is_right(string cell, Readout readout)
    {
        var kind = CellKind.Parse(cell);
        var network = new Network<double>(kind, 3, 4, 3, readout, seed: 1);
        var task = new AnBn(4);
        var every = task.InOrder<double>(task.TrainingSet)[0];
        var batch = readout == Readout.EveryStep ? every : new Batch<double>(every.Input, [2, 0, 1, 2], every.Lengths);
        double Measure() => Loss.CrossEntropy.Measure(network.Forward(batch.Input, batch.Lengths), batch);

        Loss.CrossEntropy.Measure(network.Forward(batch.Input, batch.Lengths), batch, network.OutputGradient);
        network.Backward(network.OutputGradient);
        foreach (var parameter in network.Parameters)
        {
            for (int k = 0; k < parameter.Count; k += 5)
            {
                const double Step = 1e-5;
                double at = parameter.Value[k];
                parameter.Value[k] = at + Step;
                double above = Measure();
                parameter.Value[k] = at - Step;
                double below = Measure();
                parameter.Value[k] = at;
                Assert.Equal((above - below) / (2 * Step), parameter.Gradient[k], 1e-8);
            }
        }
    }

    [Fact]
    public void The_last_step_is_that_of_each_sequence()
    {
        var network = new Network<double>(CellKind.Gru, 2, 5, 1, Readout.LastStep, seed: 3);
        var both = new AddingProblem(8).Draw<double>(2, seed: 1).Input;
        var shorter = new Sequence<double>(5, 1, 2);
        for (int t = 0; t < 5; t++) both.Row(t, 1).CopyTo(shorter.Row(t, 0));
        double alone = network.Forward(shorter)[0, 0, 0];
        Assert.Equal(alone, network.Forward(both, [8, 5])[0, 1, 0]);
        Assert.NotEqual(alone, network.Forward(both, [8, 8])[0, 1, 0]);
    }

    [Fact]
    public void Changing_lengths_leave_no_gradient_behind()
    {
        var batch = new AddingProblem(8).Draw<double>(2, seed: 1);
        double[] Gradient(params int[][] passes)
        {
            var network = new Network<double>(CellKind.Gru, 2, 5, 1, Readout.LastStep, seed: 3);
            foreach (var lengths in passes)
            {
                foreach (var parameter in network.Parameters) parameter.ZeroGradient();
                Loss.MeanSquaredError.Measure(network.Forward(batch.Input, lengths), batch, network.OutputGradient);
                network.Backward(network.OutputGradient);
            }
            return [.. network.Parameters.SelectMany(parameter => parameter.Gradient)];
        }
        Assert.Equal(Gradient([3, 8]), Gradient([8, 5], [3, 8]));
    }

    [Theory, InlineData(double.NaN), InlineData(1e300), InlineData(1)]
    public void A_gradient_past_the_end_of_a_sequence_does_not_matter(double padding)
    {
        double[] Gradient(double past)
        {
            var network = new Network<double>(CellKind.Gru, 2, 5, 3, Readout.EveryStep, seed: 3);
            network.Forward(new AddingProblem(8).Draw<double>(2, seed: 1).Input, [8, 5]);
            var dOutput = new Sequence<double>(8, 2, 3);
            Array.Fill(dOutput.Data, 0.5);
            for (int t = 5; t < 8; t++) dOutput.Row(t, 1).Fill(past);
            network.Backward(dOutput);
            Assert.Equal(past, dOutput[7, 1, 2]);
            return [.. network.Parameters.SelectMany(parameter => parameter.Gradient)];
        }
        Assert.Equal(Gradient(0), Gradient(padding));
    }

    [Fact]
    public void A_gradient_that_is_no_number_is_added_to_no_parameter()
    {
        var network = new Network<double>(CellKind.Gru, 2, 5, 3, Readout.EveryStep, seed: 3);
        network.Forward(new AddingProblem(8).Draw<double>(2, seed: 1).Input);
        var dOutput = new Sequence<double>(8, 2, 3);
        dOutput[4, 1, 0] = double.NaN;
        Assert.Contains("[4, 1, 0] is NaN", Assert.Throws<ArgumentException>(() => network.Backward(dOutput)).Message);
        Assert.All(network.Parameters, parameter => Assert.All(parameter.Gradient, value => Assert.Equal(0, value)));
    }

    [Fact]
    public void Two_threads_at_once_are_told_so_and_one_after_the_other_are_not()
    {
        var network = new Network<double>(CellKind.Lstm, 2, 64, 1, Readout.EveryStep, seed: 3);
        var x = new AddingProblem(200).Draw<double>(8, seed: 1).Input;
        double[] expected = [.. network.Forward(x).Data];
        var refused = new ConcurrentBag<string>();
        // Threads of its own: those of the pool may come one after the other.
        using var start = new Barrier(4);
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            start.SignalAndWait();
            for (int round = 0; round < 40; round++)
            {
                try
                {
                    network.Forward(x);
                }
                catch (InvalidOperationException told)
                {
                    refused.Add(told.Message);
                }
            }
        }))];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Assert.Equal(expected, network.Forward(x).Data);
        Assert.InRange(refused.Count, 1, 159);
        Assert.All(refused, message => Assert.Contains("Another thread is using this network", message));
    }

    [Fact]
    public void Snapshots_bring_weights_back()
    {
        var network = new Network<float>(CellKind.Lstm, 2, 3, 1, Readout.LastStep, seed: 3);
        var before = network.Snapshot();
        network.Parameters[0].Value[0] += 1;
        network.Restore(before);
        Assert.Equal(before[0], network.Parameters[0].Value);
        Assert.Throws<ArgumentException>(() => network.Restore(before[1..]));
    }

    [Fact]
    public void Misuse_is_said_in_one_line()
    {
        Assert.Throws<InvalidOperationException>(() => new Network<float>(CellKind.Gru, 2, 3, 1, Readout.LastStep, 1).Tape);
        Assert.Contains("head reads 4", Assert.Throws<ArgumentException>(() => new Network<float>(new Gru<float>(2, 3, 1), new Dense<float>(4, 1, 1), Readout.LastStep)).Message);
        var wrong = new Network<float>(CellKind.Gru, 3, 3, 1, Readout.LastStep, 1);
        Assert.Contains("Sequence 1 has no step", Assert.Throws<ArgumentException>(() => wrong.Forward(new Sequence<float>(4, 2, 3), [4, 0])).Message);
        Assert.Contains("Length 5 of sequence 1", Assert.Throws<ArgumentException>(() => new Batch<float>(new Sequence<float>(4, 2, 3), [0, 1], [4, 5])).Message);
        Assert.Contains("wants 2 inputs", Assert.Throws<ArgumentException>(() => new Trainer<float>(wrong, new AddingProblem(10))).Message);
    }
}
