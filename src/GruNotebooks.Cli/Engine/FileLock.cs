namespace GruNotebooks.Cli.Engine;

/// <summary>Keeps other processes out while one works: whoever has the file open has the lock, and a process that dies gives it back.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task<IDisposable> TakeAsync(string path)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                // Another process has it; the time limit of the cell ends a wait that never would.
                await Task.Delay(Pause);
            }
        }
    }
}
