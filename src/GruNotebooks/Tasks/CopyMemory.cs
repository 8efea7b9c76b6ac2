using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using GruNotebooks.Training;

namespace GruNotebooks.Tasks;

/// <summary>Remember ten symbols over a long silence, then say them.</summary>
/// <remarks>
/// Arjovsky et al. 2016 (arXiv:1511.06464). Ten symbols: 0 to 7 are data, 8 is the blank, 9 the signal to speak. A sequence
/// of T + 20 steps has 10 random data symbols, T − 1 blanks, the signal, and 10 blanks. The answer is T + 10 blanks, then the
/// 10 data symbols in their order. Who remembers nothing answers blanks and then guesses one of 8: 10 ln 8 / (T + 20).
/// </remarks>
public sealed class CopyMemory : GeneratedTask
{
    private const int Symbols = 10, Data = 8, Blank = 8, Signal = 9;

    /// <summary>The task with a silence of <paramref name="delay"/> steps.</summary>
    /// <param name="delay">T, at least 1.</param>
    /// <param name="remember">Symbols to remember: 10 in the paper; fewer is easier.</param>
    public CopyMemory(int delay = 20, int remember = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(delay);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(remember);
        NumberArray.Check<float>("A sequence", delay + (2L * remember), Symbols);
        (Delay, Remember) = (delay, remember);
    }

    /// <summary>T.</summary>
    public int Delay { get; }

    /// <summary>Symbols to remember, 10 in the paper.</summary>
    public int Remember { get; }

    /// <summary>Steps of a sequence: T + 20 in the paper's setting.</summary>
    public int Steps => Delay + (2 * Remember);

    /// <inheritdoc/>
    public override string Name => $"copy memory, T = {Delay}";

    /// <inheritdoc/>
    public override string Source => "Arjovsky et al. 2016 (arXiv:1511.06464)";

    /// <inheritdoc/>
    public override int InputSize => Symbols;

    /// <inheritdoc/>
    public override int OutputSize => Symbols;

    /// <inheritdoc/>
    public override Readout Readout => Readout.EveryStep;

    /// <inheritdoc/>
    public override Loss Loss => Loss.CrossEntropy;

    /// <inheritdoc/>
    public override double Baseline => Remember * SameBits.Log(Data) / Steps;

    /// <inheritdoc/>
    public override string BaselineNote => $"blanks, then guessing: {Remember} ln 8 / (T + {2 * Remember})";

    /// <inheritdoc/>
    public override string ScoreName => "share of the data symbols recalled";

    /// <inheritdoc/>
    public override double SolvedScore => 0.99;

    /// <inheritdoc/>
    public override TrainingSettings Settings => new() { Steps = 3000, LearningRate = 0.01, EvaluateEvery = 50 };

    /// <inheritdoc/>
    public override Tally Score<T>(Sequence<T> output, Batch<T> batch)
    {
        int right = 0;
        for (int t = Steps - Remember; t < Steps; t++)
            for (int b = 0; b < output.Batch; b++)
                if (Softmax.Choice<T>(output.Row(t, b)) == batch.Classes![batch.Answer(t, b)]) right++;
        return new(right, Remember * output.Batch);
    }

    /// <inheritdoc/>
    protected override Batch<T> Allocate<T>(int size) => new(new(Steps, size, Symbols), new int[Steps * size]);

    /// <inheritdoc/>
    protected override void Draw<T>(Batch<T> batch, int b, SeededRandom random)
    {
        for (int t = 0; t < Steps; t++)
        {
            int symbol = t < Remember ? random.NextInt(Data) : t == Remember + Delay - 1 ? Signal : Blank;
            batch.Input.Row(t, b)[symbol] = T.One;
            if (t < Steps - Remember) batch.Classes![batch.Answer(t, b)] = Blank;
            if (t < Remember) batch.Classes![batch.Answer(t + Steps - Remember, b)] = symbol;
        }
    }
}
