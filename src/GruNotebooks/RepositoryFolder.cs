namespace GruNotebooks;

/// <summary>Finds the clone that the library was built in.</summary>
internal static class RepositoryFolder
{
    /// <summary>The folder of GruNotebooks.sln above the library's assembly; null when the library was copied elsewhere.</summary>
    public static string? Root { get; } = Above(Path.GetDirectoryName(typeof(RepositoryFolder).Assembly.Location));

    internal static string? Above(string? folder)
    {
        while (!string.IsNullOrEmpty(folder) && !File.Exists(Path.Combine(folder, "GruNotebooks.sln")))
            folder = Path.GetDirectoryName(folder);
        return string.IsNullOrEmpty(folder) ? null : folder;
    }
}
