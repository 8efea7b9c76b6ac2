namespace GruNotebooks.Lessons.Exercises.Checking;

/// <summary>An exercise whose answer is a design: weights, a matrix, a choice of sizes. It is put to work and judged by what it does.</summary>
/// <typeparam name="TDesign">What the reader hands in.</typeparam>
internal sealed class DesignTask<TDesign> : ExerciseTask
{
    /// <summary>Puts a design to work and says what is wrong with it, or that nothing is.</summary>
    public required Func<TDesign, Finding> Judge { get; init; }

    /// <summary>Whether a design is still as shipped.</summary>
    public required Func<TDesign, bool> IsBlank { get; init; }

    /// <summary>The names of the mistakes that <see cref="Judge"/> tells apart.</summary>
    public required IReadOnlyCollection<string> Recognises { get; init; }

    public override string Asks => "Fill in your design";

    public override IReadOnlyCollection<string> KnownMistakes => Recognises;

    public override Finding Examine(object? answer)
    {
        if (answer is null) return Finding.NotYet;
        if (answer is not TDesign design) return Finding.Mistaken("", $"expected a {typeof(TDesign).Name}, got a {answer.GetType().Name}");
        try
        {
            return IsBlank(design) ? Finding.NotYet : Judge(design);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return Finding.Mistaken("", $"it could not be put to work: {error.Message.ReplaceLineEndings(" ")}", OutcomeText.CauseOf(error));
        }
    }
}
