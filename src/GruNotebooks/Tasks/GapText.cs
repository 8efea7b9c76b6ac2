using GruNotebooks.Numerics;
using GruNotebooks.Training;

namespace GruNotebooks.Tasks;

/// <summary>Say which character stands in the gaps of a text (a cloze test, Taylor 1953; the task of Devlin et al. 2018, arXiv:1810.04805, with characters).</summary>
/// <remarks>
/// The text is cut into pieces, and in each a share of the characters is hidden. A network reads a piece, one-hot with a symbol more for a gap,
/// and names the hidden characters; only these count. What comes after a gap says as much about it as what comes before, so this is a task for
/// both directions. The first nine tenths are to train, the next twentieth to watch, the last to judge.
/// </remarks>
public sealed class GapText : DatasetTask
{
    private readonly SequenceExample[] pieces;
    private readonly int trainingEnd, validationEnd;

    /// <summary>Makes a task of a text.</summary>
    /// <param name="text">The text; its distinct characters are the alphabet.</param>
    /// <param name="steps">T, characters in a piece.</param>
    /// <param name="share">How many of the characters are hidden, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">The text is too short for 20 pieces.</exception>
    public GapText(string text, int steps = 48, double share = 0.15)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        if (share is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "The share that is hidden must be above 0 and below 1.");
        if (text.Length < 20 * steps) throw new ArgumentException($"Pieces of {steps} characters need a text of at least {20 * steps}, got {text.Length}.", nameof(text));
        Alphabet = new string([.. text.Distinct().Order()]);
        var random = new SeededRandom(0x6A9);
        pieces = [.. Enumerable.Range(0, text.Length / steps).Select(k => Piece(text.AsSpan(k * steps, steps), share, random))];
        (trainingEnd, validationEnd) = (pieces.Length * 18 / 20, pieces.Length * 19 / 20);
        var counts = new double[Alphabet.Length];
        foreach (var piece in pieces[..trainingEnd])
            foreach (int symbol in piece.Classes!) counts[symbol]++;
        double total = counts.Sum() + (0.5 * counts.Length);
        Baseline = Hidden(pieces[trainingEnd..validationEnd]).Average(symbol => -SameBits.Log((counts[symbol] + 0.5) / total));
    }

    /// <summary>The distinct characters in the order of their codes; a character's place is its class, and the place after the last means a gap.</summary>
    public string Alphabet { get; }

    /// <inheritdoc/>
    public override string Name => "gaps in a text";

    /// <inheritdoc/>
    public override string Source => "cloze test, Taylor 1953; Devlin et al. 2018 (arXiv:1810.04805)";

    /// <inheritdoc/>
    public override int InputSize => Alphabet.Length + 1;

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

    /// <summary>Training has no goal but more gaps filled.</summary>
    public override double SolvedScore => 1;

    /// <inheritdoc/>
    public override TrainingSettings Settings => new() { Steps = 600, LearningRate = 0.005, EvaluateEvery = 50, StopWhenSolved = false };

    /// <inheritdoc/>
    public override IReadOnlyList<SequenceExample> TrainingSet => pieces[..trainingEnd];

    /// <inheritdoc/>
    public override IReadOnlyList<SequenceExample> ValidationSet => pieces[trainingEnd..validationEnd];

    /// <inheritdoc/>
    public override IReadOnlyList<SequenceExample> TestSet => pieces[validationEnd..];

    private SequenceExample Piece(ReadOnlySpan<char> characters, double share, SeededRandom random)
    {
        var input = new float[characters.Length * InputSize];
        var (classes, hidden) = (new int[characters.Length], new bool[characters.Length]);
        for (int t = 0; t < characters.Length; t++)
        {
            classes[t] = Alphabet.IndexOf(characters[t]);
            hidden[t] = random.NextDouble() < share || (t == characters.Length - 1 && !hidden.Contains(true));   // at least one question a piece
            input[(t * InputSize) + (hidden[t] ? Alphabet.Length : classes[t])] = 1;
        }
        return new(input, classes, Counted: hidden);
    }

    private static IEnumerable<int> Hidden(IEnumerable<SequenceExample> examples) =>
        examples.SelectMany(example => example.Classes!.Where((_, t) => example.Counted![t]));
}
