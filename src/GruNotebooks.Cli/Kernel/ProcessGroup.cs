using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace GruNotebooks.Cli.Kernel;

/// <summary>
/// A notebook's process with everything that its cells start: they end together. On Windows, where there are no groups, the tree of children stands for it. A child that leaves
/// the group, as a daemon does, still has the sign of its notebook in its environment, by which Linux finds it.
/// </summary>
internal static partial class ProcessGroup
{
    private const int Kill = 9;
    private const int MostRounds = 10;
    private const string SignVariable = "GRU_NOTEBOOK_PROCESS";

    /// <summary>Gives the process of one notebook a sign that all that it starts inherits.</summary>
    /// <returns>The sign, for <see cref="End"/>.</returns>
    public static string Sign(ProcessStartInfo start) => start.Environment[SignVariable] = Guid.NewGuid().ToString("N");

    /// <summary>Makes this process the head of a group of its own, away from the terminal's, so that its end can be that of all.</summary>
    public static void Lead()
    {
        if (!OperatingSystem.IsWindows()) _ = StartSession();
    }

    /// <summary>Ends a process and its group. Nothing happens where both are gone.</summary>
    public static void End(Process head, string sign)
    {
        if (!OperatingSystem.IsWindows()) _ = Signal(-head.Id, Kill);
        try
        {
            head.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It ended by itself in between; others may not have.
        }
        EndSigned(sign);
    }

    /// <summary>Ends this process, and those it has started.</summary>
    public static void EndOwn()
    {
        if (Environment.GetEnvironmentVariable(SignVariable) is { Length: > 0 } sign) EndSigned(sign);
        if (!OperatingSystem.IsWindows()) _ = Signal(-Environment.ProcessId, Kill);
        using var own = Process.GetCurrentProcess();
        own.Kill(entireProcessTree: false);
    }

    /// <summary>Ends what bears a sign, this process excepted; again, ten times at most, because what is ended may have started more.</summary>
    private static void EndSigned(string sign)
    {
        if (!OperatingSystem.IsLinux()) return;
        byte[] entry = Encoding.UTF8.GetBytes($"{SignVariable}={sign}");
        for (int round = 0; round < MostRounds; round++)
        {
            int[] bearers = [.. Directory.EnumerateDirectories("/proc").Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0).Where(id => id > 0 && id != Environment.ProcessId && Bears(id, entry))];
            if (bearers.Length == 0) return;
            foreach (int id in bearers) _ = Signal(id, Kill);
        }
    }

    /// <summary>Whether a process was started with an entry in its environment. That of other users cannot be read, and is not ours; that of one that has ended is empty.</summary>
    private static bool Bears(int id, byte[] entry)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{id}/environ").AsSpan().IndexOf(entry) >= 0;
        }
        catch (Exception notOurs) when (notOurs is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int StartSession();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
