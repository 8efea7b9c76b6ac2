namespace GruNotebooks.Cli.Files;

/// <summary>Where a path leads when every link on the way is followed; so two names of one file are seen to be one.</summary>
internal static class RealPath
{
    /// <param name="path">A file or folder; what of it does not exist yet stays as it is named.</param>
    public static string Of(string path)
    {
        path = Path.GetFullPath(path);
        if (Path.GetDirectoryName(path) is not { } parent) return path;
        string own = Path.Combine(Of(parent), Path.GetFileName(path));
        try
        {
            FileSystemInfo named = Directory.Exists(own) ? new DirectoryInfo(own) : new FileInfo(own);
            return named.ResolveLinkTarget(returnFinalTarget: true) is { } target ? Of(target.FullName) : own;
        }
        catch (IOException)
        {
            // Links in a circle lead nowhere.
            return own;
        }
    }
}
