using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using GruNotebooks.Cli.Engine;
using GruNotebooks.Cli.Verbs;

namespace GruNotebooks.Cli.Running;

/// <summary>The process in which one notebook's cells run: `gru` again, spoken to line by line.</summary>
internal sealed class NotebookProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(5);
    private readonly Process process;
    private readonly Task<string> errors;
    private bool ready;

    public NotebookProcess(string folder, RunOptions options)
    {
        var start = new ProcessStartInfo(DotnetHost.Path)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = folder,
            ArgumentList = { typeof(NotebookProcess).Assembly.Location, CellHostVerb.Name },
        };
        process = Process.Start(start) ?? throw new InvalidOperationException($"{DotnetHost.Path} did not start.");
        errors = ReadErrorsAsync(process.StandardError);
        Send(new StartMessage(folder, options.PackageFolder, options.PackageSources, options.Started));
    }

    /// <summary>Runs a cell to its end, whatever end that is.</summary>
    public async Task<CellRun> RunAsync(string source, int executionCount, TimeSpan timeout, CancellationToken cancel)
    {
        var outputs = new OutputList();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            await ReadyAsync(cancel);
            patience.CancelAfter(timeout);
            Send(new RunMessage(source, executionCount));
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                if (HostMessage.FromLine(line) is DoneMessage done) return new CellRun(EndOf(done.Ending), outputs.ToJson(), done.Reason, done.Details, done.Seconds);
                if (HostMessage.FromLine(line) is OutputMessage message) outputs.Add(message.Output);
            }
            return await LeftAsync(outputs);
        }
        catch (IOException)
        {
            return await LeftAsync(outputs);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            string seconds = timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            return Failed(CellEnd.TimeLimit, outputs, "TimeLimit", $"still running after {seconds} s; its process was ended (--timeout gives cells more)", "");
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            process.StandardInput.Close();
            using var patience = new CancellationTokenSource(FarewellTime);
            await process.WaitForExitAsync(patience.Token);
        }
        catch (Exception stays) when (stays is OperationCanceledException or IOException)
        {
            process.Kill(entireProcessTree: true);
        }
        process.Dispose();
    }

    private async Task ReadyAsync(CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(StartTime);
        using var end = patience.Token.Register(() => process.Kill(entireProcessTree: true));
        while (!ready && await process.StandardOutput.ReadLineAsync(cancel) is { } line) ready = HostMessage.FromLine(line) is ReadyMessage;
        if (!ready) throw new IOException("The process of the notebook did not start.");
    }

    private void Send(HostMessage message)
    {
        process.StandardInput.WriteLine(message.ToLine());
        process.StandardInput.Flush();
    }

    private async Task<CellRun> LeftAsync(OutputList outputs)
    {
        await process.WaitForExitAsync();
        string said = await errors;
        string first = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "";
        string why = first.StartsWith("Stack overflow", StringComparison.OrdinalIgnoreCase) ? "stack overflow"
            : string.Create(CultureInfo.InvariantCulture, $"exit code {process.ExitCode}{(first.Length > 0 ? $": {first}" : "")}");
        return Failed(CellEnd.LeftProcess, outputs, "LeftProcess", $"ended its process ({why})", said);
    }

    private static CellRun Failed(CellEnd end, OutputList outputs, string name, string reason, string details)
    {
        outputs.Add(new JsonObject { ["ename"] = name, ["evalue"] = reason, ["output_type"] = "error", ["traceback"] = new JsonArray(reason) });
        return new CellRun(end, outputs.ToJson(), reason, details, Seconds: 0);
    }

    private static CellEnd EndOf(CellEnding ending) => ending switch
    {
        CellEnding.Done => CellEnd.Done,
        CellEnding.NoPackage => CellEnd.NoPackage,
        _ => CellEnd.Threw,
    };

    /// <summary>The beginning of what the process itself says, which is where a crash names its cause; the rest is read and dropped.</summary>
    private static async Task<string> ReadErrorsAsync(StreamReader reader)
    {
        const int Kept = 4000;
        var text = new StringBuilder();
        char[] buffer = new char[1024];
        int read;
        while ((read = await reader.ReadAsync(buffer)) > 0) text.Append(buffer, 0, Math.Min(read, Kept - Math.Min(Kept, text.Length)));
        return text.ToString();
    }
}
