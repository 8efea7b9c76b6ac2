using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Running;

/// <summary>What became of one notebook.</summary>
internal sealed record NotebookResult
{
    public required string Name { get; init; }

    public required int ExitCode { get; init; }

    /// <summary>One word or two for the table.</summary>
    public required string Verdict { get; init; }

    public int CellsRun { get; init; }

    public int Cells { get; init; }

    public int Charts { get; init; }

    public double Seconds { get; init; }

    /// <summary>What went wrong, a line each: what, where, what to do.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>What the reader should know and need not act on: cells skipped or not compared, charts without a picture.</summary>
    public IReadOnlyList<RunNote> Notes { get; init; } = [];

    /// <summary>A line a cell, for --verbose.</summary>
    public IReadOnlyList<string> Timings { get; init; } = [];

    /// <summary>As it was read; null where it could not be.</summary>
    public Notebook? Committed { get; init; }

    /// <summary>With fresh outputs; null where the notebook could not be read.</summary>
    public Notebook? Executed { get; init; }

    public static NotebookResult Unreadable(string name, UserException failure) =>
        new() { Name = name, ExitCode = failure.ExitCode, Verdict = "unreadable", Errors = [failure.Message] };

    /// <summary>It ran, and what should come of it could not be kept.</summary>
    public NotebookResult Unkept(string verdict, string error) => this with { ExitCode = Cli.ExitCode.Failed, Verdict = verdict, Errors = [.. Errors, error] };
}
