using GruNotebooks.Lessons.Exercises.Checking;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>The exercises of the tutorial: they check themselves, give hints, and remember what is solved.</summary>
/// <remarks>Every method answers with text to read; none throws, whatever a reader's function does.</remarks>
public static class Exercise
{
    /// <summary>Checks a function: what is right, the first thing that is wrong, and what probably caused it.</summary>
    /// <param name="id">The name of the exercise, as its notebook gives it: "gru-step".</param>
    /// <param name="answer">The reader's function, of the form that the exercise's text states.</param>
    /// <param name="record">Whether solving it counts as progress; the worked solutions say no.</param>
    /// <returns>A few lines to read.</returns>
    public static string Check(string id, Delegate? answer, bool record = true) => Check(ProgressFile.OfThisUser, id, answer, record);

    /// <summary>Checks an answer that is no function: a number, several numbers, a word, or weights.</summary>
    /// <param name="id">The name of the exercise, as its notebook gives it: "half-life".</param>
    /// <param name="answer">The answer, of the form that the exercise's text states.</param>
    /// <param name="record">Whether solving it counts as progress; the worked solutions say no.</param>
    /// <returns>A few lines to read.</returns>
    public static string Check(string id, object? answer, bool record = true) => Check(ProgressFile.OfThisUser, id, answer, record);

    /// <summary>The next of an exercise's three hints, with those before it. Each says more than the last.</summary>
    /// <param name="id">The name of the exercise.</param>
    /// <returns>The hints so far.</returns>
    public static string Hint(string id) => Hint(ProgressFile.OfThisUser, id);

    internal static string Hint(ProgressFile file, string id)
    {
        if (!ExerciseBook.TryFind(id, out var task, out var message)) return message;
        var shown = 0;
        var note = file.Change(progress => shown = progress.CountHint(id, task.Hints.Count));
        var lines = task.Hints.Take(shown).Select((hint, k) => $"Hint {k + 1} of {task.Hints.Count}: {hint}");
        var last = shown < task.Hints.Count ? [] : new[] { $"That was the last hint; the worked solution is in notebooks/solutions/{ExerciseBook.NotebookOf(task)}.ipynb." };
        return string.Join('\n', [.. lines, .. last, .. note]);
    }

    /// <summary>What an exercise asks the reader to look at: a table or a picture.</summary>
    /// <param name="id">The name of the exercise.</param>
    /// <returns>Something to display; a line of text where the exercise has nothing to look at.</returns>
    public static object Show(string id)
    {
        if (!ExerciseBook.TryFind(id, out var task, out var message)) return message;
        return task.Material?.Invoke() ?? $"{id} has nothing to look at; its text says all.";
    }

    /// <summary>A table of the exercises: solved or open, tries and hints.</summary>
    /// <param name="notebook">The beginning of a notebook's name ("04") to see only its exercises; all of them otherwise.</param>
    /// <returns>The table as text.</returns>
    public static string Progress(string notebook = "") => ProgressTable(ProgressFile.OfThisUser, notebook);

    /// <summary>Forgets what was solved, and the hints that were read.</summary>
    /// <param name="id">One exercise, or nothing to forget all.</param>
    /// <returns>A line that says what was forgotten.</returns>
    public static string Reset(string id = "") => Reset(ProgressFile.OfThisUser, id);

    internal static string Reset(ProgressFile file, string id)
    {
        if (id.Length > 0 && !ExerciseBook.TryFind(id, out _, out var message)) return message;
        var note = file.Change(progress => progress.Forget(id));
        return string.Join('\n', [id.Length > 0 ? $"{id} is open again." : "All exercises are open again.", .. note]);
    }

    internal static string Check(ProgressFile file, string id, object? answer, bool record = true)
    {
        if (!ExerciseBook.TryFind(id, out var task, out var message)) return message;
        var finding = task.Examine(answer);
        var note = record && finding.State != ExerciseState.NotYet
            ? file.Change(progress => progress.CountTry(id, finding.State == ExerciseState.Solved))
            : [];
        var (progress, trouble) = finding.MayComeFrom.Length > 0 ? file.Read() : (new ProgressRecord(), []);
        return string.Join('\n', [.. finding.Lines(task, progress.Solved.Keys), .. note, .. trouble.Except(note)]);
    }

    internal static string ProgressTable(ProgressFile file, string notebook)
    {
        var (record, note) = file.Read();
        var tasks = ExerciseBook.All.Select(task => (task.Id, Notebook: ExerciseBook.NotebookOf(task))).Where(task => task.Notebook.StartsWith(notebook, StringComparison.OrdinalIgnoreCase)).ToList();
        if (tasks.Count == 0) return $"No notebook's name begins with \"{notebook}\"; try \"{ExerciseBook.FirstChapter}\" to \"{ExerciseBook.LastChapter}\".";

        var (nameWidth, idWidth) = (tasks.Max(task => task.Notebook.Length), tasks.Max(task => task.Id.Length));
        var rows = tasks.Select(task =>
            $"{task.Notebook.PadRight(nameWidth)}  {task.Id.PadRight(idWidth)}  {record.Solved.GetValueOrDefault(task.Id, "open"),-10}  {record.Tries.GetValueOrDefault(task.Id),5}  {record.Hints.GetValueOrDefault(task.Id),5}");
        var head = $"{"notebook".PadRight(nameWidth)}  {"exercise".PadRight(idWidth)}  {"solved",-10}  tries  hints";
        var solved = tasks.Count(task => record.Solved.ContainsKey(task.Id));
        return string.Join('\n', [head, new string('─', head.Length), .. rows, $"Solved {solved} of {tasks.Count}.", .. note]);
    }
}
