using System.Numerics;
using GruNotebooks.Numerics;
using GruNotebooks.Training;

namespace GruNotebooks.Tasks;

/// <summary>Predict the next character of a text.</summary>
/// <remarks>
/// A network reads a text one character a step, one-hot, and says which comes next (Graves 2013, arXiv:1308.0850; Karpathy et al. 2015,
/// arXiv:1506.02078). Training takes pieces from random places of the first nine tenths; the next twentieth is to watch, the last to
/// judge. Each piece starts from a state of zeros, so its first characters are guessed with little to go by. The baseline knows how
/// often each character occurs in the training part, and nothing of what came before.
/// </remarks>
public sealed class CharacterText : SequenceTask
{
    private readonly int[] symbols;     // the text as classes
    private readonly int trainingEnd, validationEnd;

    /// <summary>Makes a task of a text.</summary>
    /// <param name="text">The text; its distinct characters are the alphabet.</param>
    /// <param name="steps">T, characters in a piece.</param>
    /// <exception cref="ArgumentException">The text is too short for a piece in each part.</exception>
    public CharacterText(string text, int steps = 64)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        if (text.Length < 20 * (steps + 1)) throw new ArgumentException($"Pieces of {steps} characters need a text of at least {20 * (steps + 1)}, got {text.Length}.", nameof(text));
        (Text, Steps) = (text, steps);
        Alphabet = new string([.. text.Distinct().Order()]);
        symbols = [.. text.Select(character => Alphabet.IndexOf(character))];
        trainingEnd = text.Length * 18 / 20;
        validationEnd = text.Length * 19 / 20;
        Baseline = FrequencyBaseline();
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>T, characters in a piece.</summary>
    public int Steps { get; }

    /// <summary>The distinct characters in the order of their codes; a character's place is its class.</summary>
    public string Alphabet { get; }

    /// <inheritdoc/>
    public override string Name => "next character";

    /// <inheritdoc/>
    public override string Source => "Graves 2013 (arXiv:1308.0850)";

    /// <inheritdoc/>
    public override int InputSize => Alphabet.Length;

    /// <inheritdoc/>
    public override int OutputSize => Alphabet.Length;

    /// <inheritdoc/>
    public override Readout Readout => Readout.EveryStep;

    /// <inheritdoc/>
    public override Loss Loss => Loss.CrossEntropy;

    /// <inheritdoc/>
    public override double Baseline { get; }

    /// <inheritdoc/>
    public override string BaselineNote => "each character by how often it occurs";

    /// <summary>Training has no goal but less surprise.</summary>
    public override double SolvedScore => 1;

    /// <inheritdoc/>
    public override TrainingSettings Settings => new() { Steps = 1000, LearningRate = 0.01, EvaluateEvery = 100, StopWhenSolved = false };

    /// <summary>A loss in nats as bits a character.</summary>
    public static double BitsPerCharacter(double loss) => loss / SameBits.Log(2);

    /// <inheritdoc/>
    public override IBatchSource<T> Training<T>(int batchSize, ulong seed) => new Pieces<T>(this, batchSize, seed);

    /// <inheritdoc/>
    public override IReadOnlyList<Batch<T>> Validation<T>() => [Consecutive<T>(trainingEnd, validationEnd)];

    /// <inheritdoc/>
    public override IReadOnlyList<Batch<T>> Test<T>() => [Consecutive<T>(validationEnd, symbols.Length)];

    /// <summary>A batch of one: the text from <paramref name="start"/> on, for looking inside a network while it reads.</summary>
    public Batch<T> Piece<T>(int start, int steps) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + steps + 1, symbols.Length, nameof(steps));
        var batch = Allocate<T>(1, steps);
        Put(batch, 0, start);
        return batch;
    }

    private Batch<T> Consecutive<T>(int from, int to) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var batch = Allocate<T>((to - from - 1) / Steps, Steps);
        for (int b = 0; b < batch.Input.Batch; b++) Put(batch, b, from + (b * Steps));
        return batch;
    }

    private Batch<T> Allocate<T>(int size, int steps) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(new(steps, size, Alphabet.Length), new int[steps * size]);

    private void Put<T>(Batch<T> batch, int b, int start) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int t = 0; t < batch.Input.Steps; t++)
        {
            var row = batch.Input.Row(t, b);
            row.Clear();
            row[symbols[start + t]] = T.One;
            batch.Classes![batch.Answer(t, b)] = symbols[start + t + 1];
        }
    }

    private double FrequencyBaseline()
    {
        var counts = new double[Alphabet.Length];
        foreach (int symbol in symbols.AsSpan(0, trainingEnd)) counts[symbol]++;
        double total = trainingEnd + (0.5 * counts.Length);     // half a count more for each, so that none is impossible
        return symbols[trainingEnd..validationEnd].Average(symbol => -SameBits.Log((counts[symbol] + 0.5) / total));
    }

    private sealed class Pieces<T>(CharacterText task, int size, ulong seed) : IBatchSource<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Batch<T> batch = task.Allocate<T>(size, task.Steps);
        private readonly SeededRandom random = new(seed);

        public Batch<T> Next()
        {
            for (int b = 0; b < size; b++) task.Put(batch, b, random.NextInt(task.trainingEnd - task.Steps));
            return batch;
        }
    }
}
