using System.Security.Cryptography;
using GruNotebooks.Charts;

namespace GruNotebooks.Cli.Pictures;

/// <summary>
/// The text of plotly.js: from node_modules after `npm install`, else from the user's cache, else fetched once from where pages load it.
/// Only the pinned version counts, so that a figure gives the same picture everywhere.
/// </summary>
internal static class PlotlyFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static string? InNodeModules(string? repository) =>
        repository is null ? null : Whole(Path.Combine(repository, "node_modules", "plotly.js-dist-min", "plotly.min.js"));

    public static async Task<string?> ReadAsync(string? repository, string? cacheFolder, CancellationToken cancel)
    {
        if (InNodeModules(repository) is { } installed) return await File.ReadAllTextAsync(installed, cancel);
        var cached = string.IsNullOrEmpty(cacheFolder) ? null : Path.Combine(cacheFolder, $"plotly-{PlotlyScript.Version}.min.js");
        if (cached is not null && Whole(cached) is not null) return await File.ReadAllTextAsync(cached, cancel);
        if (await FetchAsync(cancel) is not { } bytes) return null;
        if (cached is not null) Keep(cached, bytes);
        return System.Text.Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Where a user's caches are; null where there is no home.</summary>
    public static string? UserCache() =>
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } folder ? Path.Combine(folder, "gru-notebooks") : null;

    private static string? Whole(string path) => File.Exists(path) && IsPinned(File.ReadAllBytes(path)) ? path : null;

    private static bool IsPinned(byte[] bytes) => "sha384-" + Convert.ToBase64String(SHA384.HashData(bytes)) == PlotlyScript.Integrity;

    private static async Task<byte[]?> FetchAsync(CancellationToken cancel)
    {
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            var bytes = await http.GetByteArrayAsync(new Uri(PlotlyScript.Address), cancel);
            return IsPinned(bytes) ? bytes : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Where the cache cannot be written, the next run fetches again.</summary>
    private static void Keep(string path, byte[] bytes)
    {
        var fresh = path + "." + Environment.ProcessId;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(fresh, bytes);
            File.Move(fresh, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(fresh);
        }
    }
}
