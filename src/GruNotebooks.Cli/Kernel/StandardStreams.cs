using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GruNotebooks.Cli.Kernel;

/// <summary>
/// The pipes to the runner, taken away from who else would use them: a child of a cell that reads its standard input would swallow the next cell, and what it writes
/// would stand in the middle of an answer. Not on Windows.
/// </summary>
internal static partial class StandardStreams
{
    /// <summary>The two pipes; after this, standard input is at its end and standard output leads nowhere, here and in every child.</summary>
    public static (Stream Input, Stream Output) Take()
    {
        // Both are duplicates that children do not inherit.
        var taken = (Console.OpenStandardInput(), Console.OpenStandardOutput());
        if (OperatingSystem.IsWindows()) return taken;
        using var nothing = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        foreach (int standard in new[] { 0, 1 })
        {
            if (Duplicate(nothing, standard) < 0) throw new IOException(string.Create(CultureInfo.InvariantCulture, $"Standard stream {standard} cannot be replaced (error {Marshal.GetLastPInvokeError()})."));
        }
        return taken;
    }

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int Duplicate(SafeFileHandle from, int to);
}
