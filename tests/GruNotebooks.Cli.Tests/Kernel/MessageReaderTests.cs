using GruNotebooks.Cli.Kernel;

namespace GruNotebooks.Cli.Tests.Kernel;

public sealed class MessageReaderTests
{
    [Fact]
    public async Task Messages_are_found_between_whatever_a_cell_writes_past_its_console()
    {
        string text = "noise" + new ReadyMessage().ToLine() + "\nmore\n\u0001gru {broken\n\u0001\u0001gru " + new DoneMessage(CellOutcome.Done, "", "", 2).ToLine()[5..] + "\nend";
        var reader = new MessageReader(new StringReader(text));
        Assert.IsType<ReadyMessage>(await reader.ReadAsync(default));
        Assert.Equal(2, Assert.IsType<DoneMessage>(await reader.ReadAsync(default)).Seconds);
        Assert.Null(await reader.ReadAsync(default));
    }

    [Fact]
    public async Task Half_a_gigabyte_without_a_line_feed_is_not_held()
    {
        // The text is there at once, so all of the reading happens on this thread: other tests allocate meanwhile.
        long before = GC.GetAllocatedBytesForCurrentThread();
        var reading = new MessageReader(new Endless(500_000_000)).ReadAsync(default);
        long read = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(reading.IsCompleted);
        Assert.Null(await reading);
        Assert.InRange(read, 0, 50_000_000);
    }

    private sealed class Endless(long length) : TextReader
    {
        private long left = length;

        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
        {
            int given = (int)Math.Min(left, buffer.Length);
            buffer.Span[..given].Fill('x');
            left -= given;
            return ValueTask.FromResult(given);
        }
    }
}
