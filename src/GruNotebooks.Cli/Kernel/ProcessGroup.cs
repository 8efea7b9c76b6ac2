using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GruNotebooks.Cli.Kernel;

/// <summary>A notebook's process with everything that its cells start: they end together. On Windows, where there are no groups, the tree of children stands for it.</summary>
internal static partial class ProcessGroup
{
    private const int Kill = 9;

    /// <summary>Makes this process the head of a group of its own, away from the terminal's, so that its end can be that of all.</summary>
    public static void Lead()
    {
        if (!OperatingSystem.IsWindows()) _ = StartSession();
    }

    /// <summary>Ends a process and its group. Nothing happens where both are gone.</summary>
    public static void End(Process head)
    {
        if (!OperatingSystem.IsWindows()) _ = Signal(-head.Id, Kill);
        try
        {
            head.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It ended by itself in between.
            return;
        }
    }

    /// <summary>Ends this process, and those it has started.</summary>
    public static void EndOwn()
    {
        if (!OperatingSystem.IsWindows()) _ = Signal(-Environment.ProcessId, Kill);
        using var own = Process.GetCurrentProcess();
        own.Kill(entireProcessTree: false);
    }

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int StartSession();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
