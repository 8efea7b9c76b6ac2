namespace GruNotebooks.Lessons.Exercises.Checking;

/// <summary>The mistakes that a reference function makes on purpose, so that a reader's answer can be compared with what each would give.</summary>
internal sealed class Mistakes(params IReadOnlyList<string> names)
{
    /// <summary>No mistake: the right answer.</summary>
    public static Mistakes None { get; } = new();

    /// <summary>The names of the mistakes made.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Whether the mistake called <paramref name="name"/> is made.</summary>
    public bool this[string name] => names.Contains(name);
}
