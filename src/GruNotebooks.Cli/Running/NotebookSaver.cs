using GruNotebooks.Cli.Files;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Running;

/// <summary>`--save`: fresh outputs into the notebook itself, and its results to where they are committed. A failed notebook stays as it was.</summary>
internal static class NotebookSaver
{
    public static NotebookResult Save(NotebookResult result, string path, TimeSpan ran)
    {
        if (result.ExitCode is not ExitCode.Done) return result with { Verdict = $"{result.Verdict}, not saved" };
        try
        {
            // What somebody wrote into its text meanwhile stays.
            var notebook = NotebookReader.Read(path);
            if (!SameCode(notebook, result.Committed!)) return result.Unkept("not saved", $"{result.Name}: was changed while it ran, so the outputs are not those of its cells; nothing was saved, run it again.");
            foreach (var (mine, fresh) in notebook.Cells.Where(cell => cell.IsCode).Zip(result.Executed!.Cells.Where(cell => cell.IsCode)))
            {
                mine.Json["execution_count"] = fresh.Json["execution_count"]!.DeepClone();
                mine.Outputs = fresh.Outputs.DeepClone().AsArray();
            }
            CommittedScale.Write(notebook, NotebookParameters.Read(result.Executed));
            bool changed = NotebookWriter.Write(notebook, path);
            changed |= SaveResults(path, ran);
            return result with { Verdict = result.Verdict.Replace("done", changed ? "saved" : "unchanged", StringComparison.Ordinal) };
        }
        catch (UserException gone)
        {
            return result.Unkept("not saved", $"{gone.Message} It was read when the run began; nothing was saved.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return result.Unkept("not saved", $"{result.Name}: cannot be written: {refused.Message}; check the rights of the file and its folder, and the room on the disk.");
        }
    }

    private static bool SameCode(Notebook now, Notebook then) =>
        now.Cells.Where(cell => cell.IsCode).Select(cell => (cell.Id, cell.Source)).SequenceEqual(then.Cells.Where(cell => cell.IsCode).Select(cell => (cell.Id, cell.Source)));

    /// <summary>artifacts/results/NN.json, if this run wrote it, becomes data/results/NN.json.</summary>
    private static bool SaveResults(string notebook, TimeSpan ran)
    {
        string number = Path.GetFileName(notebook).Split('-')[0];
        if (Repository.Above(notebook) is not { } root) return false;
        var fresh = new FileInfo(Path.Combine(root, "artifacts", "results", number + ".json"));
        if (RegularFile.Length(fresh.FullName) is null or 0 || DateTime.UtcNow - fresh.LastWriteTimeUtc > ran + TimeSpan.FromSeconds(2)) return false;
        string committed = Path.Combine(root, "data", "results", fresh.Name);
        byte[] content = File.ReadAllBytes(fresh.FullName);
        if (RegularFile.Holds(committed, content)) return false;
        Directory.CreateDirectory(Path.GetDirectoryName(committed)!);
        AtomicFile.Write(committed, content);
        return true;
    }
}
