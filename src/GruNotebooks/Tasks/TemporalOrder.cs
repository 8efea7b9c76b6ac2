using GruNotebooks.Numerics;
using GruNotebooks.Training;

namespace GruNotebooks.Tasks;

/// <summary>Two signals somewhere in a stream of noise: which came first, which second?</summary>
/// <remarks>
/// As in the experiments of Pascanu et al. 2013 (arXiv:1211.5063, section 4.1.1 and the generator published with the paper). Six symbols,
/// one-hot: A and B are signals, c, d, e, f noise. One signal at a step of [L/10, 2L/10), one at a step of [5L/10, 6L/10); the class, after
/// the last step, is AA, AB, BA or BB. Hochreiter and Schmidhuber 1997 (section 5.6, task 6a) had two more symbols, for start and end,
/// and let the length vary. Who remembers nothing guesses one of four: ln 4. Who remembers the second signal alone: ln 2.
/// </remarks>
public sealed class TemporalOrder : GeneratedTask
{
    private const int Symbols = 6, Signals = 2;

    /// <summary>The task over <paramref name="steps"/> steps, at least 10.</summary>
    public TemporalOrder(int steps = 50)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 10);
        Steps = steps;
    }

    /// <summary>L.</summary>
    public int Steps { get; }

    /// <inheritdoc/>
    public override string Name => $"temporal order, L = {Steps}";

    /// <inheritdoc/>
    public override string Source => "Pascanu et al. 2013 (arXiv:1211.5063), section 4.1.1; after Hochreiter and Schmidhuber 1997, section 5.6, task 6a";

    /// <inheritdoc/>
    public override int InputSize => Symbols;

    /// <inheritdoc/>
    public override int OutputSize => Signals * Signals;

    /// <inheritdoc/>
    public override Readout Readout => Readout.LastStep;

    /// <inheritdoc/>
    public override Loss Loss => Loss.CrossEntropy;

    /// <inheritdoc/>
    public override double Baseline => SameBits.Log(Signals * Signals);

    /// <inheritdoc/>
    public override string BaselineNote => "guessing one of four: ln 4";

    /// <inheritdoc/>
    public override double SolvedScore => 0.99;

    /// <inheritdoc/>
    public override TrainingSettings Settings => new() { Steps = 2000, LearningRate = 0.005, EvaluateEvery = 20 };

    /// <inheritdoc/>
    protected override Batch<T> Allocate<T>(int size) => new(new(Steps, size, Symbols), new int[size]);

    /// <inheritdoc/>
    protected override void Draw<T>(Batch<T> batch, int b, SeededRandom random)
    {
        int tenth = Steps / 10;
        int at1 = tenth + random.NextInt(tenth), at2 = (5 * Steps / 10) + random.NextInt(tenth);
        int signal1 = random.NextInt(Signals), signal2 = random.NextInt(Signals);
        for (int t = 0; t < Steps; t++)
        {
            int noise = Signals + random.NextInt(Symbols - Signals);
            int symbol = t == at1 ? signal1 : t == at2 ? signal2 : noise;
            batch.Input.Row(t, b)[symbol] = T.One;
        }
        batch.Classes![b] = (Signals * signal1) + signal2;
    }
}
