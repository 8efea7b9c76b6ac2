namespace GruNotebooks.Lessons.Exercises.Checking;

/// <summary>An exercise whose answer is a function. It is tried on inputs of several sizes from fixed seeds and compared with the
/// right answer; where it is wrong, it is compared with what each known mistake, and each two of them, would give.</summary>
/// <typeparam name="TFunction">The form of the function.</typeparam>
internal sealed class FunctionTask<TFunction> : ExerciseTask where TFunction : Delegate
{
    /// <summary>The names of the outputs, in order.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>Trial k, its inputs made afresh at each call (a function may change them) and the same every time.</summary>
    public required Func<int, Trial<TFunction>> Trial { get; init; }

    /// <summary>How many trials there are.</summary>
    public int Trials { get; init; } = 4;

    /// <summary>The right function, in the form that the reader writes, except for the mistakes that it is told to make.</summary>
    public required Func<Mistakes, TFunction> Reference { get; init; }

    /// <summary>The mistakes that are recognised: the name by which <see cref="Reference"/> knows it, and what a reader should hear.</summary>
    public required Dictionary<string, string> Recognises { get; init; }

    /// <summary>The exercise whose function this one may call; empty if there is none.</summary>
    public string BuildsOn { get; init; } = "";

    /// <summary>The outputs in the order in which they are computed, where that is another: what comes first spoils what comes after it.</summary>
    public IReadOnlyList<string>? ComputedInOrder { get; init; }

    public override string Asks => "Write the body of the function";

    public override IReadOnlyCollection<string> KnownMistakes => [.. Recognises.Keys];

    public override Finding Examine(object? answer)
    {
        if (answer is null) return Finding.NotYet;
        if (FunctionShape.Convert<TFunction>(answer) is not { } function)
            return Finding.Mistaken("", FunctionShape.Mismatch<TFunction>(answer), "the function's form is given above its cell; keep the types and their order.");

        var got = Run(function);
        if (got.TrueForAll(outcome => outcome.IsBlank)) return Finding.NotYet;
        var expected = Run(Reference(Mistakes.None));
        var (output, trial) = FirstWrong(expected, got);
        if (output < 0) return Finding.Solved($"All {Trials} trials agree.");

        var right = RightSoFar(expected, got);
        var where = $"with {Trial(trial).Inputs}";
        var wrong = got[trial].Error is { } error ? $"{where} your function threw {Plain(error)}" : OutcomeText.Difference(expected[trial].Outputs[output]!, got[trial].Outputs[output], where);
        if (AlsoWrong(expected, got, output) is { Length: > 0 } others) wrong += $"; wrong too: {others}";
        var mistakes = Recognise(expected, got, output);
        if (mistakes.Count == 0 && OutcomeText.Exchanged(expected, got) is { } exchanged) return Finding.Mistaken(right, wrong, exchanged);
        if (mistakes.Count > 0) return Finding.Mistaken(right, wrong, Causes(mistakes), mistakes);
        var cause = got[trial].Error is { } thrown ? OutcomeText.CauseOf(thrown) : OutcomeText.GeneralCause(expected, got, output);
        return Finding.Mistaken(right, wrong, cause) with { MayComeFrom = cause.Length > 0 ? "" : BuildsOn };
    }

    /// <summary>The mistakes that explain the answer: all outputs by one, all by two, or the first wrong output by one or two.
    /// A mistake that would spoil an output which is right explains nothing.</summary>
    private IReadOnlyList<string> Recognise(List<Outcome> expected, List<Outcome> got, int output)
    {
        var singles = Recognises.Keys.Select(name => new Mistakes(name)).ToList();
        var pairs = singles.SelectMany((first, k) => singles.Skip(k + 1).Select(second => new Mistakes(first.Names[0], second.Names[0]))).ToList();
        int[] matter = [output, .. Enumerable.Range(0, Outputs.Count).Where(k => IsRight(expected, got, k))];
        bool Partly(Outcome would, Outcome yours) => matter.All(k => would.Agrees(yours, k));
        return Find(singles, (a, b) => a.Agrees(b)) ?? Find(pairs, (a, b) => a.Agrees(b)) ?? Find(singles, Partly) ?? Find(pairs, Partly) ?? [];

        IReadOnlyList<string>? Find(List<Mistakes> candidates, Func<Outcome, Outcome, bool> same) => candidates.Find(mistakes =>
        {
            var would = Run(Reference(mistakes));
            return would.Zip(got).All(pair => same(pair.First, pair.Second)) && !would.Zip(expected).All(pair => same(pair.First, pair.Second));
        })?.Names;
    }

    private string Causes(IReadOnlyList<string> mistakes) => mistakes.Count == 1 ? Recognises[mistakes[0]] : $"two things at once. (1) {Recognises[mistakes[0]]} (2) {Recognises[mistakes[1]]}";

    private List<Outcome> Run(TFunction function) => [.. Enumerable.Range(0, Trials).Select(k => Outcome.Of(() => Trial(k).Call(function), Outputs))];

    private static bool IsRight(List<Outcome> expected, List<Outcome> got, int output) => expected.Zip(got).All(pair => pair.First.Agrees(pair.Second, output));

    /// <summary>The other outputs that are wrong, where the function gave something at all.</summary>
    private string AlsoWrong(List<Outcome> expected, List<Outcome> got, int output) =>
        got.Exists(outcome => outcome.Error is not null) ? "" : string.Join(", ", Outputs.Where((_, k) => k != output && !IsRight(expected, got, k)));

    private (int Output, int Trial) FirstWrong(List<Outcome> expected, List<Outcome> got)
    {
        var inOrder = (ComputedInOrder ?? Outputs).Select(name => Outputs.ToList().IndexOf(name)).OrderBy(output => got[0].Outputs[output] is not null);   // what is missing first
        foreach (var output in inOrder)
            for (var trial = 0; trial < Trials; trial++)
                if (!expected[trial].Agrees(got[trial], output)) return (output, trial);
        return (-1, -1);
    }

    private string RightSoFar(List<Outcome> expected, List<Outcome> got)
    {
        var trials = Enumerable.Range(0, Trials).ToList();
        var whole = Outputs.Where((_, output) => IsRight(expected, got, output)).ToList();
        if (whole.Count > 0) return string.Join(", ", whole);
        var agreeing = trials.Where(trial => expected[trial].Agrees(got[trial])).ToList();
        if (agreeing.Count > 0) return $"{agreeing.Count} of {Trials} trials";
        var shapes = trials.TrueForAll(trial => got[trial].Error is null && expected[trial].Outputs.Zip(got[trial].Outputs).All(pair =>
            pair.Second is { } second && pair.First!.Shape.AsSpan().SequenceEqual(second.Shape)));
        return shapes && expected[0].Outputs[0]!.Shape.Length > 0 ? "it runs, and the result has the right shape" : "";
    }

    private static string Plain(Exception error) => $"{error.GetType().Name}: {error.Message.ReplaceLineEndings(" ").Trim()}";
}

/// <summary>One trial of a function.</summary>
/// <param name="Inputs">What is special about its inputs, in words: "2 inputs and 3 units".</param>
/// <param name="Call">Calls a function with them.</param>
internal sealed record Trial<TFunction>(string Inputs, Func<TFunction, object?> Call) where TFunction : Delegate;
