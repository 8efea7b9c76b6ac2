using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using GruNotebooks.Training;

namespace GruNotebooks.Tasks;

/// <summary>Add the two numbers that were marked, anywhere in a long sequence of numbers.</summary>
/// <remarks>
/// Each step has a number, uniform on [0, 1), and a mark, 0 or 1. One step of the first half and one of the second are marked; the
/// answer after the last step is the sum of the two marked numbers. The definition is that of Arjovsky et al. 2016 (arXiv:1511.06464).
/// Hochreiter and Schmidhuber 1997 (section 5.4) drew from [−1, 1], asked for 0.5 + sum/4, let the length vary
/// and marked two of the earlier steps; Le et al. 2015 (arXiv:1504.00941) took [0, 1].
/// Always answering 1 has a mean squared error of 1/6: the sum of two numbers uniform on [0, 1] has mean 1 and variance 2 · 1/12.
/// </remarks>
public sealed class AddingProblem : GeneratedTask
{
    /// <summary>The problem over <paramref name="steps"/> steps.</summary>
    /// <param name="steps">T, at least 2.</param>
    /// <param name="quiet">How many of the last steps are never marked, at most T − 2: with 0, as published, some examples have a mark close to the answer.</param>
    public AddingProblem(int steps = 100, int quiet = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(quiet);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quiet, steps - 2);
        (Steps, Quiet) = (steps, quiet);
    }

    /// <summary>T.</summary>
    public int Steps { get; }

    /// <summary>The last steps that are never marked.</summary>
    public int Quiet { get; }

    /// <inheritdoc/>
    public override string Name => Quiet == 0 ? $"adding problem, T = {Steps}" : $"adding problem, T = {Steps}, no mark in the last {Quiet}";

    /// <inheritdoc/>
    public override string Source => "Arjovsky et al. 2016 (arXiv:1511.06464); after Hochreiter and Schmidhuber 1997, section 5.4";

    /// <inheritdoc/>
    public override int InputSize => 2;

    /// <inheritdoc/>
    public override int OutputSize => 1;

    /// <inheritdoc/>
    public override Readout Readout => Readout.LastStep;

    /// <inheritdoc/>
    public override Loss Loss => Loss.MeanSquaredError;

    /// <inheritdoc/>
    public override double Baseline => 1.0 / 6;

    /// <inheritdoc/>
    public override string BaselineNote => "always answering 1: 1/6";

    /// <inheritdoc/>
    public override string ScoreName => "mean squared error";

    /// <inheritdoc/>
    public override double SolvedScore => 0.01;

    /// <inheritdoc/>
    public override bool SmallerIsBetter => true;

    /// <inheritdoc/>
    public override TrainingSettings Settings => new() { Steps = 5000, LearningRate = 0.007, EvaluateEvery = 20 };

    /// <inheritdoc/>
    public override Tally Score<T>(Sequence<T> output, Batch<T> batch) => new(Loss.Measure(output, batch) * output.Batch, output.Batch);

    /// <inheritdoc/>
    protected override Batch<T> Allocate<T>(int size) => new(new(Steps, size, 2), new Sequence<T>(1, size, 1));

    /// <inheritdoc/>
    protected override void Draw<T>(Batch<T> batch, int b, SeededRandom random)
    {
        int marked = Steps - Quiet, first = random.NextInt(marked / 2), second = (marked / 2) + random.NextInt(marked - (marked / 2));
        for (int t = 0; t < Steps; t++) batch.Input.Row(t, b)[0] = T.CreateTruncating(random.NextDouble());
        batch.Input.Row(first, b)[1] = batch.Input.Row(second, b)[1] = T.One;
        batch.Values!.Row(0, b)[0] = batch.Input.Row(first, b)[0] + batch.Input.Row(second, b)[0];
    }
}
