using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Kernel;

/// <summary>The process in which one notebook's cells run: `gru` again, spoken to line by line. It starts warming up at once and learns later which notebook it serves.</summary>
internal sealed class KernelProcess : IAsyncDisposable
{
    /// <summary>The verb under which `gru` is that process.</summary>
    public const string Verb = "host-kernel";

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TimeToReadTheRest = TimeSpan.FromSeconds(1);
    private static readonly Lazy<string> Dependencies = new(KernelDependencies.File);
    private readonly Process process;
    private readonly string sign;
    private readonly MessageReader messages;
    private readonly StringBuilder said = new();
    private readonly Task reading;

    // Never disposed: the system may tell of the end later than it was seen.
    private readonly CancellationTokenSource ended = new();
    private bool ready;

    public KernelProcess()
    {
        var start = new ProcessStartInfo(DotnetHost.Path)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            ArgumentList = { "exec", "--depsfile", Dependencies.Value, typeof(KernelProcess).Assembly.Location, Verb },
        };
        sign = ProcessGroup.Sign(start);
        process = Process.Start(start) ?? throw new InvalidOperationException($"{DotnetHost.Path} did not start.");
        // A child that a cell has started may hold the pipe open, and no end of it would ever be read.
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => ended.CancelAfter(TimeToReadTheRest);
        messages = new MessageReader(process.StandardOutput);
        reading = ReadErrorsAsync();
    }

    /// <summary>Says where the notebook is.</summary>
    public void Serve(string folder, IReadOnlyList<string> packageSources)
    {
        try
        {
            Send(new StartMessage(folder, packageSources));
        }
        catch (IOException)
        {
            // It is gone; the first cell will say how it ended.
            return;
        }
    }

    /// <summary>Runs a cell to its end, whatever end that is.</summary>
    public async Task<CellExecution> RunAsync(string source, int executionCount, TimeSpan timeout, CancellationToken cancel)
    {
        var outputs = new CellOutputs();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel, ended.Token);
        try
        {
            await ReadyAsync(cancel);
            patience.CancelAfter(timeout);
            Send(new RunMessage(source, executionCount));
            while (await messages.ReadAsync(patience.Token) is { } message)
            {
                if (message is DoneMessage done) return new CellExecution(done.Outcome, outputs.ToJson(), done.Reason, done.Details, done.Seconds);
                if (message is OutputMessage output) outputs.Add(output.Output, output.DisplayId, output.IsUpdate);
            }
            return await EndedAsync(outputs);
        }
        catch (IOException)
        {
            return await EndedAsync(outputs);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return await EndedAsync(outputs);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            ProcessGroup.End(process, sign);
            string seconds = timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            return Failed(CellOutcome.TimeLimit, outputs, "TimeLimit", $"still running after {seconds} s; its process was ended (--timeout gives cells more)", "");
        }
    }

    /// <summary>Lets it end, and sees to it that it does, with all that its cells have started.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // Its end of the pipe is closed: it has ended.
            ProcessGroup.End(process, sign);
        }
        await ExitedAsync();
        ProcessGroup.End(process, sign);
        process.Dispose();
    }

    private async Task ReadyAsync(CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel, ended.Token);
        patience.CancelAfter(StartTime);
        try
        {
            while (!ready && await messages.ReadAsync(patience.Token) is { } message) ready = message is ReadyMessage;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            ProcessGroup.End(process, sign);
        }
        if (!ready) throw new IOException("The process of the notebook did not start.");
    }

    private void Send(KernelMessage message)
    {
        process.StandardInput.WriteLine(message.ToLine());
        process.StandardInput.Flush();
    }

    private async Task<CellExecution> EndedAsync(CellOutputs outputs)
    {
        await ExitedAsync();
        ProcessGroup.End(process, sign);
        string text;
        lock (said) text = said.ToString();
        string first = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "";
        string why = first.StartsWith("Stack overflow", StringComparison.OrdinalIgnoreCase) ? "stack overflow"
            : string.Create(CultureInfo.InvariantCulture, $"exit code {(process.HasExited ? process.ExitCode : -1)}{(first.Length > 0 ? $": {first}" : "")}");
        return Failed(CellOutcome.ProcessEnded, outputs, "ProcessEnded", $"ended its process ({why})", text);
    }

    /// <summary>Waits until the process has ended and what it said is read; not for ever, as a child of a cell may hold the pipe open.</summary>
    private async Task ExitedAsync()
    {
        using var patience = new CancellationTokenSource(TimeToEnd);
        try
        {
            // The exit alone, without the pipes, which WaitForExitAsync would wait for.
            while (!process.HasExited) await Task.Delay(5, patience.Token);
            await reading.WaitAsync(TimeSpan.FromSeconds(1), patience.Token);
        }
        catch (Exception late) when (late is OperationCanceledException or TimeoutException)
        {
            ProcessGroup.End(process, sign);
        }
    }

    private static CellExecution Failed(CellOutcome outcome, CellOutputs outputs, string name, string reason, string details)
    {
        outputs.Add(new JsonObject { ["ename"] = name, ["evalue"] = reason, ["output_type"] = "error", ["traceback"] = new JsonArray(reason) });
        return new CellExecution(outcome, outputs.ToJson(), reason, details, Seconds: 0);
    }

    /// <summary>The beginning of what the process itself says, which is where a crash names its cause; the rest is read and dropped.</summary>
    private async Task ReadErrorsAsync()
    {
        const int Kept = 4000;
        char[] buffer = new char[1024];
        int read;
        while ((read = await process.StandardError.ReadAsync(buffer)) > 0)
        {
            lock (said) said.Append(buffer, 0, Math.Min(read, Kept - Math.Min(Kept, said.Length)));
        }
    }
}
