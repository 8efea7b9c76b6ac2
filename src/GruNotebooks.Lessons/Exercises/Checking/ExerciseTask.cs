namespace GruNotebooks.Lessons.Exercises.Checking;

/// <summary>One exercise: what it asks, its hints, and how an answer is examined.</summary>
internal abstract class ExerciseTask
{
    /// <summary>The name that a reader passes to Check.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>Three hints in rising detail.</summary>
    public required IReadOnlyList<string> Hints { get; init; }

    /// <summary>The take-away, shown once it is solved.</summary>
    public required string Moral { get; init; }

    /// <summary>What there is to look at, for exercises that show something.</summary>
    public Func<object>? Material { get; init; }

    /// <summary>What the "not yet" line asks for.</summary>
    public abstract string Asks { get; }

    /// <summary>The mistakes that are recognised, by name.</summary>
    public abstract IReadOnlyCollection<string> KnownMistakes { get; }

    /// <summary>Examines an answer; it never throws, whatever the answer does.</summary>
    public abstract Finding Examine(object? answer);
}
