using System.Numerics;
using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using GruNotebooks.Training;

namespace GruNotebooks.Tasks;

/// <summary>Predict the next letter of strings of the embedded Reber grammar.</summary>
/// <remarks>
/// Hochreiter and Schmidhuber 1997, section 5.1: 256 training strings and 256 test strings, each letter one-hot, a prediction at every step. A
/// string counts as right when at every step the letters that may follow have the largest outputs. Most of it is easy; the last but one letter
/// must be the second one, read a whole Reber string before. Differences: cross-entropy where the paper had squared errors of sigmoid
/// units, and a third set of 256 strings to watch training with. The baseline knows the grammar but has forgotten the second letter:
/// ln 2 at every fork, at the letter that ends the memory too.
/// </remarks>
public sealed class EmbeddedReber : DatasetTask
{
    private const int Strings = 256;
    private readonly string[] strings;
    private readonly SequenceExample[] examples;

    /// <summary>Draws the strings.</summary>
    /// <param name="seed">Same seed, same strings.</param>
    public EmbeddedReber(ulong seed = 1997)
    {
        var random = new SeededRandom(seed);
        strings = [.. Enumerable.Range(0, 3 * Strings).Select(_ => ReberGrammar.Draw(random))];
        examples = [.. strings.Select(Example)];
        Baseline = Forks(forgetful: true);
        Floor = Forks(forgetful: false);
    }

    /// <inheritdoc/>
    public override string Name => "embedded Reber grammar";

    /// <inheritdoc/>
    public override string Source => "Hochreiter and Schmidhuber 1997, section 5.1";

    /// <inheritdoc/>
    public override int InputSize => ReberGrammar.Letters.Length;

    /// <inheritdoc/>
    public override int OutputSize => ReberGrammar.Letters.Length;

    /// <inheritdoc/>
    public override Readout Readout => Readout.EveryStep;

    /// <inheritdoc/>
    public override Loss Loss => Loss.CrossEntropy;

    /// <inheritdoc/>
    public override double Baseline { get; }

    /// <inheritdoc/>
    public override string BaselineNote => "knowing the grammar but not the second letter";

    /// <summary>The smallest loss possible: ln 2 at every fork and nothing elsewhere, on the validation strings.</summary>
    public double Floor { get; }

    /// <inheritdoc/>
    public override string ScoreName => "share of strings predicted right throughout";

    /// <inheritdoc/>
    public override double SolvedScore => 1;

    /// <inheritdoc/>
    public override TrainingSettings Settings => new() { Steps = 2000, EvaluateEvery = 20, LearningRate = 0.01 };

    /// <summary>The training strings.</summary>
    public IReadOnlyList<string> TrainingStrings => strings[..Strings];

    /// <inheritdoc/>
    public override IReadOnlyList<SequenceExample> TrainingSet => examples[..Strings];

    /// <inheritdoc/>
    public override IReadOnlyList<SequenceExample> ValidationSet => examples[Strings..(2 * Strings)];

    /// <inheritdoc/>
    public override IReadOnlyList<SequenceExample> TestSet => examples[(2 * Strings)..];

    /// <inheritdoc/>
    public override Tally Score<T>(Sequence<T> output, Batch<T> batch) =>
        new(Enumerable.Range(0, output.Batch).Count(b => IsRight(output, StringOf(batch, b), b, memoryOnly: false)), output.Batch);

    /// <summary>The share of strings whose last but one letter, the one that needs memory, is predicted right.</summary>
    public static Tally MemoryScore<T>(Sequence<T> output, Batch<T> batch) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(Enumerable.Range(0, output.Batch).Count(b => IsRight(output, StringOf(batch, b), b, memoryOnly: true)), output.Batch);

    private static bool IsRight<T>(Sequence<T> output, string text, int b, bool memoryOnly) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var following = ReberGrammar.Following(text);
        for (int t = memoryOnly ? following.Length - 2 : 0; t < following.Length; t++)
        {
            var scores = output.Row(t, b);
            T worstLegal = T.PositiveInfinity, bestIllegal = T.NegativeInfinity;
            for (int j = 0; j < scores.Length; j++)
            {
                if (following[t].Contains(ReberGrammar.Letters[j])) worstLegal = T.Min(worstLegal, scores[j]);
                else bestIllegal = T.Max(bestIllegal, scores[j]);
            }
            if (!(worstLegal > bestIllegal)) return false;
            if (memoryOnly) return true;
        }
        return true;
    }

    private static string StringOf<T>(Batch<T> batch, int b) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int steps = batch.Lengths![b];
        return string.Create(steps + 1, (batch, b), static (letters, from) =>
        {
            letters[0] = 'B';
            for (int t = 0; t + 1 < letters.Length; t++) letters[t + 1] = ReberGrammar.Letters[from.batch.Classes![from.batch.Answer(t, from.b)]];
        });
    }

    private static SequenceExample Example(string text)
    {
        int size = ReberGrammar.Letters.Length;
        var input = new float[(text.Length - 1) * size];
        for (int t = 0; t + 1 < text.Length; t++) input[(t * size) + ReberGrammar.Letters.IndexOf(text[t])] = 1;
        return new(input, [.. text.Skip(1).Select(letter => ReberGrammar.Letters.IndexOf(letter))]);
    }

    private double Forks(bool forgetful)
    {
        var validation = strings[Strings..(2 * Strings)];
        int forks = validation.Sum(text => ReberGrammar.Following(text).Count(letters => letters.Length == 2));
        return (forks + (forgetful ? validation.Length : 0)) * SameBits.Log(2) / validation.Sum(text => text.Length - 1);
    }
}
