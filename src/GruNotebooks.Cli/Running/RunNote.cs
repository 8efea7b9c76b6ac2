namespace GruNotebooks.Cli.Running;

/// <summary>Something the reader should know and need not act on.</summary>
/// <param name="What">What happened: "skipped", "not compared", "charts without a picture".</param>
/// <param name="Where">In which notebook, and where in it.</param>
/// <param name="Reason">Why; notes of one reason become one line.</param>
internal sealed record RunNote(string What, string Where, string Reason)
{
    /// <summary>A line for each reason, with all the places it holds for.</summary>
    public static IEnumerable<string> Lines(IEnumerable<RunNote> notes) =>
        notes.GroupBy(note => (note.What, note.Reason)).Select(group => $"{group.Key.What}: {string.Join(", ", group.Select(note => note.Where))}: {group.Key.Reason}");
}
