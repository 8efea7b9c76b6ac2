namespace GruNotebooks.Lessons.Exercises;

/// <summary>The mistakes that a model answer makes on purpose, so that a reader's answer can be compared with what each would give.</summary>
internal sealed class Slips(params IReadOnlyList<string> names)
{
    /// <summary>No mistake: the right answer.</summary>
    public static Slips None { get; } = new();

    /// <summary>The names of the mistakes made.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Whether the mistake called <paramref name="name"/> is made.</summary>
    public bool this[string name] => names.Contains(name);
}
