using System.Diagnostics;
using GruNotebooks.Cli.Kernel;
using GruNotebooks.Cli.Verbs;

namespace GruNotebooks.Cli.Tests.Running;

/// <summary>`gru` in a process of its own, as a shell starts it: to be watched from outside, or killed.</summary>
internal sealed class GruProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private GruProcess(ProcessStartInfo start)
    {
        process = Process.Start(start)!;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    public bool HasExited => process.HasExited;

    /// <summary>The most memory it has had so far, in bytes; itself alone, without the notebooks' processes. 0 where the system does not tell.</summary>
    public long PeakMemory
    {
        get
        {
            process.Refresh();
            return process.HasExited ? 0 : process.PeakWorkingSet64;
        }
    }

    public static GruProcess Start(params string[] arguments) => new(Redirected(DotnetHost.Path, [typeof(GruCommand).Assembly.Location, .. arguments]));

    /// <summary>With no file larger than a number of megabytes (twice as many in some shells): a write past it fails as it does on a full disk. Not on Windows.</summary>
    public static GruProcess StartWithFilesUpTo(int megabytes, params string[] arguments)
    {
        // `ulimit -f` counts blocks of 512 bytes, in some shells 1024; the signal would end the process before the error reaches it.
        var start = Redirected("/bin/sh", ["-c", $"trap '' XFSZ; ulimit -f {2000 * megabytes}; exec \"$0\" \"$@\"", DotnetHost.Path, typeof(GruCommand).Assembly.Location, .. arguments]);
        // The runtime keeps compiled code in a file in memory of a gigabyte; without this it would not start.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return new GruProcess(start);
    }

    public async Task<GruRun> EndAsync()
    {
        await process.WaitForExitAsync();
        return new GruRun(process.ExitCode, await output, await errors);
    }

    /// <summary>As the system does when memory runs out, or a user who has lost patience: nothing is asked, nothing is tidied up.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose() => process.Dispose();

    private static ProcessStartInfo Redirected(string program, IEnumerable<string> arguments) =>
        new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
}
