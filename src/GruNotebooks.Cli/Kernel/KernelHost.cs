using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;

namespace GruNotebooks.Cli.Kernel;

/// <summary>The process in which one notebook runs: reads messages from standard input, answers on standard output.</summary>
internal static class KernelHost
{
    public static async Task<int> RunAsync()
    {
        ProcessGroup.Lead();
        var (input, output) = StandardStreams.Take();
        // Messages of the compiler are the same everywhere; cells keep the user's culture.
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        // Answers wait in a queue, so that no cell waits for the runner to read them.
        var answers = Channel.CreateUnbounded<KernelMessage>();
        _ = Task.Run(() => SendAsync(answers.Reader, output));
        var requests = Channel.CreateUnbounded<KernelMessage>();
        new Thread(() => Receive(requests.Writer, input)) { IsBackground = true, Name = "requests" }.Start();
        using var outputs = new OutputCollector(message => answers.Writer.TryWrite(message));
        using var session = new KernelSession(outputs);
        await session.WarmUpAsync();

        var start = await requests.Reader.ReadAsync() as StartMessage ?? throw new InvalidDataException("The first message must say where the notebook is.");
        Directory.SetCurrentDirectory(start.Folder);
        foreach (string source in start.PackageSources) await session.AddPackageSourceAsync(source);
        answers.Writer.TryWrite(new ReadyMessage());
        while (await requests.Reader.ReadAsync() is RunMessage run)
        {
            // A fresh task, as in other hosts: nothing of the protocol is on a cell's stack.
            answers.Writer.TryWrite(await Task.Run(() => RunCellAsync(session, run, outputs)));
        }
        return ExitCode.Done;
    }

    private static async Task<DoneMessage> RunCellAsync(KernelSession session, RunMessage run, OutputCollector outputs)
    {
        outputs.Begin(run.ExecutionCount);
        long start = Stopwatch.GetTimestamp();
        var failure = await session.SubmitAsync(run.Source);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (failure is not null) outputs.AddError(CellFailure.Name, failure.Message, failure.Message.Split('\n'));
        outputs.Flush();
        return failure is null
            ? new DoneMessage(CellOutcome.Done, "", "", seconds)
            : new DoneMessage(CellOutcome.Failed, OutputCollector.Shortened(failure.Reason.ReplaceLineEndings(" ")), OutputCollector.Shortened(failure.Details), seconds);
    }

    private static void Receive(ChannelWriter<KernelMessage> requests, Stream input)
    {
        using var lines = new StreamReader(input);
        while (lines.ReadLine() is { } line)
        {
            if (line.StartsWith(KernelMessage.Mark, StringComparison.Ordinal) && KernelMessage.Parse(line[KernelMessage.Mark.Length..]) is { } message) requests.TryWrite(message);
        }
        // Whoever started this is done or gone: nobody would ever end a running cell, or what cells have left running.
        ProcessGroup.EndOwn();
    }

    private static async Task SendAsync(ChannelReader<KernelMessage> answers, Stream output)
    {
        await using var lines = new StreamWriter(output) { NewLine = "\n" };
        await foreach (var answer in answers.ReadAllAsync())
        {
            await lines.WriteLineAsync(answer.ToLine());
            await lines.FlushAsync();
        }
    }
}
