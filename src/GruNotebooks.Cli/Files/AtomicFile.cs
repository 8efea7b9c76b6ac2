using System.Diagnostics;
using System.Globalization;

namespace GruNotebooks.Cli.Files;

/// <summary>Replaces a file as a whole or not at all; its mode stays, and one that nobody may write is refused.</summary>
internal static class AtomicFile
{
    private const string Unfinished = ".tmp";
    private const UnixFileMode Writable = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Replaces a file of the user's. A symbolic link stays one: what it leads to is replaced.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes) => WriteInPlace(RealPath.Of(path), bytes);

    /// <summary>Replaces a file of gru's own. Where a symbolic link has its name, that goes, and what it leads to stays as it is.</summary>
    public static void WriteOwn(string path, ReadOnlySpan<byte> bytes)
    {
        path = Path.GetFullPath(path);
        WriteInPlace(Path.Combine(RealPath.Of(Path.GetDirectoryName(path)!), Path.GetFileName(path)), bytes);
    }

    /// <summary>Removes what a process that was killed while it wrote this file has left beside it; the name says whose it is.</summary>
    public static void RemoveUnfinished(string path) => RemoveUnfinishedInPlace(RealPath.Of(path));

    private static void WriteInPlace(string path, ReadOnlySpan<byte> bytes)
    {
        RemoveUnfinishedInPlace(path);
        var made = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        var before = new FileInfo(path);
        if (before.Exists && before.LinkTarget is null && !OperatingSystem.IsWindows())
        {
            if ((before.UnixFileMode & Writable) == 0) throw new UnauthorizedAccessException($"{before.Name} is write-protected");
            // From its first byte on: what is secret must not be readable for as long as it is written.
            made.UnixCreateMode = before.UnixFileMode & ~Writable | UnixFileMode.UserWrite;
        }
        string unfinished = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}{Unfinished}");
        try
        {
            File.Delete(unfinished);
            using (var file = new FileStream(unfinished, made)) file.Write(bytes);
            if (made.UnixCreateMode is not null && !OperatingSystem.IsWindows()) File.SetUnixFileMode(unfinished, before.UnixFileMode);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (ArgumentOutOfRangeException tooLarge)
        {
            // What .NET makes of a system that takes no file of this size.
            throw new IOException($"no file of {bytes.Length.ToString("N0", CultureInfo.InvariantCulture)} bytes can be written here", tooLarge);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static void RemoveUnfinishedInPlace(string path)
    {
        string folder = Path.GetDirectoryName(path)!, name = Path.GetFileName(path);
        foreach (string left in Directory.EnumerateFiles(folder, $"*{Unfinished}"))
        {
            string[] parts = Path.GetFileName(left).Split('.');
            bool ofThis = Path.GetFileName(left).StartsWith(name + ".", StringComparison.Ordinal) && parts.Length == name.Split('.').Length + 2;
            if (ofThis && int.TryParse(parts[^2], NumberStyles.None, CultureInfo.InvariantCulture, out int writer) && !WritesStill(writer, left)) File.Delete(left);
        }
    }

    /// <summary>Whether the process that wrote a file runs. One that has started after the file was last written is another with the same number, as in a container, where numbers are few.</summary>
    private static bool WritesStill(int id, string left)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited && process.StartTime.ToUniversalTime() <= File.GetLastWriteTimeUtc(left) + Tolerance;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return true;   // of a process that may not be asked
        }
    }

    /// <summary>By how much the two clocks may differ.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);
}
