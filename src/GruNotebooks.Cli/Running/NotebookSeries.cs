using System.Diagnostics;
using GruNotebooks.Cli.Files;
using GruNotebooks.Cli.Kernel;
using GruNotebooks.Cli.Notebooks;
using GruNotebooks.Cli.Pages;
using GruNotebooks.Cli.Pictures;

namespace GruNotebooks.Cli.Running;

/// <summary>Runs several notebooks, each in a process of its own, and leaves copies, a page and saved outputs behind.</summary>
internal sealed class NotebookSeries
{
    private readonly RunOptions options;
    private readonly IReadOnlyList<string> notebooks;
    private readonly NotebookResult?[] results;
    private readonly string common;
    private readonly LastSeconds lastSeconds;
    private readonly Lock writing = new();

    public NotebookSeries(RunOptions options, IReadOnlyList<string> notebooks)
    {
        this.options = options;
        this.notebooks = notebooks;
        results = new NotebookResult?[notebooks.Count];
        common = NotebookSelection.CommonFolder(notebooks);
        lastSeconds = LastSeconds.In(options.Out);
        Clock = new RunClock([.. notebooks.Select(path => lastSeconds.Of(CopyOf(path)))], options.Jobs, TimeProvider.System);
    }

    /// <summary>How far the run is.</summary>
    public RunClock Clock { get; }

    public async Task<IReadOnlyList<NotebookResult>> RunAsync(IRunProgress progress, CancellationToken cancel)
    {
        RequireFittingParameters();
        var sources = notebooks.Select(RealPath.Of).ToHashSet();
        foreach (string path in notebooks.Where(path => sources.Contains(RealPath.Of(CopyOf(path)))))
            throw new UserException($"--out {options.Out}: the executed copy of {Path.GetRelativePath(common, path)} would replace {Path.GetFileName(RealPath.Of(CopyOf(path)))}, a notebook of this run; name another folder, or use --save to write outputs into the notebooks.");

        OwnFolder.Require(options.Out, IndexPage.Title, [LastSeconds.FileName, .. PageShell.Files, .. notebooks.Select(path => Path.GetRelativePath(options.Out, CopyOf(path)))]);
        // The page says from now on whose folder this is.
        TryWritePage();

        using var gate = new TimingLock(options.Jobs);
        await using var kernels = new KernelPool(notebooks.Count);
        await using var pictures = ChartRendererChoice.Create();
        var charts = new ChartPictures(pictures, gate);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Jobs, CancellationToken = cancel };
        await Parallel.ForAsync(0, notebooks.Count, parallel, async (index, stop) =>
        {
            Clock.Started(index);
            progress.Started(index);
            long start = Stopwatch.GetTimestamp();
            var result = await RunOneAsync(notebooks[index], kernels, gate, charts, total => Clock.CellDone(index, total), stop);
            Clock.Finished(index);
            result = Keep(index, result, Stopwatch.GetElapsedTime(start));
            progress.Finished(index, result);
        });
        return [.. results.OfType<NotebookResult>()];
    }

    /// <summary>One notebook must not end the series, whatever it holds.</summary>
    private async Task<NotebookResult> RunOneAsync(string path, KernelPool kernels, TimingLock gate, ChartPictures charts, Action<int> cellDone, CancellationToken stop)
    {
        try
        {
            return await new NotebookRun(options, kernels, gate, charts, cellDone).RunAsync(path, stop);
        }
        catch (Exception unforeseen) when (unforeseen is not OperationCanceledException)
        {
            return new NotebookResult { Name = Path.GetFileName(path), ExitCode = ExitCode.Failed, Verdict = "failed", Errors = [Unforeseen(path, unforeseen)] };
        }
    }

    /// <summary>Writes what a finished notebook leaves: at once, so that the first charts can be looked at while others run.</summary>
    private NotebookResult Keep(int index, NotebookResult result, TimeSpan ran)
    {
        lock (writing)
        {
            bool copied = false;
            try
            {
                if (result.Executed is { } executed)
                {
                    string copy = CopyOf(notebooks[index]);
                    Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                    NotebookWriter.WriteOwn(executed, copy);
                    copied = true;
                    if (RanAsItIs(result)) lastSeconds.Keep(copy, Clock.PiecesOf(index));
                    if (options.Save) result = NotebookSaver.Save(result, notebooks[index], ran);
                }
                // The page needs no more of it, and a long run must not hold all that all notebooks have printed.
                result = result with { Committed = null };
                if (result.Executed is { } done) ChartPictures.KeepOnlyCharts(done);
                results[index] = result;
                WritePage();
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                result = result.Unkept("not written", $"{result.Name}: its executed copy or index.html cannot be written: {refused.Message}; check the rights of {options.Out} and the room on its disk.");
                // The page must not lead to what is not there.
                if (!copied) result = result with { Executed = null };
            }
            catch (Exception unforeseen)
            {
                // Of others the page may still be written.
                result = result.Unkept("not written", Unforeseen(notebooks[index], unforeseen)) with { Executed = null };
            }
            return results[index] = result;
        }
    }

    private void WritePage() =>
        IndexPage.Write(options.Out, [.. results.Zip(notebooks, (one, path) => (one?.Executed, path)).Where(one => one.Executed is not null).Select(one => (one.Executed!, CopyOf(one.path)))]);

    /// <summary>Where it cannot be written now, each notebook will say so.</summary>
    private void TryWritePage()
    {
        try
        {
            WritePage();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }

    private string Unforeseen(string path, Exception failure) => $"{Path.GetFileName(path)}: {(options.Verbose ? failure : failure.Message)} ({failure.GetType().Name} in gru itself; please report it)";

    /// <summary>Whether its seconds say how long it will take the next time.</summary>
    private bool RanAsItIs(NotebookResult result) => result.ExitCode is ExitCode.Done or ExitCode.Stale && result.CellsRun == result.Cells && options.Set.Count == 0;

    private string CopyOf(string notebook) => Path.GetFullPath(Path.Combine(options.Out, Path.GetRelativePath(common, notebook)));

    /// <summary>Before anything runs: every --set must name a parameter somewhere, and fit it everywhere.</summary>
    private void RequireFittingParameters()
    {
        if (options.Set.Count == 0) return;
        var readable = notebooks.Select(TryRead).OfType<Notebook>().ToList();
        var known = readable.SelectMany(notebook => NotebookParameters.Read(notebook).Keys).ToHashSet();
        foreach (var notebook in readable) NotebookParameters.Set(notebook, options.Set);
        foreach (string name in options.Set.Keys.Where(name => !known.Contains(name)))
        {
            string have = known.Count == 0 ? "none has a cell tagged parameters" : $"known here: {string.Join(", ", known.Order(StringComparer.Ordinal))}";
            throw new UserException($"--set {name}: no notebook of this run has such a parameter; {have}.");
        }
    }

    /// <returns>Null for a notebook that cannot be read; its own run says what is wrong with it.</returns>
    private static Notebook? TryRead(string path)
    {
        try
        {
            return NotebookReader.Read(path);
        }
        catch (UserException)
        {
            return null;
        }
    }
}
