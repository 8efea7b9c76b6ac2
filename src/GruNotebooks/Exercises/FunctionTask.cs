namespace GruNotebooks.Exercises;

/// <summary>An exercise whose answer is a function. It is tried on inputs of several sizes from fixed seeds and compared with the
/// right answer; where it is wrong, it is compared with what each known mistake, and each two of them, would give.</summary>
/// <typeparam name="TTrial">The inputs of one trial.</typeparam>
/// <typeparam name="TFunction">The form of the function.</typeparam>
internal sealed class FunctionTask<TTrial, TFunction> : ExerciseTask where TFunction : Delegate
{
    /// <summary>The names of the outputs, in order.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>Builds the inputs of trial k afresh; the same every time.</summary>
    public required Func<int, TTrial> Trial { get; init; }

    /// <summary>How many trials there are.</summary>
    public int Trials { get; init; } = 4;

    /// <summary>What is special about a trial, in words: "2 inputs and 3 units".</summary>
    public required Func<TTrial, string> Describe { get; init; }

    /// <summary>Calls the reader's function.</summary>
    public required Func<TFunction, TTrial, object?> Call { get; init; }

    /// <summary>The model answer, with the mistakes that it is told to make.</summary>
    public required Func<TTrial, Slips, object?> Solve { get; init; }

    /// <summary>The exercise whose function this one may call; empty if there is none.</summary>
    public string BuildsOn { get; init; } = "";

    /// <summary>The mistakes that are recognised: the name, and what a reader should hear.</summary>
    public required IReadOnlyDictionary<string, string> Mistakes { get; init; }

    public override string Asks => "Write the body of the function";

    public override IReadOnlyCollection<string> KnownMistakes => [.. Mistakes.Keys];

    public override Finding Examine(object? answer)
    {
        if (answer is null) return Finding.NotYet;
        if (FunctionShape.Convert<TFunction>(answer) is not { } function)
            return Finding.Mistaken("", FunctionShape.Mismatch<TFunction>(answer), "the function's form is given above its cell; keep the types and their order.");

        var got = Run(trial => Call(function, trial));
        if (got.TrueForAll(outcome => outcome.IsBlank)) return Finding.NotYet;
        var expected = Run(trial => Solve(trial, Slips.None));
        var (output, trial) = FirstWrong(expected, got);
        if (output < 0) return Finding.Solved($"All {Trials} trials agree.");

        var right = RightSoFar(expected, got);
        var where = $"with {Describe(Trial(trial))}";
        var wrong = got[trial].Error is { } error ? $"{where} your function threw {Plain(error)}" : OutcomeText.Difference(expected[trial].Outputs[output]!, got[trial].Outputs[output], where);
        var slips = Recognise(expected, got, output);
        if (slips.Count > 0) return Finding.Mistaken(right, wrong, Causes(slips), slips);
        var cause = got[trial].Error is { } thrown ? OutcomeText.CauseOf(thrown) : OutcomeText.GeneralCause(expected, got, output);
        return Finding.Mistaken(right, wrong, cause.Length > 0 ? cause : BuildsOn.Length > 0 ? $"none that is known. If your function calls that of {BuildsOn}, is that one solved?" : "");
    }

    /// <summary>The mistakes that explain the answer: all outputs by one, all by two, or the first wrong output by one or two.</summary>
    private IReadOnlyList<string> Recognise(List<Outcome> expected, List<Outcome> got, int output)
    {
        var singles = Mistakes.Keys.Select(name => new Slips(name)).ToList();
        var pairs = singles.SelectMany((first, k) => singles.Skip(k + 1).Select(second => new Slips(first.Names[0], second.Names[0]))).ToList();
        return Find(singles, (a, b) => a.Agrees(b)) ?? Find(pairs, (a, b) => a.Agrees(b))
            ?? Find(singles, (a, b) => a.Agrees(b, output)) ?? Find(pairs, (a, b) => a.Agrees(b, output)) ?? [];

        IReadOnlyList<string>? Find(List<Slips> candidates, Func<Outcome, Outcome, bool> same) => candidates.Find(slips =>
        {
            var would = Run(trial => Solve(trial, slips));
            return would.Zip(got).All(pair => same(pair.First, pair.Second)) && !would.Zip(expected).All(pair => same(pair.First, pair.Second));
        })?.Names;
    }

    private string Causes(IReadOnlyList<string> slips) => slips.Count == 1 ? Mistakes[slips[0]] : $"two things at once. {Mistakes[slips[0]]} And: {Mistakes[slips[1]]}";

    private List<Outcome> Run(Func<TTrial, object?> solve) => [.. Enumerable.Range(0, Trials).Select(k => Outcome.Of(() => solve(Trial(k)), Outputs))];

    private (int Output, int Trial) FirstWrong(List<Outcome> expected, List<Outcome> got)
    {
        for (var output = 0; output < Outputs.Count; output++)
            for (var trial = 0; trial < Trials; trial++)
                if (!expected[trial].Agrees(got[trial], output)) return (output, trial);
        return (-1, -1);
    }

    private string RightSoFar(List<Outcome> expected, List<Outcome> got)
    {
        var trials = Enumerable.Range(0, Trials).ToList();
        var whole = Outputs.Where((_, output) => trials.TrueForAll(trial => expected[trial].Agrees(got[trial], output))).ToList();
        if (whole.Count > 0) return string.Join(", ", whole);
        var agreeing = trials.Where(trial => expected[trial].Agrees(got[trial])).ToList();
        if (agreeing.Count > 0) return $"{agreeing.Count} of {Trials} trials";
        var shapes = trials.TrueForAll(trial => got[trial].Error is null && expected[trial].Outputs.Zip(got[trial].Outputs).All(pair =>
            pair.Second is { } second && pair.First!.Shape.AsSpan().SequenceEqual(second.Shape)));
        return shapes && expected[0].Outputs[0]!.Shape.Length > 0 ? "it runs, and the result has the right shape" : "";
    }

    private static string Plain(Exception error) => $"{error.GetType().Name}: {error.Message.ReplaceLineEndings(" ").Trim()}";
}
