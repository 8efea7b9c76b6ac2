using GruNotebooks.Gradients;
using GruNotebooks.Inspection;
using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using GruNotebooks.Tasks;
using GruNotebooks.Training;

namespace GruNotebooks.Tests.Gradients;

public class GradientFlowsTests
{
    [Fact]
    public void A_closed_loop_keeps_the_gradient_and_a_weak_one_loses_it()
    {
        var kept = GradientFlows.Of(2, 20, seed => new Gru<double>(2, 4, seed).HoldAtOne('z'));
        Assert.All(kept.Factors, factor => Assert.Equal(1, factor, 12));
        Assert.Equal(1, kept.Left(19), 12);
        var lost = GradientFlows.Of(2, 20, seed => new Rnn<double>(2, 4, seed).WithLargestSingularValue(0.5));
        Assert.True(lost.Factor.Maximum <= 0.5);
        Assert.Equal(lost.Left(7), Spread.Of(lost.Backward.Select(curve => curve[7])).Median);
    }

    [Fact]
    public void Before_and_after_training_are_the_same_networks_with_other_weights()
    {
        var task = new AddingProblem(8);
        var curve = Experiment.Run(task, [CellKind.Gru], 4, seeds: 1, new TrainingSettings { Steps = 3, EvaluateEvery = 3 })[0];
        var x = task.Draw<double>(4, 1).Input;
        var (before, after) = (GradientFlows.Untrained(curve, task, x), GradientFlows.Trained(curve, x));
        Assert.Equal(before.Factor.Median, after.Factor.Median, 0.2);
        Assert.NotEqual(before.Factor.Median, after.Factor.Median);
    }

    [Fact]
    public void Rescaling_hits_what_was_asked_for()
    {
        Assert.Equal(1.05, Spectrum.Radius(new Rnn<double>(2, 6, 1).WithRadius(1.05).Gate("Uh").ToMatrix()), 10);
        Assert.Equal(0.95, Spectrum.LargestSingularValue(new Rnn<double>(2, 6, 1).WithLargestSingularValue(0.95).Gate("Uh").ToMatrix()), 10);
        Assert.All(new Gru<double>(2, 3, 1).WithUpdateBias(4).Gate("bz").Values.ToArray(), value => Assert.Equal(4, value));
    }

    [Fact]
    public void The_nilpotent_pair_rests_and_still_explodes()
    {
        var (layer, rest) = Rescaling.NilpotentPair();
        var U = layer.Gate("Uh").ToMatrix();
        Assert.Equal(0, (U * U).L2Norm());
        var tape = layer.Forward(new Sequence<double>(20, 1, 1), rest);
        Assert.Equal(0, tape.Output[19, 0, 0], 9);
        Assert.InRange(JacobianProduct.OfLast(StepJacobian.Along(layer, tape), 20).L2Norm(), Math.Pow(1.5, 20), 2 * Math.Pow(1.5, 20));
    }
}
