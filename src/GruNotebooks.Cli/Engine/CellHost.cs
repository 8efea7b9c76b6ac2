using System.Diagnostics;
using System.Threading.Channels;
using GruNotebooks.Cli.CommandLine;

namespace GruNotebooks.Cli.Engine;

/// <summary>The process in which one notebook runs: reads messages from standard input, answers on standard output.</summary>
internal static class CellHost
{
    public static async Task<int> RunAsync()
    {
        // Answers wait in a queue, because writing to the standard output takes the lock of the console, which a printing cell may hold.
        var answers = Channel.CreateUnbounded<HostMessage>();
        var sending = Task.Run(() => SendAsync(answers.Reader));
        var requests = Channel.CreateUnbounded<HostMessage>();
        bool isRunning = false;
        _ = Task.Run(() => ReceiveAsync(requests.Writer, () => isRunning));
        using var outputs = new CellOutputs(output => answers.Writer.TryWrite(new OutputMessage(output)));
        Console.SetIn(TextReader.Null);
        Console.SetOut(new CellConsole(outputs, "stdout"));
        Console.SetError(new CellConsole(outputs, "stderr"));
        DisplayExtensions.Outputs = outputs;

        var start = await NextAsync(requests.Reader) as StartMessage ?? throw new InvalidDataException("The first message must say where the notebook is.");
        Directory.SetCurrentDirectory(start.Folder);
        using var session = new ScriptSession(start, outputs);
        await session.WarmUpAsync();
        answers.Writer.TryWrite(new ReadyMessage());
        while (await NextAsync(requests.Reader) is RunMessage run)
        {
            isRunning = true;
            // A fresh task, as in other hosts: nothing of the protocol is on a cell's stack.
            answers.Writer.TryWrite(await Task.Run(() => RunCellAsync(session, run, outputs)));
            isRunning = false;
        }
        answers.Writer.Complete();
        await sending;
        return 0;
    }

    private static async Task<DoneMessage> RunCellAsync(ScriptSession session, RunMessage run, CellOutputs outputs)
    {
        outputs.Begin(run.ExecutionCount);
        long start = Stopwatch.GetTimestamp();
        Exception? failure = null;
        try
        {
            await session.RunAsync(run.Source);
        }
        catch (Exception thrown)
        {
            failure = thrown;
        }
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var ending = failure is null ? CellEnding.Done : CellFailure.EndingOf(failure);
        if (ending == CellEnding.Threw) outputs.Add(CellFailure.ToOutput(failure!));
        outputs.Flush();
        return new DoneMessage(ending, failure is null ? "" : CellFailure.Summary(failure), failure is null ? "" : CellFailure.Details(failure), seconds);
    }

    private static async Task<HostMessage?> NextAsync(ChannelReader<HostMessage> requests) =>
        await requests.WaitToReadAsync() ? await requests.ReadAsync() : null;

    private static async Task ReceiveAsync(ChannelWriter<HostMessage> requests, Func<bool> isRunning)
    {
        using var input = new StreamReader(Console.OpenStandardInput());
        while (await input.ReadLineAsync() is { } line)
        {
            if (HostMessage.FromLine(line) is { } message) requests.TryWrite(message);
        }
        requests.Complete();
        // Whoever started the cell is gone: nobody would ever end it.
        if (isRunning()) Environment.Exit(ExitCode.Failed);
    }

    private static async Task SendAsync(ChannelReader<HostMessage> answers)
    {
        await using var output = new StreamWriter(Console.OpenStandardOutput()) { NewLine = "\n" };
        await foreach (var answer in answers.ReadAllAsync())
        {
            await output.WriteLineAsync(answer.ToLine());
            await output.FlushAsync();
        }
    }
}
