namespace GruNotebooks.Lessons.Exercises;

/// <summary>A reader's progress as a table of text, a row an exercise.</summary>
internal static class ProgressTable
{
    public static string Of(ProgressFile file, string notebook)
    {
        var (record, note) = file.Read();
        var tasks = ExerciseBook.All.Where(task => task.Notebook.StartsWith(notebook, StringComparison.OrdinalIgnoreCase)).ToList();
        if (tasks.Count == 0) return $"No notebook's name begins with \"{notebook}\"; try \"01\" to \"10\".";

        var (nameWidth, idWidth) = (tasks.Max(task => task.Notebook.Length), tasks.Max(task => task.Id.Length));
        var rows = tasks.Select(task =>
            $"{task.Notebook.PadRight(nameWidth)}  {task.Id.PadRight(idWidth)}  {record.Solved.GetValueOrDefault(task.Id, "open"),-10}  {record.Tries.GetValueOrDefault(task.Id),5}  {record.Hints.GetValueOrDefault(task.Id),5}");
        var head = $"{"notebook".PadRight(nameWidth)}  {"exercise".PadRight(idWidth)}  {"solved",-10}  tries  hints";
        var solved = tasks.Count(task => record.Solved.ContainsKey(task.Id));
        return string.Join('\n', [head, new string('─', head.Length), .. rows, $"Solved {solved} of {tasks.Count}.", .. note]);
    }
}
