namespace GruNotebooks.Cli.Pictures;

/// <summary>Finds a Chrome, Edge or Chromium that is on this machine; nothing is downloaded.</summary>
internal static class InstalledBrowser
{
    /// <summary>Names a browser that stands elsewhere; "none" for no browser at all.</summary>
    public const string Variable = "GRU_BROWSER";

    private static readonly string[] Names = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "microsoft-edge", "microsoft-edge-stable", "chrome", "msedge"];

    public static string? Find() => Find(Environment.GetEnvironmentVariable, File.Exists);

    /// <param name="variable">Gives the value of an environment variable.</param>
    /// <param name="exists">Whether there is such a file.</param>
    public static string? Find(Func<string, string?> variable, Func<string, bool> exists)
    {
        if (variable(Variable) is { Length: > 0 } named)
            return exists(named) ? named : null;
        return Candidates(variable).FirstOrDefault(exists);
    }

    private static IEnumerable<string> Candidates(Func<string, string?> variable)
    {
        var ending = OperatingSystem.IsWindows() ? ".exe" : "";
        foreach (var folder in (variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var name in Names)
                yield return Path.Combine(folder, name + ending);
        }
        if (OperatingSystem.IsMacOS())
        {
            foreach (var name in (string[])["Google Chrome", "Microsoft Edge", "Chromium"])
                yield return $"/Applications/{name}.app/Contents/MacOS/{name}";
        }
        foreach (var root in (string[])["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"])
        {
            if (!OperatingSystem.IsWindows() || variable(root) is not { Length: > 0 } folder) continue;
            yield return Path.Combine(folder, "Google", "Chrome", "Application", "chrome.exe");
            yield return Path.Combine(folder, "Microsoft", "Edge", "Application", "msedge.exe");
        }
    }
}
