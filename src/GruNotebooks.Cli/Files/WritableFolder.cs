namespace GruNotebooks.Cli.Files;

/// <summary>Whether files can be made in a folder: only trying tells, on every system.</summary>
internal static class WritableFolder
{
    public static bool Is(string folder)
    {
        if (folder.Length == 0 || !Directory.Exists(folder)) return false;
        string probe = Path.Combine(folder, $".gru-{Guid.NewGuid():N}");
        try
        {
            File.Create(probe, 1, FileOptions.DeleteOnClose).Dispose();
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
