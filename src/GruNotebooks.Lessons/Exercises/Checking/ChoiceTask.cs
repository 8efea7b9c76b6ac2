namespace GruNotebooks.Lessons.Exercises.Checking;

/// <summary>An exercise whose answer is one letter or several: which of these, and why not the others.</summary>
internal sealed class ChoiceTask : ExerciseTask
{
    /// <summary>The letters that are right.</summary>
    public required string Expected { get; init; }

    /// <summary>For each letter what a reader should hear: of a right one when it is missing (without naming it), of a wrong one when it is chosen.</summary>
    public required IReadOnlyDictionary<char, string> Options { get; init; }

    public override string Asks => "Put the letter of your answer between the quotes";

    public override IReadOnlyCollection<string> KnownMistakes =>
        [.. Options.Keys.Where(letter => Several || !Expected.Contains(letter)).Select(letter => Expected.Contains(letter) ? $"without {letter}" : $"with {letter}")];

    public override Finding Examine(object? answer)
    {
        if (answer is not (null or string or char)) return Finding.Mistaken("", $"expected {Form}, got a {answer.GetType().Name}");
        var text = answer?.ToString() ?? "";
        var letters = text.ToUpperInvariant().Where(char.IsLetter).Distinct().Order().ToArray();
        if (letters.Length == 0) return Finding.NotYet;
        if (Array.Find(letters, letter => !Options.ContainsKey(letter)) is not '\0' and var unknown)
            return Finding.Mistaken("", $"{unknown} is none of the letters {string.Join(", ", Options.Keys)}", $"write nothing but {Form}.");
        if (!Several && letters.Length > 1) return Finding.Mistaken("", $"expected one letter, got {letters.Length}", "only one of them is right; decide.");

        var right = string.Join(", ", letters.Where(Expected.Contains));
        if (Array.Find(letters, letter => !Expected.Contains(letter)) is not '\0' and var extra)
            return Finding.Mistaken(right, $"{extra} is not right", Options[extra], $"with {extra}");
        var missing = Expected.Where(letter => !letters.Contains(letter)).ToArray();
        return missing.Length == 0
            ? Finding.Solved($"{right} is right.")
            : Finding.Mistaken(right, missing.Length == 1 ? "one more belongs to it" : $"{missing.Length} more belong to it", Options[missing[0]], $"without {missing[0]}");
    }

    private bool Several => Expected.Length > 1;

    private string Form => Several ? "letters, such as \"AC\"" : "one letter, such as \"A\"";
}
