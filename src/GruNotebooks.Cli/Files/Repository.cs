namespace GruNotebooks.Cli.Files;

/// <summary>The clone that a command works in: the one around the current folder, else the one that `gru` was built in.</summary>
internal static class Repository
{
    /// <summary>Null outside of any clone.</summary>
    public static string? Root => Above(Directory.GetCurrentDirectory()) ?? Above(AppContext.BaseDirectory);

    /// <summary>The clone that a file or folder is in.</summary>
    public static string? Above(string path) => RepositoryFolder.Above(Path.GetFullPath(path));

    /// <summary>A folder under artifacts/; under the system's temporary files where there is no clone or it cannot be written. Never the current folder.</summary>
    public static string ArtifactsFolder(string name)
    {
        foreach (string? home in new[] { Root is { } root ? Path.Combine(root, "artifacts") : null, Path.Combine(Path.GetTempPath(), "gru-notebooks") })
        {
            if (home is null) continue;
            try
            {
                string folder = Directory.CreateDirectory(Path.Combine(home, name)).FullName;
                if (WritableFolder.Is(folder)) return folder;
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                // The next place.
                continue;
            }
        }
        throw new UserException($"nothing can be written, neither under artifacts/ nor under {Path.GetTempPath()}; free one of them or name a folder with --out.");
    }
}
