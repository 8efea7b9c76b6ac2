namespace GruNotebooks.Lessons.Exercises.Checking;

/// <summary>How far an answer is: nothing answered yet, something in it wrong, or right.</summary>
internal enum ExerciseState
{
    NotYet,
    Wrong,
    Solved,
}

/// <summary>What the examination of an answer found.</summary>
/// <param name="State">Not yet, wrong or solved.</param>
/// <param name="Right">What is right so far; empty where nothing is.</param>
/// <param name="Wrong">The first thing that is wrong: which output, which element, expected and got.</param>
/// <param name="Likely">What probably caused it; empty where nothing was recognised.</param>
/// <param name="Mistakes">The names of the recognised mistakes.</param>
internal sealed record Finding(ExerciseState State, string Right = "", string Wrong = "", string Likely = "", params IReadOnlyList<string> Mistakes)
{
    public static Finding NotYet { get; } = new(ExerciseState.NotYet);

    public static Finding Solved(string right) => new(ExerciseState.Solved, right);

    public static Finding Mistaken(string right, string wrong, string likely = "", params IReadOnlyList<string> mistakes) =>
        new(ExerciseState.Wrong, right, wrong, likely, mistakes);

    /// <summary>The exercise whose function the answer may call, where nothing was recognised: the fault may be there. Empty otherwise.</summary>
    public string MayComeFrom { get; init; } = "";

    /// <summary>The lines that a reader sees.</summary>
    /// <param name="task">The exercise.</param>
    /// <param name="solved">The names of the exercises that the reader has solved.</param>
    public IEnumerable<string> Lines(ExerciseTask task, IReadOnlyCollection<string>? solved = null)
    {
        if (State == ExerciseState.NotYet)
            return [$"Not yet: {task.Id} is open. {task.Asks}, then run the cell again. Exercise.Hint(\"{task.Id}\") helps."];
        if (State == ExerciseState.Solved)
            return [$"Solved: {task.Id}. {Right}", $"  why it matters: {task.Moral}"];

        List<string> lines = [$"Not right yet: {task.Id} ({task.Title})."];
        if (Right.Length > 0) lines.Add($"  right:  {Right}");
        lines.Add($"  wrong:  {Wrong}");
        if (Likely.Length > 0) lines.Add($"  likely: {Likely}");
        else if (MayComeFrom.Length > 0 && solved?.Contains(MayComeFrom) != true) lines.Add($"  likely: none that is known. If your function calls that of {MayComeFrom}, solve that one first.");
        lines.Add($"  help:   Exercise.Hint(\"{task.Id}\")");
        return lines;
    }
}
