using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using GruNotebooks.Training;

namespace GruNotebooks.Gradients;

/// <summary>The gradient flow of one kind of network, over several seeds.</summary>
/// <param name="Curves">For each seed ‖∂loss/∂state‖ at every step (<see cref="GradientFlow.State"/>), in the order of time, divided by its last value.</param>
public sealed record GradientFlows(double[][] Curves)
{
    /// <summary>Layers with fresh weights that read noise (batch 8), seeds 1, 2, …; the loss is on the last step.</summary>
    /// <param name="seeds">How many.</param>
    /// <param name="steps">T.</param>
    /// <param name="make">Makes the layer of a seed.</param>
    public static GradientFlows Of(int seeds, int steps, Func<ulong, SequenceLayer<double>> make) => new([.. Enumerable.Range(1, seeds).Select(seed =>
    {
        var layer = make((ulong)seed);
        return FromLastStep(layer, Noise.Normal(steps, 8, layer.InputSize, (ulong)(100 + seed)), (ulong)seed);
    })]);

    /// <summary>The networks of an experiment after training, on given inputs, [T, B, I].</summary>
    public static GradientFlows Trained(Curve curve, Sequence<double> x) =>
        new([.. curve.Runs.Select(run => FromLastStep(run.Network.Layer.Widen(), x, run.Seed))]);

    /// <summary>The same networks with their initial weights.</summary>
    public static GradientFlows Untrained(Curve curve, SequenceTask task, Sequence<double> x) =>
        new([.. curve.Runs.Select(run => FromLastStep(curve.Contestant.Build(task, run.Seed).Layer.Widen(), x, run.Seed))]);

    /// <summary>The curves from the loss backward: element k is k steps before the last.</summary>
    public double[][] Backward => [.. Curves.Select(curve => curve.Reverse().ToArray())];

    /// <summary>For each seed the factor of one step back (<see cref="GradientFlow.FactorPerStepBack"/>).</summary>
    public double[] Factors => [.. Curves.Select(GradientFlow.FactorPerStepBack)];

    /// <summary>The factor of one step back over the seeds.</summary>
    public Spread Factor => Spread.Of(Factors);

    /// <summary>The share of the gradient that is left <paramref name="back"/> steps before the last: the median over the seeds.</summary>
    public double Left(int back) => Spread.Of(Curves.Select(curve => curve[^(back + 1)])).Median;

    private static double[] FromLastStep(SequenceLayer<double> layer, Sequence<double> x, ulong seed) =>
        GradientFlow.RelativeToLast(GradientFlow.FromLastStep(layer, x, seed).State);
}
