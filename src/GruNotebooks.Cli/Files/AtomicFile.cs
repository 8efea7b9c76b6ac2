using System.Diagnostics;
using System.Globalization;

namespace GruNotebooks.Cli.Files;

/// <summary>Replaces a file as a whole or not at all. A symbolic link stays one: what it leads to is replaced; the file's mode stays too.</summary>
internal static class AtomicFile
{
    private const string Unfinished = ".tmp";

    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        path = RealPath.Of(path);
        RemoveUnfinished(path);
        string unfinished = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}{Unfinished}");
        try
        {
            File.WriteAllBytes(unfinished, bytes);
            if (!OperatingSystem.IsWindows() && File.Exists(path)) File.SetUnixFileMode(unfinished, File.GetUnixFileMode(path));
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

    /// <summary>Removes what a process that was killed while it wrote this file has left beside it; the name says whose it is.</summary>
    public static void RemoveUnfinished(string path)
    {
        path = RealPath.Of(path);
        string folder = Path.GetDirectoryName(path)!, name = Path.GetFileName(path);
        foreach (string left in Directory.EnumerateFiles(folder, $"*{Unfinished}"))
        {
            string[] parts = Path.GetFileName(left).Split('.');
            bool ofThis = Path.GetFileName(left).StartsWith(name + ".", StringComparison.Ordinal) && parts.Length == name.Split('.').Length + 2;
            if (ofThis && int.TryParse(parts[^2], NumberStyles.None, CultureInfo.InvariantCulture, out int writer) && !Runs(writer)) File.Delete(left);
        }
    }

    private static bool Runs(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
