namespace GruNotebooks.Lessons.Exercises.Checking;

/// <summary>An exercise whose answer is one number or a few: something to predict before it is run.</summary>
internal sealed class PredictionTask : ExerciseTask
{
    /// <summary>The names of the numbers asked for, in order.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The right numbers.</summary>
    public required IReadOnlyList<double> Expected { get; init; }

    /// <summary>How far a number may be off, relative to the right one.</summary>
    public double Tolerance { get; init; } = 0.01;

    /// <summary>A rough answer may be right; a rough likeness to a mistake names it too soon.</summary>
    private const double MistakeTolerance = 0.1;

    /// <summary>The mistakes that are recognised: a name, which number, the value that the mistake gives, and what a reader should hear.</summary>
    public required IReadOnlyList<(string Name, int Index, double Value, string Cause)> Recognises { get; init; }

    public override string Asks => Names.Count == 1 ? "Put your number in place of double.NaN" : "Put your numbers in place of double.NaN";

    public override IReadOnlyCollection<string> KnownMistakes => [.. Recognises.Select(mistake => mistake.Name)];

    public override Finding Examine(object? answer)
    {
        if (answer is null) return Finding.NotYet;
        var outcome = Outcome.Of(() => answer, ["answer"]);
        if (outcome.Outputs[0] is not { } tensor)
            return Finding.Mistaken("", $"expected {Form}, got a {answer.GetType().Name}");
        if (Array.TrueForAll(tensor.Values, double.IsNaN)) return Finding.NotYet;
        if (tensor.Values.Length != Names.Count) return Finding.Mistaken("", $"expected {Form}, got {tensor.ShapeText}");

        var wrong = Enumerable.Range(0, Names.Count).Where(k => !Close(Expected[k], tensor.Values[k], Tolerance)).ToList();
        if (wrong.Count == 0) return Finding.Solved(Names.Count == 1 ? "The prediction is right." : "All predictions are right.");
        var right = string.Join(", ", Names.Where((_, k) => !wrong.Contains(k)));
        var first = wrong[0];
        var known = Recognises.Where(mistake => mistake.Index == first && Close(mistake.Value, tensor.Values[first], Math.Min(Tolerance, MistakeTolerance))).OrderBy(mistake => Math.Abs(mistake.Value - tensor.Values[first])).FirstOrDefault();
        if (known.Name is null && wrong.Count == 2 && Close(Expected[wrong[1]], tensor.Values[first], Tolerance) && Close(Expected[first], tensor.Values[wrong[1]], Tolerance))
            return Finding.Mistaken(right, $"{Names[first]} is not {OutcomeText.Text(tensor.Values[first])}", $"the two numbers are exchanged: {Names[first]} comes first, then {Names[wrong[1]]}.");
        // The expected number is not printed: the next try would be a copy of it.
        var text = double.IsNaN(tensor.Values[first])
            ? $"{Names[first]} is still open"
            : $"{Names[first]} is not {OutcomeText.Text(tensor.Values[first])}; the right number is {(tensor.Values[first] < Expected[first] ? "larger" : "smaller")}";
        return known.Name is null ? Finding.Mistaken(right, text) : Finding.Mistaken(right, text, known.Cause, known.Name);
    }

    private string Form => Names.Count == 1 ? "one number" : $"an array of {Names.Count} numbers ({string.Join(", ", Names)})";

    private static bool Close(double expected, double got, double tolerance) => Math.Abs(expected - got) <= tolerance * Math.Abs(expected) + 1e-12;
}
