using System.Text.Json;
using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using GruNotebooks.Training;

namespace GruNotebooks.Tasks;

/// <summary>Bach's chorales, a chord at a time: which of 88 keys sound next?</summary>
/// <remarks>
/// The JSB chorales of Boulanger-Lewandowski et al. 2012 (arXiv:1206.6392): 229 chorales to train, 76 to watch, 77 to judge, one step a quarter note, each
/// step the set of sounding keys, 0 or 1 for each of 88. The network reads the chords so far (silence before the first) and gives each key
/// of the next chord a probability of its own, as in Chung et al. 2014 (arXiv:1412.3555); the loss is −ln of the chord's probability, in
/// nats a time step, averaged over all time steps. The baseline gives each key its share of the training steps, whatever came before.
/// </remarks>
public sealed class Chorales : DatasetTask
{
    /// <summary>Keys of a piano, and the MIDI number of the lowest.</summary>
    public const int Keys = 88, LowestKey = 21;

    private static readonly string[] SplitKeys = ["train", "valid", "test"];
    private static readonly JsonSerializerOptions Strict = new() { AllowDuplicateProperties = false };
    private readonly SequenceExample[][] bySplit;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private Chorales(IReadOnlyList<int[][][]> pieces)
    {
        Pieces = pieces;
        bySplit = [.. pieces.Select(split => split.Select(Example).ToArray())];
        Baseline = FrequencyBaseline();
    }

    /// <summary>The pieces by <see cref="SplitName"/>: each a list of steps, each step its sounding keys as MIDI numbers.</summary>
    public IReadOnlyList<int[][][]> Pieces { get; }

    /// <inheritdoc/>
    public override string Name => "Bach chorales";

    /// <inheritdoc/>
    public override string Source => "Boulanger-Lewandowski et al. 2012 (arXiv:1206.6392); task of Chung et al. 2014 (arXiv:1412.3555)";

    /// <inheritdoc/>
    public override int InputSize => Keys;

    /// <inheritdoc/>
    public override int OutputSize => Keys;

    /// <inheritdoc/>
    public override Readout Readout => Readout.EveryStep;

    /// <inheritdoc/>
    public override Loss Loss => Loss.BinaryCrossEntropy;

    /// <inheritdoc/>
    public override double Baseline { get; }

    /// <inheritdoc/>
    public override string BaselineNote => "each key by its share of the training steps";

    /// <inheritdoc/>
    public override string ScoreName => "negative log-likelihood a time step (nats)";

    /// <summary>No score ends it: the smallest possible is not known.</summary>
    public override double SolvedScore => 0;

    /// <inheritdoc/>
    public override bool SmallerIsBetter => true;

    /// <inheritdoc/>
    public override TrainingSettings Settings => new() { Steps = 6000, BatchSize = 8, LearningRate = 0.003, WeightNoise = 0.075, EvaluateEvery = 100, Patience = 8, StopWhenSolved = false };

    /// <inheritdoc/>
    public override IReadOnlyList<SequenceExample> TrainingSet => bySplit[(int)SplitName.Training];

    /// <inheritdoc/>
    public override IReadOnlyList<SequenceExample> ValidationSet => bySplit[(int)SplitName.Validation];

    /// <inheritdoc/>
    public override IReadOnlyList<SequenceExample> TestSet => bySplit[(int)SplitName.Test];

    /// <summary>Looks for the chorales on this machine; where they are not, the result says in one line how to get them.</summary>
    /// <param name="file">The published file elsewhere; the kept one if null.</param>
    public static DataLookup<Chorales> Find(string? file = null)
    {
        var set = RemoteDataSet.Chorales;
        try
        {
            var bytes = file is null ? set.ReadKept() : set.Read(file);
            if (bytes is null) return new(null, set.HowToGet);
            var found = Parse(bytes, file ?? set.KeptAt!);
            return new(found, $"Bach chorales: {string.Join(", ", SplitKeys.Select((name, k) => $"{found.Pieces[k].Length} {name}"))}.");
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return new(null, $"{unreadable.Message} {set.HowToGet}");
        }
    }

    /// <summary>Reads the published form: {"train": [[[60, 64, 67], …], …], "valid": …, "test": …}.</summary>
    /// <exception cref="InvalidDataException">It is not that; the message names <paramref name="from"/>.</exception>
    internal static Chorales Parse(ReadOnlySpan<byte> json, string from)
    {
        try
        {
            var read = JsonSerializer.Deserialize<Dictionary<string, int[]?[]?[]?>>(json.StartsWith(ByteOrderMark) ? json[ByteOrderMark.Length..] : json, Strict) ?? [];
            var chorales = SplitKeys.Select(key => read.GetValueOrDefault(key) is { Length: > 0 } pieces && pieces.All(piece => piece is { Length: > 0 } && piece.All(step => step is not null))
                ? (int[][][])pieces!
                : throw new InvalidDataException($"{from}: '{key}' has no pieces, or an empty one.")).ToArray();
            foreach (int note in chorales.SelectMany(split => split).SelectMany(piece => piece).SelectMany(step => step))
                if (note is < LowestKey or >= LowestKey + Keys) throw new InvalidDataException($"{from}: note {note} is not a key of a piano ({LowestKey} to {LowestKey + Keys - 1}).");
            return new(chorales);
        }
        catch (JsonException broken)
        {
            string where = broken.LineNumber is { } line ? $"line {line + 1}, byte {broken.BytePositionInLine + 1}" : "a name is there twice";
            throw new InvalidDataException($"{from}: not the JSON that is expected ({where}).", broken);
        }
        catch (InvalidOperationException broken)    // a text with half a character
        {
            throw new InvalidDataException($"{from}: not the JSON that is expected (a text is not Unicode).", broken);
        }
    }

    /// <inheritdoc/>
    public override Tally Score<T>(Sequence<T> output, Batch<T> batch)
    {
        int answers = batch.CountAnswers();
        return new(Loss.Measure(output, batch) * answers, answers);
    }

    private static SequenceExample Example(int[][] piece)
    {
        var values = new float[piece.Length * Keys];
        for (int t = 0; t < piece.Length; t++)
            foreach (int note in piece[t]) values[(t * Keys) + note - LowestKey] = 1;
        var input = new float[values.Length];
        values.AsSpan(0, values.Length - Keys).CopyTo(input.AsSpan(Keys));    // what sounds at t is read before t + 1
        return new(input, Values: values);
    }

    // Add-half counts keep a key that training never has from being impossible.
    private double FrequencyBaseline()
    {
        var training = Pieces[(int)SplitName.Training].SelectMany(piece => piece).ToArray();
        var counts = new int[Keys];
        foreach (int note in training.SelectMany(step => step.Distinct())) counts[note - LowestKey]++;
        double[] on = [.. counts.Select(count => -SameBits.Log((count + 0.5) / (training.Length + 1)))];
        double[] off = [.. counts.Select(count => -SameBits.Log(1 - ((count + 0.5) / (training.Length + 1))))];
        return Pieces[(int)SplitName.Validation].SelectMany(piece => piece)
            .Average(step => off.Sum() + step.Distinct().Sum(note => on[note - LowestKey] - off[note - LowestKey]));
    }
}
