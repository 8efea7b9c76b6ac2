using GruNotebooks.Numerics;
using GruNotebooks.Training;

namespace GruNotebooks.Tasks;

/// <summary>Handwritten digits read as sequences: which of ten is it?</summary>
/// <remarks>
/// 1,797 pictures of 8 × 8 pixels, 0 to 16 (UCI Optical Recognition of Handwritten Digits, Alpaydin and Kaynak 1998; see data/README.md),
/// read row by row (8 steps of 8 numbers) or pixel by pixel (64 steps of one number, in the order of reading). Pixel by
/// pixel is to MNIST in Le et al. 2015 (arXiv:1504.00941, 784 steps) what a toy is to the thing. The split is a fixed
/// shuffle: 1,197 to train, 300 to watch, 300 to judge; a writer may be in all three. Guessing one of ten has ln 10.
/// </remarks>
public sealed class Digits : DatasetTask
{
    /// <summary>Pictures in the file.</summary>
    public const int Pictures = 1797;

    private const int Side = 8, Pixels = Side * Side, Classes = 10, Brightest = 16, Held = 300;
    private readonly int[] order;
    private readonly double[][] pictures;
    private readonly SequenceExample[] examples;

    private Digits(bool rowByRow, string? file)
    {
        RowByRow = rowByRow;
        pictures = Read(file ?? DataFolder.Find("digits.csv"));
        order = [.. Enumerable.Range(0, Pictures)];
        new SeededRandom(1998).Shuffle(order);
        examples = [.. order.Select(k => new SequenceExample([.. pictures[k].Take(Pixels).Select(pixel => (float)(pixel / Brightest))], [Class(pictures[k])]))];
    }

    /// <summary>8 steps of 8 pixels.</summary>
    /// <param name="file">Another file of the same form; data/digits.csv if null.</param>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">A line of the file is not 64 pixels and a class.</exception>
    public static Digits ByRow(string? file = null) => new(rowByRow: true, file);

    /// <summary>64 steps of 1 pixel.</summary>
    /// <inheritdoc cref="ByRow"/>
    public static Digits ByPixel(string? file = null) => new(rowByRow: false, file);

    /// <summary>Whether a step is a row (otherwise a pixel).</summary>
    public bool RowByRow { get; }

    /// <inheritdoc/>
    public override string Name => RowByRow ? "digits, row by row" : "digits, pixel by pixel";

    /// <inheritdoc/>
    public override string Source => "UCI Optical Recognition of Handwritten Digits; after Le et al. 2015 (arXiv:1504.00941)";

    /// <inheritdoc/>
    public override int InputSize => RowByRow ? Side : 1;

    /// <inheritdoc/>
    public override int OutputSize => Classes;

    /// <inheritdoc/>
    public override Readout Readout => Readout.LastStep;

    /// <inheritdoc/>
    public override Loss Loss => Loss.CrossEntropy;

    /// <inheritdoc/>
    public override double Baseline => SameBits.Log(Classes);

    /// <inheritdoc/>
    public override string BaselineNote => "guessing one of ten: ln 10";

    /// <inheritdoc/>
    public override double SolvedScore => RowByRow ? 0.97 : 0.9;

    /// <inheritdoc/>
    public override TrainingSettings Settings => RowByRow
        ? new() { Steps = 600, LearningRate = 0.01, StopWhenSolved = false }
        : new() { Steps = 2000, LearningRate = 0.005, StopWhenSolved = false, EvaluateEvery = 100 };

    /// <inheritdoc/>
    public override IReadOnlyList<SequenceExample> TrainingSet => examples[..^(2 * Held)];

    /// <inheritdoc/>
    public override IReadOnlyList<SequenceExample> ValidationSet => examples[^(2 * Held)..^Held];

    /// <inheritdoc/>
    public override IReadOnlyList<SequenceExample> TestSet => examples[^Held..];

    /// <summary>A picture by its place in the file: 8 × 8 pixels, 0 to 16, and its class.</summary>
    public (double[,] Pixels, int Class) Picture(int index)
    {
        var picture = pictures[index];
        var pixels = new double[Side, Side];
        for (int k = 0; k < Pixels; k++) pixels[k / Side, k % Side] = picture[k];
        return (pixels, Class(picture));
    }

    /// <summary>Where the pictures of the test set stand in the file, in the order of <see cref="TestSet"/>.</summary>
    public IReadOnlyList<int> TestPictures => order[^Held..];

    private static int Class(double[] picture) => (int)picture[Pixels];

    private static double[][] Read(string file)
    {
        var rows = CsvNumbers.Read(file, Pixels + 1, Pictures);
        for (int k = 0; k < rows.Length; k++)
        {
            int bad = Array.FindIndex(rows[k], pixel => pixel is < 0 or > Brightest || pixel != Math.Floor(pixel));
            if (bad >= 0) throw new InvalidDataException($"{file}, line {k + 1}: value {bad + 1} is not a whole number from 0 to {Brightest}.");
            if (Class(rows[k]) >= Classes) throw new InvalidDataException($"{file}, line {k + 1}: {Class(rows[k])} is not a digit.");
        }
        return rows;
    }
}
