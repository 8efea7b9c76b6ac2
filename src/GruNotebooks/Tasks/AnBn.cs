using System.Numerics;
using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using GruNotebooks.Training;

namespace GruNotebooks.Tasks;

/// <summary>Counting: n times a, then n times b, then the end. Trained on short strings, tested on longer ones.</summary>
/// <remarks>
/// Weiss et al. 2018 (arXiv:1805.04908, and the code published with it): a network that predicts the next symbol is trained on
/// the strings of the language, n below 100, one at a time with Adam at 0.001. The paper accepts a string when every next symbol had a probability
/// above 0.01. Here a string counts as right when, from the first b on, the most probable symbol is always the right one, as in Gers and Schmidhuber 2001: it
/// needs no threshold, and it can only be passed by a network that knows after exactly n times b that the end has come. The next
/// symbol while reading a is a matter of chance. The baseline knows the order of symbols but cannot count.
/// </remarks>
public sealed class AnBn : DatasetTask
{
    /// <summary>Classes of the three symbols.</summary>
    public const int A = 0, B = 1, End = 2;

    private readonly SequenceExample[] training, longer;

    /// <summary>Trains on n = 1 … <paramref name="largest"/>.</summary>
    /// <param name="largest">The largest n of training, at least 2.</param>
    public AnBn(int largest = 50)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(largest, 2);
        NumberArray.Check<float>("All strings", largest, largest, 12);     // n = 1 … 2 · largest, 2n + 1 steps each, 3 numbers a step
        Largest = largest;
        training = [.. Enumerable.Range(1, largest).Select(Example)];
        longer = [.. Enumerable.Range(largest + 1, largest).Select(Example)];
        Baseline = BestWithoutCounting(largest);
    }

    /// <summary>The largest n of training.</summary>
    public int Largest { get; }

    /// <inheritdoc/>
    public override string Name => $"aⁿbⁿ, n ≤ {Largest}";

    /// <inheritdoc/>
    public override string Source => "Weiss et al. 2018 (arXiv:1805.04908); scored as Gers and Schmidhuber 2001";

    /// <inheritdoc/>
    public override int InputSize => 3;

    /// <inheritdoc/>
    public override int OutputSize => 3;

    /// <inheritdoc/>
    public override Readout Readout => Readout.EveryStep;

    /// <inheritdoc/>
    public override Loss Loss => Loss.CrossEntropy;

    /// <inheritdoc/>
    public override double Baseline { get; }

    /// <inheritdoc/>
    public override string BaselineNote => "knowing that b follows a and the end follows b, but not how many";

    /// <inheritdoc/>
    public override string ScoreName => "share of the trained n counted right";

    /// <inheritdoc/>
    public override double SolvedScore => 1;

    /// <inheritdoc/>
    public override TrainingSettings Settings => new() { Steps = 2000, BatchSize = 10, EvaluateEvery = 50, LearningRate = 0.01 };

    /// <inheritdoc/>
    public override IReadOnlyList<SequenceExample> TrainingSet => training;

    /// <summary>The training strings themselves: whether they can be counted at all is the first question.</summary>
    public override IReadOnlyList<SequenceExample> ValidationSet => training;

    /// <summary>Strings longer than any of training: n up to twice the largest.</summary>
    public override IReadOnlyList<SequenceExample> TestSet => longer;

    /// <summary>The string of n as an example: reads all symbols, wants the next one.</summary>
    public static SequenceExample Example(int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        var input = new float[2 * n * 3];
        var next = new int[2 * n];
        for (int t = 0; t < 2 * n; t++)
        {
            input[(t * 3) + (t < n ? A : B)] = 1;
            next[t] = t + 1 < n ? A : t + 1 < 2 * n ? B : End;
        }
        return new(input, next);
    }

    /// <summary>Whether the network counts each n of 1 … <paramref name="largest"/>; element n − 1 is for n.</summary>
    public bool[] Counted<T>(Network<T> network, int largest) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var right = new List<bool>();
        foreach (var batch in InOrder<T>([.. Enumerable.Range(1, largest).Select(Example)]))
        {
            var output = network.Forward(batch.Input, batch.Lengths);
            right.AddRange(Enumerable.Range(0, output.Batch).Select(b => IsRight(output, batch, b)));
        }
        return [.. right];
    }

    /// <summary>The largest N such that every n of 1 … N is counted right; at most <paramref name="limit"/>.</summary>
    public int CountsTo<T>(Network<T> network, int limit) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Counted(network, limit).TakeWhile(right => right).Count();

    /// <inheritdoc/>
    public override Tally Score<T>(Sequence<T> output, Batch<T> batch) =>
        new(Enumerable.Range(0, output.Batch).Count(b => IsRight(output, batch, b)), output.Batch);

    private static bool IsRight<T>(Sequence<T> output, Batch<T> batch, int b) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int steps = batch.Lengths![b];
        for (int t = steps / 2; t < steps; t++)
            if (Softmax.Choice<T>(output.Row(t, b)) != batch.Classes![batch.Answer(t, b)]) return false;
        return true;
    }

    // After a: N (N+1)/2 places, N of them followed by b. After b: as many, N of them followed by the end.
    private static double BestWithoutCounting(int largest)
    {
        double p = 2.0 / (largest + 1);
        return -(p * SameBits.Log(p)) - ((1 - p) * SameBits.Log(1 - p));
    }
}
