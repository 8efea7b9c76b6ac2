using System.Diagnostics;
using System.Threading.Channels;

namespace GruNotebooks.Cli.Engine;

/// <summary>The process in which one notebook runs: reads messages from standard input, answers on standard output.</summary>
internal static class CellHost
{
    public static async Task<int> RunAsync()
    {
        // Answers wait in a queue, because writing to the standard output takes the lock of the console, which a printing cell may hold.
        var answers = Channel.CreateUnbounded<HostMessage>();
        var sending = Task.Run(() => SendAsync(answers.Reader));
        using var requests = new StreamReader(Console.OpenStandardInput());
        using var outputs = new CellOutputs(output => answers.Writer.TryWrite(new OutputMessage(output)));
        Console.SetIn(TextReader.Null);
        Console.SetOut(new CellConsole(outputs, "stdout"));
        Console.SetError(new CellConsole(outputs, "stderr"));
        DisplayExtensions.Outputs = outputs;

        var start = await ReadAsync(requests) as StartMessage ?? throw new InvalidDataException("The first message must say where the notebook is.");
        Directory.SetCurrentDirectory(start.Folder);
        using var session = new ScriptSession(start, outputs);
        await session.WarmUpAsync();
        answers.Writer.TryWrite(new ReadyMessage());
        while (await ReadAsync(requests) is RunMessage run)
        {
            // A fresh task, as in other hosts: nothing of the protocol is on a cell's stack.
            answers.Writer.TryWrite(await Task.Run(() => RunCellAsync(session, run, outputs)));
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

    private static async Task<HostMessage?> ReadAsync(StreamReader requests) =>
        await requests.ReadLineAsync() is { } line ? HostMessage.FromLine(line) : null;

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
