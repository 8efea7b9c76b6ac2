using System.Text;
using System.Text.Json;
using GruNotebooks.Cli.Files;

namespace GruNotebooks.Cli.Running;

/// <summary>How long the cells of each notebook took when it last ran to its end, kept beside the executed copies: by these the next run tells how far it is.</summary>
internal sealed class LastSeconds
{
    public const string FileName = "seconds.json";

    /// <summary>A month; whatever is more was not measured.</summary>
    private const double MostSeconds = 31 * 24 * 3600;

    private readonly string folder;
    private readonly SortedDictionary<string, double[]> seconds;

    private LastSeconds(string folder, SortedDictionary<string, double[]> seconds) => (this.folder, this.seconds) = (folder, seconds);

    /// <param name="folder">Where executed copies go. What no earlier run left there, or somebody has damaged, is as if it were empty.</param>
    public static LastSeconds In(string folder)
    {
        try
        {
            if (RegularFile.Length(Path.Combine(folder, FileName)) is null or 0) return new LastSeconds(folder, new(StringComparer.Ordinal));
            var read = JsonSerializer.Deserialize<SortedDictionary<string, double[]>>(File.ReadAllText(Path.Combine(folder, FileName)));
            if (read is not null && read.Values.All(IsSound)) return new LastSeconds(folder, new SortedDictionary<string, double[]>(read, StringComparer.Ordinal));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            return new LastSeconds(folder, new(StringComparer.Ordinal));
        }
        return new LastSeconds(folder, new(StringComparer.Ordinal));
    }

    /// <returns>Seconds of each of its code cells, then of what comes after the last; null for a notebook that has not run yet.</returns>
    public double[]? Of(string copy) => seconds.GetValueOrDefault(Key(copy));

    public void Keep(string copy, IEnumerable<double> pieces)
    {
        seconds[Key(copy)] = [.. pieces.Select(piece => Math.Round(piece, 3))];
        AtomicFile.WriteOwn(Path.Combine(folder, FileName), Encoding.UTF8.GetBytes(JsonSerializer.Serialize(seconds) + "\n"));
    }

    private string Key(string copy) => Path.GetRelativePath(folder, copy).Replace(Path.DirectorySeparatorChar, '/');

    private static bool IsSound(double[]? pieces) => pieces is { Length: > 0 } && pieces.All(piece => piece is >= 0 and <= MostSeconds);
}
