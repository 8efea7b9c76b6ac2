using GruNotebooks.Numerics;
using GruNotebooks.Training;

namespace GruNotebooks.Tasks;

/// <summary>A few symbols lie scattered among blanks; after the last step they must be said, in their order.</summary>
/// <remarks>
/// Gu and Dao 2023 (arXiv:2312.00752), after Jing et al. 2019 and the copy memory of Arjovsky et al. 2016: since the gaps are random, a network must
/// decide from what it reads whether to keep it. T steps hold the symbols at random places, all places equally likely; as many steps follow, each with
/// a signal that asks for the next symbol. Only those answers count. Who remembers nothing guesses one of the symbols.
/// </remarks>
public sealed class SelectiveCopying : GeneratedTask
{
    /// <summary>The task with <paramref name="length"/> steps to read.</summary>
    /// <param name="length">T, at least <paramref name="remember"/>.</param>
    /// <param name="remember">Symbols to remember, at least 1.</param>
    /// <param name="symbols">Different symbols, at least 2.</param>
    public SelectiveCopying(int length = 64, int remember = 4, int symbols = 4)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(remember);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, remember);
        ArgumentOutOfRangeException.ThrowIfLessThan(symbols, 2);
        NumberArray.Check<float>("A sequence", (long)length + remember, symbols + 2L);
        (Length, Remember, Symbols) = (length, remember, symbols);
    }

    /// <summary>T, steps before the answers.</summary>
    public int Length { get; }

    /// <summary>Symbols to remember.</summary>
    public int Remember { get; }

    /// <summary>Different symbols.</summary>
    public int Symbols { get; }

    /// <summary>T and the answers.</summary>
    public int Steps => Length + Remember;

    /// <inheritdoc/>
    public override string Name => $"selective copying, T = {Length}";

    /// <inheritdoc/>
    public override string Source => "Gu and Dao 2023 (arXiv:2312.00752), smaller";

    /// <inheritdoc/>
    public override int InputSize => Symbols + 2;

    /// <inheritdoc/>
    public override int OutputSize => Symbols;

    /// <inheritdoc/>
    public override Readout Readout => Readout.EveryStep;

    /// <inheritdoc/>
    public override Loss Loss => Loss.CrossEntropy;

    /// <inheritdoc/>
    public override double Baseline => SameBits.Log(Symbols);

    /// <inheritdoc/>
    public override string BaselineNote => $"guessing one of {Symbols} symbols: ln {Symbols}";

    /// <inheritdoc/>
    public override string ScoreName => "share of symbols recalled";

    /// <inheritdoc/>
    public override double SolvedScore => 0.99;

    /// <inheritdoc/>
    public override TrainingSettings Settings => new() { Steps = 2000, LearningRate = 0.01, EvaluateEvery = 50 };

    /// <inheritdoc/>
    protected override Batch<T> Allocate<T>(int size)
    {
        var counted = new bool[Steps * size];
        counted.AsSpan(Length * size).Fill(true);
        return new(new(Steps, size, InputSize), new int[Steps * size], counted: counted);
    }

    /// <inheritdoc/>
    protected override void Draw<T>(Batch<T> batch, int b, SeededRandom random)
    {
        var left = Remember;
        for (var t = 0; t < Length; t++)
        {
            // Of the places that remain, each is equally likely to hold one of the symbols that remain.
            var holds = random.NextInt(Length - t) < left;
            var symbol = holds ? random.NextInt(Symbols) : Symbols;
            batch.Input.Row(t, b)[symbol] = T.One;
            if (holds) batch.Classes![batch.Answer(Steps - left--, b)] = symbol;
        }
        for (var t = Length; t < Steps; t++) batch.Input.Row(t, b)[Symbols + 1] = T.One;
    }
}
