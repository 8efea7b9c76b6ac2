using System.Globalization;

namespace GruNotebooks.Cli.Running;

/// <summary>What a run notes about the cells of one notebook.</summary>
internal sealed class NotebookLog
{
    private readonly List<(int Cell, string Reason)> skipped = [];
    private readonly List<(int Cell, string Reason)> notCompared = [];

    public List<string> Errors { get; } = [];

    public List<string> Stale { get; } = [];

    /// <summary>A line a cell, for --verbose.</summary>
    public List<string> Timings { get; } = [];

    public int Run { get; set; }

    public int Skipped => skipped.Count;

    public void Skip(int cell, string reason) => skipped.Add((cell, reason));

    public void DoNotCompare(int cell, string reason) => notCompared.Add((cell, reason));

    /// <summary>A note a reason, with the cells it holds for.</summary>
    public IEnumerable<RunNote> Notes(string notebook) => Notes(notebook, "skipped", skipped).Concat(Notes(notebook, "not compared", notCompared));

    private static IEnumerable<RunNote> Notes(string notebook, string what, List<(int Cell, string Reason)> cells) =>
        from cell in cells
        group cell.Cell by cell.Reason into same
        select new RunNote(what, $"{notebook} {string.Join(' ', same.Select(cell => string.Create(CultureInfo.InvariantCulture, $"[{cell}]")))}", same.Key, same.Count());
}
