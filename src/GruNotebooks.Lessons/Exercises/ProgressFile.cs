using System.Text.Json;
using GruNotebooks.Tasks;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>Keeps a reader's progress in a small file. Where that is impossible, it is kept while the notebook runs, and a line says so.</summary>
internal sealed class ProgressFile(string? path)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };
    private readonly Lock gate = new();
    private ProgressRecord? inMemory;

    /// <summary>The file under the user's local application data.</summary>
    public static ProgressFile OfThisUser { get; } = new(DefaultPath());

    /// <summary>Reads, changes and writes the record.</summary>
    /// <returns>Nothing, or one line about what went wrong.</returns>
    public IReadOnlyList<string> Change(Action<ProgressRecord> change)
    {
        lock (gate)
        {
            var (record, note, replaceable) = Load();
            change(record);
            inMemory = record;
            return replaceable ? [.. note, .. Write(record)] : note;
        }
    }

    /// <summary>The record as it is, and nothing or one line about what went wrong.</summary>
    public (ProgressRecord Record, IReadOnlyList<string> Note) Read()
    {
        lock (gate)
        {
            var (record, note, _) = Load();
            return (record, note);
        }
    }

    /// <summary>The record, what went wrong, and whether the file may be replaced: one that cannot be read may hold all that was solved.</summary>
    private (ProgressRecord Record, IReadOnlyList<string> Note, bool Replaceable) Load()
    {
        if (path is null || !File.Exists(path)) return (inMemory ?? new(), [], true);
        try
        {
            var record = JsonSerializer.Deserialize<ProgressRecord>(File.ReadAllText(path));
            return record is { Solved: not null, Tries: not null, Hints: not null } ? (record, [], true) : SetAside();
        }
        catch (JsonException)
        {
            return SetAside();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (inMemory ?? new(), [$"The file of your progress cannot be read ({error.GetType().Name}) and is left as it is; until then it counts in this notebook only."], false);
        }
    }

    private (ProgressRecord, IReadOnlyList<string>, bool) SetAside()
    {
        try
        {
            File.Move(path!, path + ".unreadable", overwrite: true);
            return (new(), [$"The file of your progress was damaged. It is kept as {Path.GetFileName(path)}.unreadable, and counting starts afresh."], true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (inMemory ?? new(), [$"The file of your progress is damaged and cannot be replaced ({error.GetType().Name}); until then it counts in this notebook only."], false);
        }
    }

    private IReadOnlyList<string> Write(ProgressRecord record)
    {
        const string unkept = "Progress is not kept after this notebook";
        if (path is null) return [$"{unkept}: this account has no folder for application data."];
        var unfinished = $"{path}.{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(unfinished, JsonSerializer.Serialize(record, Readable));
            File.Move(unfinished, path, overwrite: true);
            return [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [$"{unkept}: its file cannot be written ({error.GetType().Name})."];
        }
    }

    /// <summary>Beside the folder of fetched data sets.</summary>
    private static string? DefaultPath() => DataFolder.OfUser is { } data ? Path.Combine(Path.GetDirectoryName(data)!, "exercises.json") : null;
}
