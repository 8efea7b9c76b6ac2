namespace GruNotebooks.Cli.Running;

/// <summary>What a run notes about the cells of one notebook.</summary>
internal sealed class CellLog
{
    private readonly List<(string Cell, string Reason)> skipped = [];
    private readonly List<(string Cell, string Reason)> notCompared = [];

    public List<string> Errors { get; } = [];

    public List<string> Stale { get; } = [];

    /// <summary>A line a cell, for --verbose.</summary>
    public List<string> Timings { get; } = [];

    public int Run { get; set; }

    public int Skipped => skipped.Count;

    public void Skip(string cell, string reason) => skipped.Add((cell, reason));

    public void DoNotCompare(string cell, string reason) => notCompared.Add((cell, reason));

    /// <summary>A line a reason, with the cells it holds for.</summary>
    public IEnumerable<string> Notes(string notebook) => Lines(notebook, "skipped", skipped).Concat(Lines(notebook, "not compared", notCompared));

    private static IEnumerable<string> Lines(string notebook, string what, List<(string Cell, string Reason)> cells) =>
        cells.GroupBy(cell => cell.Reason).Select(group => $"{notebook}: {what}: {string.Join(", ", group.Select(cell => cell.Cell))}: {group.Key}");
}
