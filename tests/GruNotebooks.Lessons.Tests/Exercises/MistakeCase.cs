using System.Globalization;

namespace GruNotebooks.Lessons.Tests.Exercises;

/// <summary>A mistake as a reader would make it, written without a look at the model answer, and the name of the diagnosis that it must get.</summary>
public sealed record MistakeCase(string Exercise, string Mistake, object Answer)
{
    /// <summary>A recogniser may meet the same mistake in a second form.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Exercise}: {Mistake}");
}
