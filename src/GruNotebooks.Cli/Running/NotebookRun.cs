using System.Diagnostics;
using System.Globalization;
using GruNotebooks.Cli.Comparing;
using GruNotebooks.Cli.Kernel;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Running;

/// <summary>Executes one notebook from its first cell to its last; unless it is to keep going, to the first that fails.</summary>
internal sealed class NotebookRun(RunOptions options, KernelSupply kernels, ExecutionGate gate, ChartPictures pictures, Action<int> cellDone)
{
    private readonly NotebookLog log = new();
    private int exitCode = ExitCode.Done;
    private bool stopped;

    public async Task<NotebookResult> RunAsync(string path, CancellationToken cancel)
    {
        string name = Path.GetFileName(path);
        Notebook committed, executed;
        try
        {
            committed = NotebookReader.Read(path);
            executed = committed.Copy();
            NotebookParameters.Set(executed, options.Set);
        }
        catch (UserException failure)
        {
            return NotebookResult.Unreadable(name, failure);
        }

        long start = Stopwatch.GetTimestamp();
        await RunCellsAsync(name, committed, executed, cancel);
        kernels.StartAhead();
        if (exitCode is ExitCode.Done) await pictures.AddAsync(executed, committed, cancel);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (exitCode is ExitCode.Done) Compare(name, committed, executed);
        return new NotebookResult
        {
            Name = name,
            ExitCode = exitCode,
            Verdict = Verdict(),
            CellsRun = log.Run,
            Cells = executed.NumberedCodeCells.Count(),
            Charts = ChartPictures.Count(executed),
            Seconds = seconds,
            Errors = [.. log.Errors, .. log.Stale],
            Notes = [.. log.Notes(name), .. pictures.Notes(name, executed)],
            Timings = log.Timings,
            Committed = committed,
            Executed = executed,
        };
    }

    private async Task RunCellsAsync(string name, Notebook committed, Notebook executed, CancellationToken cancel)
    {
        int total = executed.NumberedCodeCells.Count();
        KernelProcess? process = null;
        try
        {
            foreach (var (cell, number) in executed.NumberedCodeCells)
            {
                cell.Json["execution_count"] = number;
                if (stopped)
                {
                    cell.Outputs = [];
                }
                else if (ReasonToSkip(cell) is { } reason)
                {
                    log.Skip(number, reason);
                }
                else
                {
                    using var place = await gate.EnterAsync(cell.HasTag("volatile"), cancel);
                    process ??= kernels.Take(Path.GetDirectoryName(committed.Path)!, options.PackageSources);
                    var run = await process.RunAsync(CellLanguage.Submission(cell), number, options.Timeout, cancel);
                    Take(run, cell, number, $"{name} {NotebookReader.Where(cell, number)}");
                }
                cellDone(total);
            }
        }
        finally
        {
            if (process is not null) await process.DisposeAsync();
        }
    }

    private string? ReasonToSkip(NotebookCell cell)
    {
        if (cell.HasTag("skip-execution")) return "tagged skip-execution";
        if (options.SkipTags.FirstOrDefault(cell.HasTag) is { } tag) return $"tagged {tag}";
        return null;
    }

    /// <summary>Judges an executed cell and takes its outputs.</summary>
    private void Take(CellExecution run, NotebookCell cell, int number, string place)
    {
        log.Run++;
        if (options.Verbose) log.Timings.Add(string.Create(CultureInfo.InvariantCulture, $"{place}: {run.Seconds:0.00} s"));
        cell.Outputs = run.Outputs;
        bool mayThrow = cell.HasTag("raises-exception");
        if (mayThrow && run.Outcome == CellOutcome.Done) Fail(ExitCode.Failed, $"{place}: is tagged raises-exception and did not throw.");
        if (run.Outcome == CellOutcome.Done || (mayThrow && run.Outcome == CellOutcome.Failed)) return;
        // Of these there is no process left to go on in.
        stopped |= run.Outcome is CellOutcome.TimeLimit or CellOutcome.ProcessEnded;
        Fail(run.Outcome == CellOutcome.TimeLimit ? ExitCode.TimeLimit : ExitCode.Failed, $"{place}: {run.Reason}");
        if (options.Verbose && run.Details.Length > 0) log.Errors.Add(run.Details);
    }

    private void Fail(int code, string message)
    {
        exitCode = ExitCode.Gravest([exitCode, code]);
        stopped |= !options.KeepGoing;
        log.Errors.Add(message);
    }

    /// <summary>
    /// Holds fresh outputs against the committed ones. What agrees keeps the committed text, letter for letter; for what does not, `--check` says so.
    /// </summary>
    private void Compare(string name, Notebook committed, Notebook executed)
    {
        bool otherScale = !CommittedScale.Same(CommittedScale.Read(committed), NotebookParameters.Read(executed));
        foreach (var ((before, number), (now, _)) in committed.NumberedCodeCells.Zip(executed.NumberedCodeCells))
        {
            string? difference = OutputComparison.Difference(before.Outputs, now.Outputs, shapeOnly: false);
            if (difference is null)
            {
                // A chart that was saved where no browser draws gets its picture now.
                if (!ChartPictures.LacksOne(before)) now.Outputs = before.Outputs.DeepClone().AsArray();
                continue;
            }
            if (AbsentData.NamedIn(before.Outputs) is not null || AbsentData.NamedIn(now.Outputs) is not null)
            {
                if (options.Check) log.DoNotCompare(number, $"the data set '{AbsentData.NamedIn(now.Outputs) ?? AbsentData.NamedIn(before.Outputs)}' was not there for one of the two runs");
                // What was saved with the data stays.
                if (options.Save && AbsentData.NamedIn(now.Outputs) is not null) now.Outputs = before.Outputs.DeepClone().AsArray();
                continue;
            }
            bool isVolatile = before.HasTag("volatile");
            if (isVolatile) difference = OutputComparison.Difference(before.Outputs, now.Outputs, shapeOnly: true);
            if (!options.Check || difference is null) continue;
            if (otherScale) log.DoNotCompare(number, "the committed outputs were made with other parameters");
            else log.Stale.Add($"{name} {NotebookReader.Where(before, number)}: {difference}; to keep the new output: gru run --save");
        }
        if (log.Stale.Count > 0) exitCode = ExitCode.Stale;
    }

    private string Verdict()
    {
        string verdict = exitCode switch
        {
            ExitCode.Done => options.Check ? "as committed" : "done",
            ExitCode.Stale => log.Stale.Count == 1 ? "1 cell is stale" : $"{log.Stale.Count} cells are stale",
            ExitCode.TimeLimit => "time limit",
            _ => "failed",
        };
        return log.Skipped > 0 ? $"{verdict}, {log.Skipped} skipped" : verdict;
    }
}
